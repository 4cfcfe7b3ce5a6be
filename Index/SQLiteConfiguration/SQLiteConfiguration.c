#define _GNU_SOURCE
#include "SQLiteConfiguration.h"

#include <fcntl.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

int talks_set_defensive(sqlite3 *connection, int on) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, on, (int *)0);
}

int talks_is_defensive(sqlite3 *connection) {
  int value = -1;
  int code = sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, -1, &value);
  return code == SQLITE_OK ? value : -1;
}

int talks_set_triggers(sqlite3 *connection, int on) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, (int *)0);
}

void talks_separate_large_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 2 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_ARENA_MAX, 4);
#endif
}

void talks_begin_writing(int file, long long place, long long size) {
#ifdef SYNC_FILE_RANGE_WRITE
  sync_file_range(file, place, size, SYNC_FILE_RANGE_WRITE);
#endif
}

int talks_open_uncached(const char *path) {
#ifdef O_DIRECT
  return open(path, O_WRONLY | O_DIRECT | O_CLOEXEC);
#else
  return -1;
#endif
}
