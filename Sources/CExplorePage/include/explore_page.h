#ifndef EXPLORE_PAGE_H
#define EXPLORE_PAGE_H

#include <stddef.h>

/* A file of the page to explore; its bytes live as long as the program. */
typedef struct {
  const unsigned char *bytes;
  size_t count;
} explore_file;

extern const explore_file explore_index;
extern const explore_file explore_style;

/* The parts of the script in one, each after those that it calls when the page begins. */
extern const explore_file explore_script;

#endif
