#include "sqlite_settings.h"

#include <sqlite3.h>

void sqlite_settings_of_process(void) {
  /* They fail only when SQLite runs already, and then it goes on as it is. */
  (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)sqlite3_config(SQLITE_CONFIG_URI, 1);
}

void sqlite_settings_defend(struct sqlite3 *database) {
  (void)sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  (void)sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)0);
  (void)sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, (int *)0);
}
