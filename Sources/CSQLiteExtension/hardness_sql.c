#include "hardness_sql.h"

#include <sqlite3ext.h>
#include <stdio.h>
#include <stdlib.h>

SQLITE_EXTENSION_INIT1

/*
 * The accumulators are Swift's, in the module HardnessSQL. An error comes back as a text that the
 * caller frees; NULL means that all is well.
 */
extern void *hardness_aggregate_create(int32_t place);
extern char *hardness_aggregate_step(void *accumulator, const hardness_argument *arguments,
                                     int32_t count);
extern char *hardness_aggregate_finish(void *accumulator, hardness_result *result);
extern void hardness_aggregate_destroy(void *accumulator);
extern int32_t hardness_aggregate_count(void);
extern char *hardness_aggregate_name(int32_t place);
extern int32_t hardness_aggregate_arguments(int32_t place);

enum { MOST_ARGUMENTS = 3 };

/* SQLite hands this memory out zeroed, once for each group. */
typedef struct {
  void *accumulator;
  int has_failed;
} group_state;

static void report(sqlite3_context *context, char *message) {
  sqlite3_result_error(context, message, -1);
  free(message);
}

static void step(sqlite3_context *context, int count, sqlite3_value **values) {
  group_state *state = sqlite3_aggregate_context(context, sizeof(group_state));
  if (state == NULL) {
    sqlite3_result_error_nomem(context);
    return;
  }
  if (state->has_failed) return;
  if (state->accumulator == NULL) {
    intptr_t place = (intptr_t)sqlite3_user_data(context);
    state->accumulator = hardness_aggregate_create((int32_t)place);
  }
  hardness_argument arguments[MOST_ARGUMENTS];
  char bytes[MOST_ARGUMENTS][32];
  for (int i = 0; i < count && i < MOST_ARGUMENTS; i++) {
    arguments[i] = (hardness_argument){HARDNESS_NULL, 0, 0, NULL};
    switch (sqlite3_value_type(values[i])) {
    case SQLITE_INTEGER:
      arguments[i].kind = HARDNESS_INTEGER;
      arguments[i].integer = sqlite3_value_int64(values[i]);
      break;
    case SQLITE_FLOAT:
      arguments[i].kind = HARDNESS_NUMBER;
      arguments[i].number = sqlite3_value_double(values[i]);
      break;
    case SQLITE_TEXT:
      arguments[i].kind = HARDNESS_TEXT;
      arguments[i].text = (const char *)sqlite3_value_text(values[i]);
      break;
    case SQLITE_BLOB:
      arguments[i].kind = HARDNESS_TEXT;
      snprintf(bytes[i], sizeof bytes[i], "%d bytes", sqlite3_value_bytes(values[i]));
      arguments[i].text = bytes[i];
      break;
    default:
      break;
    }
  }
  char *message = hardness_aggregate_step(state->accumulator, arguments, count);
  if (message != NULL) {
    state->has_failed = 1;
    report(context, message);
  }
}

static void finish(sqlite3_context *context) {
  group_state *state = sqlite3_aggregate_context(context, 0);
  /* Without a row there is no accumulator, and the result is NULL. */
  if (state == NULL || state->accumulator == NULL) return;
  if (!state->has_failed) {
    hardness_result result = {HARDNESS_NULL, 0};
    char *message = hardness_aggregate_finish(state->accumulator, &result);
    if (message != NULL) {
      report(context, message);
    } else if (result.kind == HARDNESS_NUMBER) {
      sqlite3_result_double(context, result.number);
    }
  }
  hardness_aggregate_destroy(state->accumulator);
  state->accumulator = NULL;
}

/* SQLite derives this name from that of the library, libhardness_sql. */
int sqlite3_hardnesssql_init(sqlite3 *database, char **message,
                             const sqlite3_api_routines *api) {
  SQLITE_EXTENSION_INIT2(api);
  (void)message;
  int32_t count = hardness_aggregate_count();
  for (int32_t place = 0; place < count; place++) {
    char *name = hardness_aggregate_name(place);
    if (name == NULL) return SQLITE_NOMEM;
    int code = sqlite3_create_function_v2(
        database, name, hardness_aggregate_arguments(place),
        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, (void *)(intptr_t)place, NULL, step,
        finish, NULL);
    free(name);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}
