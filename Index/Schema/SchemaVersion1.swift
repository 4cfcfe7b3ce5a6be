import FTS5Segments

/// Schema version 1, as SQL.
///
/// The comments inside the statements stay in the file: `.schema` of the `sqlite3` program shows
/// them. Statements are grouped by when a bulk build runs them: tables first, then rows, then
/// indexes and triggers.
enum SchemaVersion1 {
  /// Columns of `talk` that `talk_prose` indexes, in its order.
  ///
  /// FTS5 spends two bytes on every word of a talk that is in another column than the first, so the
  /// longest text comes first: a fifth of both indexes.
  static let proseColumns = [
    "abstract", "title", "speakers", "series", "keywords", "venue", "other_forms",
  ]

  /// Columns of `talk` that `talk_words` indexes, in its order: those of `talk_prose`, and one more.
  static let wordsColumns = proseColumns + ["affiliations"]

  /// Columns of `talk` that its content hash covers.
  static let contentColumns =
    wordsColumns + [
      "start_utc", "end_utc", "is_recurring", "is_tba", "kind", "status", "start_local",
      "end_local", "time_zone", "time_form", "zone_origin", "language", "organiser", "url",
      "join_link", "join_secret", "biography",
    ]

  /// Those of ``tables`` that tell where talks come from and when; they refer to each other only.
  static var records: ArraySlice<String> { tables.prefix(3) }

  /// Ordinary tables: `source`, `file`, `revision`, then the others.
  static let tables = [
    """
    CREATE TABLE source(
      -- Where talks come from: a feed, a folder, or what --source said.
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      title TEXT,                    -- the calendar's own name
      url TEXT)
    """,
    """
    CREATE TABLE file(
      -- Calendar files as they were when last read; unchanged ones are skipped.
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES source(id),
      path TEXT NOT NULL UNIQUE,     -- '-' for standard input
      size INTEGER NOT NULL DEFAULT 0,
      mtime_ns INTEGER NOT NULL DEFAULT 0, -- nanoseconds since 1970
      hash INTEGER NOT NULL DEFAULT 0,     -- of the bytes
      events INTEGER NOT NULL DEFAULT 0,   -- events seen
      rejected INTEGER NOT NULL DEFAULT 0, -- events that could not be used
      is_truncated INTEGER NOT NULL DEFAULT 0,
      last_revision INTEGER REFERENCES revision(id))
    """,
    """
    CREATE TABLE revision(
      -- One row an ingest: when it ran and what it changed.
      id INTEGER PRIMARY KEY,
      started_at INTEGER NOT NULL,   -- UTC seconds since 1970
      finished_at INTEGER,           -- NULL where it was interrupted
      files_read INTEGER NOT NULL DEFAULT 0,
      talks_new INTEGER NOT NULL DEFAULT 0,
      talks_changed INTEGER NOT NULL DEFAULT 0,
      talks_same INTEGER NOT NULL DEFAULT 0,
      talks_gone INTEGER NOT NULL DEFAULT 0,
      events_rejected INTEGER NOT NULL DEFAULT 0)
    """,
    """
    CREATE TABLE talk(
      -- One row a talk, readable by itself; the content of talk_prose and talk_words.
      id INTEGER PRIMARY KEY,
      source_id INTEGER REFERENCES source(id), -- NULL where a row was added by hand
      file_id INTEGER REFERENCES file(id),
      line INTEGER,                  -- of the file, from 1
      start_utc INTEGER,             -- seconds since 1970; the first occurrence
      end_utc INTEGER,
      start_day INTEGER,             -- days since 1970 on the local wall clock
      is_recurring INTEGER NOT NULL DEFAULT 0,
      is_tba INTEGER NOT NULL DEFAULT 0, -- title or speaker still to be announced
      sequence INTEGER NOT NULL DEFAULT 0,
      last_modified INTEGER,
      fingerprint INTEGER,           -- same in two sources for the same talk
      content_hash INTEGER,          -- changes when the talk does
      first_seen INTEGER,            -- revision
      last_changed INTEGER,          -- revision
      gone_since INTEGER,            -- revision in which its source stopped listing it
      kind TEXT NOT NULL DEFAULT 'talk',          -- talk, other
      status TEXT NOT NULL DEFAULT 'confirmed',   -- confirmed, tentative, cancelled
      start_local TEXT,              -- YYYY-MM-DDTHH:MM:SS in time_zone
      end_local TEXT,
      time_zone TEXT,                -- IANA name
      time_form TEXT,                -- zoned, utc, floating, date
      zone_origin TEXT,              -- how the zone was found
      uid TEXT,
      recurrence_id TEXT,
      title TEXT NOT NULL DEFAULT '',
      speakers TEXT,                 -- names joined with '; '
      affiliations TEXT,             -- as stated, joined with '; '
      series TEXT,                   -- names joined with '; '
      keywords TEXT,                 -- joined with '; ', the heaviest first
      venue TEXT,
      language TEXT,                 -- BCP 47
      organiser TEXT,
      url TEXT,
      join_link TEXT,                -- without passcode
      join_secret TEXT,              -- never searched
      other_forms TEXT,              -- search-only spellings: ASCII forms, CJK pairs
      abstract TEXT,
      biography TEXT)
    """,
    """
    CREATE TABLE talk_change(
      -- What an ingest changed about a talk, and what was stated before.
      revision_id INTEGER NOT NULL,
      talk_id INTEGER NOT NULL REFERENCES talk(id),
      field TEXT NOT NULL,           -- a column of talk
      before TEXT,                   -- NULL where nothing was stated, or for long text
      PRIMARY KEY(revision_id, talk_id, field)) WITHOUT ROWID
    """,
    """
    CREATE TABLE occurrence(
      -- When talks take place; every talk that has a time has a row here. Date filters look here.
      talk_id INTEGER NOT NULL REFERENCES talk(id),
      start_utc INTEGER NOT NULL,
      end_utc INTEGER NOT NULL,
      start_day INTEGER NOT NULL,    -- days since 1970 on the local wall clock
      utc_offset INTEGER NOT NULL DEFAULT 0, -- seconds from start_utc to the local wall clock
      PRIMARY KEY(talk_id, start_utc)) WITHOUT ROWID
    """,
    """
    CREATE TABLE person(
      -- Speakers, one row for all talks of a person.
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,            -- as first written
      folded TEXT NOT NULL)          -- unique; without case, marks, punctuation
    """,
    """
    CREATE TABLE talk_speaker(
      -- Who speaks in which talk, in the order stated.
      talk_id INTEGER NOT NULL REFERENCES talk(id),
      position INTEGER NOT NULL,     -- from 0
      person_id INTEGER NOT NULL REFERENCES person(id),
      affiliation TEXT,              -- as stated in this talk
      name TEXT,                     -- as written in this talk, where it differs from person.name
      PRIMARY KEY(talk_id, position)) WITHOUT ROWID
    """,
    """
    CREATE TABLE series(
      -- Series, tracks and conferences.
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      folded TEXT NOT NULL)          -- unique; without case and marks
    """,
    """
    CREATE TABLE talk_series(
      -- Which talk belongs to which series, the most specific first.
      talk_id INTEGER NOT NULL REFERENCES talk(id),
      position INTEGER NOT NULL,     -- from 0
      series_id INTEGER NOT NULL REFERENCES series(id),
      name TEXT,                     -- as written in this talk, where it differs from series.name
      PRIMARY KEY(talk_id, position)) WITHOUT ROWID
    """,
    """
    CREATE TABLE talk_keyword(
      -- Which keyword belongs to which talks, by keyword; talk.keywords has those of a talk.
      keyword TEXT NOT NULL,         -- without case and marks
      talk_id INTEGER NOT NULL REFERENCES talk(id),
      position INTEGER NOT NULL,     -- place in talk.keywords, from 0, the heaviest first
      weight INTEGER NOT NULL DEFAULT 1000,  -- 0 to 1000
      is_stated INTEGER NOT NULL DEFAULT 1,  -- 1 stated in the calendar, 0 extracted
      text TEXT,                     -- as written in this talk, where it differs from keyword
      PRIMARY KEY(keyword, talk_id, position)) WITHOUT ROWID
    """,
  ]

