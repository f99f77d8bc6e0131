#ifndef HARDNESS_SQL_H
#define HARDNESS_SQL_H

#include <stdint.h>

/* What an argument of a row is. */
enum {
  HARDNESS_NULL = 0,
  HARDNESS_NUMBER = 1,
  HARDNESS_TEXT = 2,
  HARDNESS_INTEGER = 3
};

/* One argument of a row; `text` is valid until the step returns. */
typedef struct {
  int32_t kind;
  double number;
  int64_t integer;
  const char *text;
} hardness_argument;

/* What the end of an aggregate gives: NULL, a number, or an error. */
typedef struct {
  int32_t kind;
  double number;
} hardness_result;

#endif
