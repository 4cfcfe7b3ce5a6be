#include "SQLiteConfiguration.h"

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
