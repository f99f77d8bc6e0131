#ifndef SQLITE_SETTINGS_H
#define SQLITE_SETTINGS_H

/* Swift cannot call sqlite3_config and sqlite3_db_config itself, because they take a variable number
   of arguments. */

struct sqlite3;

/* Lets SQLite allocate memory without counting it under a lock, which takes a tenth of the time of
   inserting rows; only a program that asks SQLite how much memory it uses misses the counts. And lets
   it take file names that begin with "file:" for addresses with settings.

   To be called before the process opens its first database; later it does nothing. */
void sqlite_settings_of_process(void);

/* Closes what a stranger's file or statement could misuse: writing to the schema and to the inside of
   virtual tables, loading of extensions, addresses of tokenizers. */
void sqlite_settings_defend(struct sqlite3 *database);

#endif
