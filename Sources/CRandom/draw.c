#include "CRandom.h"

// One function, several instruction sets, chosen by the loader.
#if defined(__x86_64__) && defined(__linux__)
__attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#endif
int32_t avh_draw(uint64_t state, uint64_t bound, uint64_t falling, int32_t count,
                 uint32_t *numbers) {
  uint32_t rare = 0;
  for (int32_t k = 0; k < count; k++) {
    uint64_t place = (uint64_t)k;
    uint64_t z = state + 0x9E3779B97F4A7C15u * (place + 1);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    // The product of 64 and 32 bits by halves: bits 32 to 95 are in `upper`.
    uint64_t below = bound - place * falling;
    uint64_t upper = (z >> 32) * below + (((z & 0xFFFFFFFFu) * below) >> 32);
    numbers[k] = (uint32_t)(upper >> 32);
    // A number may have to be drawn again only where the low half of the product, of 64 bits, is
    // below a bound of 32.
    rare |= (uint32_t)upper == 0;
  }
  return (int32_t)rare;
}
