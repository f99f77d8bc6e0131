/* Random whole numbers, many at a time. */
#ifndef C_RANDOM_H
#define C_RANDOM_H

#include <stdint.h>

/*
 * Writes what the generator of Steele, Lea & Flood gives after `state` as numbers uniform below
 * bound, bound - falling, bound - 2 falling, …, by the high half of a product (Lemire 2019).
 * Returns 0 where that is without bias; where one number may have to be drawn again (less than one
 * time in 10^9), something else, and the caller draws all of them one by one.
 *
 * The last bound is at least 1, and none is 2^32 or more.
 */
int32_t avh_draw(uint64_t state, uint64_t bound, uint64_t falling, int32_t count, uint32_t *numbers);

#endif
