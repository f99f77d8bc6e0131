// One function, several instruction sets, chosen by the loader.
#ifndef AVH_CLONES_H
#define AVH_CLONES_H

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define AVH_CLONES \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define AVH_CLONES
#endif

#define AVH_INLINE static inline __attribute__((always_inline))

typedef double v8d __attribute__((vector_size(64)));
typedef int64_t v8l __attribute__((vector_size(64)));
typedef float v8f __attribute__((vector_size(32)));

// Vectors are passed by pointer: by value, the calling convention would depend
// on the instruction set.
AVH_INLINE void load_d(v8d *out, const double *from) { memcpy(out, from, sizeof(v8d)); }

AVH_INLINE void load_f(v8d *out, const float *from) {
  v8f narrow;
  memcpy(&narrow, from, sizeof(v8f));
  *out = __builtin_convertvector(narrow, v8d);
}

AVH_INLINE void splat(v8d *out, double value) {
  *out = (v8d){value, value, value, value, value, value, value, value};
}

// yes where the mask is set, no elsewhere.
AVH_INLINE void choose(v8d *out, const v8l *mask, const v8d *yes, const v8d *no) {
  *out = (v8d)((*mask & (v8l)*yes) | (~*mask & (v8l)*no));
}

// A fixed tree, so that every instruction set adds in the same order.
AVH_INLINE double sum_lanes(const v8d *v) {
  return (((*v)[0] + (*v)[4]) + ((*v)[2] + (*v)[6])) + (((*v)[1] + (*v)[5]) + ((*v)[3] + (*v)[7]));
}

#endif
