#include "sqlite_settings.h"

#include <sqlite3.h>

void sqlite_settings_without_memory_counts(void) {
  /* It fails only when SQLite runs already, and then it goes on counting. */
  (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