  /// Tables that only make ranking faster; without them, or where they are out of date, searches
  /// give the same answers.
  static let aids = RankingLengths.definitions

  /// The two full-text indexes.
  static let fullText = [
    """
    CREATE VIRTUAL TABLE talk_prose USING fts5(\(proseColumns.joined(separator: ", ")),
      content='talk', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')
    """,
    """
    CREATE VIRTUAL TABLE talk_words USING fts5(\(wordsColumns.joined(separator: ", ")),
      content='talk', content_rowid='id', tokenize='unicode61 remove_diacritics 2')
    """,
  ]

  /// Indexes of the ordinary tables; a bulk build makes them when all rows are there.
  static let indexes = [
    "CREATE INDEX talk_by_uid ON talk(uid)",
    "CREATE INDEX talk_by_file ON talk(file_id)",
    "CREATE INDEX talk_by_fingerprint ON talk(fingerprint)",
    "CREATE INDEX talk_of_other_kind ON talk(kind) WHERE kind <> 'talk'",
    "CREATE INDEX talk_change_by_talk ON talk_change(talk_id)",
    "CREATE INDEX occurrence_by_day ON occurrence(start_day)",
    "CREATE INDEX occurrence_by_end ON occurrence(end_utc)",
    "CREATE UNIQUE INDEX person_by_name ON person(folded)",
    "CREATE UNIQUE INDEX series_by_name ON series(folded)",
    "CREATE INDEX talk_speaker_by_person ON talk_speaker(person_id)",
    "CREATE INDEX talk_series_by_series ON talk_series(series_id)",
  ]

