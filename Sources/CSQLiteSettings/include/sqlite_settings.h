#ifndef SQLITE_SETTINGS_H
#define SQLITE_SETTINGS_H

/* Lets SQLite allocate memory without counting it under a lock, which takes a tenth of the time of
   inserting rows. Only a program that asks SQLite how much memory it uses misses the counts.

   To be called before the process opens its first database; later it does nothing. Swift cannot
   call sqlite3_config itself, because it takes a variable number of arguments. */
void sqlite_settings_without_memory_counts(void);

#endif
