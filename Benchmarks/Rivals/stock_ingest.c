// The rival for ingest: libical reads, prepared stock FTS5 inserts write, in one transaction.
//
// usage: stock_ingest parse FILE...            parse only, print events and bytes
//        stock_ingest ingest INDEX FILE...     build INDEX (one porter index), print talks
//        stock_ingest add INDEX FILE...        add to an INDEX built so before
//        stock_ingest rows INDEX ROWS          copy the talks of ROWS (an index made by "talks
//                                              ingest") into INDEX, without indexing them
//        stock_ingest index INDEX              the FTS5 part alone: index the talks of INDEX
// build: cc -O2 stock_ingest.c -lical -lsqlite3
#include <libical/ical.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what) {
  fprintf(stderr, "stock_ingest: %s\n", what);
  exit(1);
}

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) fail(path);
  fseek(file, 0, SEEK_END);
  *size = ftell(file);
  rewind(file);
  char *text = malloc(*size + 1);
  if (fread(text, 1, *size, file) != *size) fail(path);
  text[*size] = 0;
  fclose(file);
  return text;
}

static const char *text_of(icalcomponent *event, icalproperty_kind kind) {
  icalproperty *property = icalcomponent_get_first_property(event, kind);
  if (!property) return "";
  icalvalue *value = icalproperty_get_value(property);
  const char *text = value ? icalvalue_get_text(value) : 0;
  return text ? text : "";
}

static sqlite3 *open_index(const char *path, int adds) {
  sqlite3 *db;
  if (!adds) remove(path);
  if (sqlite3_open(path, &db)) fail(sqlite3_errmsg(db));
  if (adds) return db;
  const char *schema =
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
      "CREATE TABLE talk(id INTEGER PRIMARY KEY, uid, title, speakers, series, abstract, venue);"
      "CREATE VIRTUAL TABLE talk_text USING fts5(title, speakers, series, abstract, venue,"
      " content='talk', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');";
  if (sqlite3_exec(db, schema, 0, 0, 0)) fail(sqlite3_errmsg(db));
  return db;
}

static void insert_row(sqlite3 *db, sqlite3_stmt *talk, sqlite3_stmt *text, const char **field) {
  for (int i = 0; i < 6; i++) sqlite3_bind_text(talk, i + 1, field[i], -1, SQLITE_STATIC);
  if (sqlite3_step(talk) != SQLITE_DONE) fail(sqlite3_errmsg(db));
  sqlite3_reset(talk);
  sqlite3_bind_int64(text, 1, sqlite3_last_insert_rowid(db));
  for (int i = 1; i < 6; i++) sqlite3_bind_text(text, i + 1, field[i], -1, SQLITE_STATIC);
  if (sqlite3_step(text) != SQLITE_DONE) fail(sqlite3_errmsg(db));
  sqlite3_reset(text);
}

int main(int argc, char **argv) {
  if (argc < 3) fail("usage: stock_ingest parse FILE... | ingest|add INDEX FILE... |"
                     " rows INDEX ROWS | index INDEX");
  int writes = strcmp(argv[1], "parse") != 0;
  long events = 0, bytes = 0;
  sqlite3 *db = 0;
  sqlite3_stmt *talk = 0, *text = 0;
  if (writes) {
    db = open_index(argv[2], !strcmp(argv[1], "add") || !strcmp(argv[1], "index"));
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
    sqlite3_prepare_v2(db, "INSERT INTO talk(uid, title, speakers, series, abstract, venue)"
                           " VALUES(?,?,?,?,?,?)", -1, &talk, 0);
    sqlite3_prepare_v2(db, "INSERT INTO talk_text(rowid, title, speakers, series, abstract, venue)"
                           " VALUES(?,?,?,?,?,?)", -1, &text, 0);
  }
  if (strcmp(argv[1], "rows") == 0) {
    char *copy = sqlite3_mprintf("COMMIT; ATTACH %Q AS rows; BEGIN;"
                                 "INSERT INTO talk SELECT id, uid, title, speakers, series, abstract,"
                                 " venue FROM rows.talk ORDER BY id", argv[3]);
    if (sqlite3_exec(db, copy, 0, 0, 0)) fail(sqlite3_errmsg(db));
    events = sqlite3_changes(db);
    sqlite3_free(copy);
  } else if (strcmp(argv[1], "index") == 0) {
    sqlite3_stmt *read;
    if (sqlite3_prepare_v2(db, "SELECT id, title, speakers, series, abstract, venue FROM talk"
                               " ORDER BY id", -1, &read, 0)) fail(sqlite3_errmsg(db));
    while (sqlite3_step(read) == SQLITE_ROW) {
      for (int i = 0; i < 6; i++) sqlite3_bind_value(text, i + 1, sqlite3_column_value(read, i));
      if (sqlite3_step(text) != SQLITE_DONE) fail(sqlite3_errmsg(db));
      sqlite3_reset(text);
      events++;
    }
    sqlite3_finalize(read);
  } else {
    for (int i = writes ? 3 : 2; i < argc; i++) {
      size_t size;
      char *source = read_file(argv[i], &size);
      bytes += size;
      icalcomponent *calendar = icalparser_parse_string(source);
      if (!calendar) fail(argv[i]);
      icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
      for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        events++;
        if (!writes) continue;
        const char *field[6] = {icalcomponent_get_uid(event), icalcomponent_get_summary(event), "",
                                text_of(event, ICAL_CATEGORIES_PROPERTY),
                                icalcomponent_get_description(event),
                                icalcomponent_get_location(event)};
        char *title = strdup(field[1] ? field[1] : "");
        char *dash = strstr(title, " - ");
        if (dash) {
          *dash = 0;
          field[2] = dash + 3;
        }
        field[1] = title;
        insert_row(db, talk, text, field);
        free(title);
      }
      icalcomponent_free(calendar);
      free(source);
    }
  }
  if (writes) {
    if (sqlite3_exec(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);", 0, 0, 0))
      fail(sqlite3_errmsg(db));
    sqlite3_finalize(talk);
    sqlite3_finalize(text);
    sqlite3_close(db);
  }
  printf("%ld events %ld bytes\n", events, bytes);
  return 0;
}