  /// Triggers that keep everything derived from `talk` in step, also for other programs that
  /// write to it with plain SQL.
  static let triggers = [
    """
    CREATE TRIGGER talk_inserted AFTER INSERT ON talk BEGIN
      -- New talks become searchable.
      \(insertion(into: "talk_prose", proseColumns))
      \(insertion(into: "talk_words", wordsColumns))
      INSERT OR IGNORE INTO occurrence(talk_id, start_utc, end_utc, start_day, utc_offset)
        SELECT new.id, new.start_utc, coalesce(new.end_utc, new.start_utc), \(startDay), \(offset)
        WHERE new.start_utc IS NOT NULL;
    END
    """,
    """
    CREATE TRIGGER talk_deleted AFTER DELETE ON talk BEGIN
      -- Deleted talks leave nothing behind but people and series.
      \(removal(from: "talk_prose", proseColumns))
      \(removal(from: "talk_words", wordsColumns))
      DELETE FROM occurrence WHERE talk_id = old.id;
      DELETE FROM talk_change WHERE talk_id = old.id;
      DELETE FROM talk_speaker WHERE talk_id = old.id;
      DELETE FROM talk_series WHERE talk_id = old.id;
      DELETE FROM talk_keyword WHERE talk_id = old.id AND keyword IN (
        WITH RECURSIVE part(name, rest) AS (
          SELECT '', lower(old.keywords) || '; '
          UNION ALL SELECT substr(rest, 1, instr(rest, '; ') - 1), substr(rest, instr(rest, '; ') + 2)
          FROM part WHERE rest <> '')
        SELECT name FROM part);
      -- Keywords that are more than lower-cased, or were edited by hand, are looked for in all.
      DELETE FROM talk_keyword WHERE talk_id = old.id AND (old.content_hash IS NULL
        OR old.keywords GLOB '*[^ -~]*' OR old.keywords GLOB '*  *' OR old.keywords GLOB ' *'
        OR old.keywords GLOB '* ' OR old.keywords GLOB '* ;*');
    END
    """,
    """
    CREATE TRIGGER talk_changed AFTER UPDATE OF \(wordsColumns.joined(separator: ", ")) ON talk
    WHEN \(wordsColumns.map { "old.\($0) IS NOT new.\($0)" }.joined(separator: " OR "))
    BEGIN
      -- Changed text is indexed again.
      \(removal(from: "talk_prose", proseColumns))
      \(insertion(into: "talk_prose", proseColumns))
      \(removal(from: "talk_words", wordsColumns))
      \(insertion(into: "talk_words", wordsColumns))
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
    CREATE TRIGGER talk_moved AFTER UPDATE OF start_utc, end_utc, start_day ON talk
    WHEN NOT new.is_recurring AND (old.start_utc IS NOT new.start_utc
      OR old.end_utc IS NOT new.end_utc OR old.start_day IS NOT new.start_day)
    BEGIN
      -- A talk that takes place once takes its occurrence along.
      DELETE FROM occurrence WHERE talk_id = old.id;
      INSERT INTO occurrence(talk_id, start_utc, end_utc, start_day, utc_offset)
        SELECT new.id, new.start_utc, coalesce(new.end_utc, new.start_utc), \(startDay), \(offset)
        WHERE new.start_utc IS NOT NULL;
    END
    """,
    """
    CREATE TRIGGER talk_renumbered BEFORE UPDATE OF id ON talk WHEN old.id IS NOT new.id BEGIN
      -- Everything else refers to a talk by its id.
      SELECT RAISE(ABORT, 'a talk keeps its id');
    END
    """,
  ]

  /// Every table of this version.
  static let tableNames: Set<String> = [
    "source", "file", "revision", "talk", "talk_change", "occurrence", "person", "talk_speaker",
    "series", "talk_series", "talk_keyword", "talk_prose", "talk_words",
  ]

  /// Local day of a new row: the stated one, else the day in UTC.
  private static let startDay =
    "coalesce(new.start_day, (new.start_utc - ((new.start_utc % 86400) + 86400) % 86400) / 86400)"

  /// Seconds from UTC to the local wall clock of a new row.
  private static let offset =
    "coalesce(CAST(strftime('%s', new.start_local) AS INTEGER) - new.start_utc, 0)"

  /// A statement of a trigger that indexes the new row.
  static func insertion(into table: String, _ columns: [String]) -> String {
    let values = columns.map { "new." + $0 }.joined(separator: ", ")
    return
      "INSERT INTO \(table)(rowid, \(columns.joined(separator: ", "))) VALUES (new.id, \(values));"
  }

  /// A statement of a trigger that takes the old row out of an index.
  static func removal(from table: String, _ columns: [String]) -> String {
    let values = columns.map { "old." + $0 }.joined(separator: ", ")
    return "INSERT INTO \(table)(\(table), rowid, \(columns.joined(separator: ", "))) "
      + "VALUES ('delete', old.id, \(values));"
  }
}
