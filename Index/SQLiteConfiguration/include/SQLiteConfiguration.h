#ifndef SQLITE_CONFIGURATION_H
#define SQLITE_CONFIGURATION_H

#include <sqlite3.h>

// sqlite3_db_config() is variadic, so Swift cannot call it. These are the calls we need.

// Turns SQLITE_DBCONFIG_DEFENSIVE on (1) or off (0): while it is on, SQL cannot write the shadow
// tables of FTS5, the schema table, or corrupt the file in another deliberate way.
// Returns an SQLite result code.
int talks_set_defensive(sqlite3 *connection, int on);

// Whether SQLITE_DBCONFIG_DEFENSIVE is on: 1 or 0, or -1 where it cannot be told.
int talks_is_defensive(sqlite3 *connection);

// Turns all triggers of this connection on (1) or off (0). Returns an SQLite result code.
int talks_set_triggers(sqlite3 *connection, int on);

// Keeps large pieces of memory of this process apart from small ones, so that they go back to the
// system when they are freed. Does nothing where the allocator is not that of glibc.
void talks_separate_large_memory(void);

// Lets the system begin to write a part of a file to the disk, where it can; a hint only.
void talks_begin_writing(int file, long long place, long long size);

// Opens a file for writing past the cache of the system, from memory, to places and in sizes that are
// multiples of 4096. Returns a descriptor, or -1 where there is no such way.
int talks_open_uncached(const char *path);

#endif
