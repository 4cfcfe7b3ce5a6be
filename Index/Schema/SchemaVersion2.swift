/// Schema version 2, as the steps from version 1: what stands in the file twice goes.
///
/// Most keyphrases are of one talk only, and all stand in `talk.keywords` and in both full-text
/// indexes already. Version 1 had them once more in a table in the order of keywords: a tenth of the
/// file, and most of the pages that an ingest of a few talks writes. What that table alone said, where
/// a keyword comes from and how much it tells, is a character each in `talk.keyword_marks`; the table
/// is a view.
///
/// An index of all occurrences by end found upcoming ones, and so does the one by day but for those that
/// last long, which are few; one by fingerprint was never searched. New rows lay all over both.
enum SchemaVersion2 {
  /// Every table that an index has, as a guard against files that lost some.
  static let tableNames = SchemaVersion1.tableNames.subtracting(["talk_keyword"])

  /// Columns of `talk` that its content hash covers.
  static let contentColumns = SchemaVersion1.contentColumns + ["keyword_marks"]

  /// The condition on an occurrence that lasts more than two days.
  static let lastsLong = "end_utc - start_utc > \(longSeconds)"

  /// Seconds of two days.
  static let longSeconds: Int64 = 172_800

  /// The steps.
  static let steps = [
    """
    ALTER TABLE talk ADD COLUMN
      keyword_marks /* of each keyword: s if stated, else its weight from 0 to p */ TEXT
    """,
    """
    UPDATE talk SET keyword_marks = known.marks
    FROM (SELECT talk_id, group_concat(mark, '') AS marks, min(mark) AS least
      FROM (SELECT talk_id, iif(is_stated, 's', char(48 + (weight * 64 + 500) / 1000)) AS mark
        FROM talk_keyword ORDER BY talk_id, position)
      GROUP BY talk_id) AS known
    WHERE known.talk_id = talk.id AND known.least <> 's'
    """,
    "DROP TRIGGER talk_deleted",
    "DROP TRIGGER talk_edited",
    "DROP TABLE talk_keyword",
    "DROP INDEX talk_by_fingerprint",
    "DROP INDEX occurrence_by_end",
    "CREATE INDEX occurrence_lasting_long ON occurrence(end_utc) WHERE \(lastsLong)",
    """
    CREATE TRIGGER talk_deleted AFTER DELETE ON talk BEGIN
      -- Deleted talks leave nothing behind but people and series.
      \(SchemaVersion1.removal(from: "talk_prose", SchemaVersion1.proseColumns))
      \(SchemaVersion1.removal(from: "talk_words", SchemaVersion1.wordsColumns))
      DELETE FROM occurrence WHERE talk_id = old.id;
      DELETE FROM talk_change WHERE talk_id = old.id;
      DELETE FROM talk_speaker WHERE talk_id = old.id;
      DELETE FROM talk_series WHERE talk_id = old.id;
    END
    """,
    """
    CREATE TRIGGER talk_edited AFTER UPDATE OF \(contentColumns.joined(separator: ", ")) ON talk
    WHEN old.content_hash IS new.content_hash BEGIN
      -- A row edited by hand no longer says what its source said.
      UPDATE talk SET content_hash = NULL WHERE id = new.id;
    END
    """,
    """
    CREATE VIEW talk_keyword AS
      -- Which keywords a talk has: talk.keywords taken apart, with talk.keyword_marks.
      SELECT
        lower(name) AS keyword,
        talk_id,
        position,                    -- place in talk.keywords, from 0, the heaviest first
        iif(mark BETWEEN 48 AND 112, ((mark - 48) * 1000 + 32) / 64, 1000) AS weight, -- 0 to 1000
        mark NOT BETWEEN 48 AND 112 AS is_stated, -- 1 stated in the calendar, 0 extracted
        name AS text                 -- as written
      FROM (
        SELECT t.id AS talk_id, k.key AS position, k.value AS name,
          coalesce(unicode(substr(t.keyword_marks, k.key + 1, 1)), 115) AS mark
        FROM talk t, json_each(
          -- Names are on one line, unless written by hand.
          iif(t.keywords GLOB '*[' || char(1) || '-' || char(31) || ']*', '[]',
            '["' || replace(replace(replace(t.keywords, '\\', '\\\\'), '"', '\\"'), '; ', '","')
              || '"]')) k
        WHERE t.keywords <> '' AND k.value <> '')
    """,
  ]
}
