#include "CAngularKernels.h"
#include "clones.h"
#include "elementary.h"

#include <math.h>

// Padding that no sum and no extreme notices.
AVH_INLINE void pad(size_t count, double *logits, double *unbiased, double *cosines) {
  for (size_t k = count; k % AVH_LANES != 0; k++) {
    logits[k] = -INFINITY;
    if (unbiased) unbiased[k] = -INFINITY;
    cosines[k] = 0;
  }
}

// The body of both functions below, which differ in the type of the products.
#define AVH_FILL_FROM_PRODUCTS                                                          \
  const size_t count = classes->count;                                                  \
  const double *scales = classes->scales, *inverse = classes->inverse_norms;            \
  const double *bias = classes->bias;                                                   \
  if (bias)                                                                             \
    for (size_t k = 0; k < count; k++) {                                                \
      const double product = products[k];                                               \
      const double free = product * (scale * scales[k]);                                \
      logits[k] = free + bias[k];                                                       \
      cosines[k] = product * (inverse_norm * inverse[k]);                               \
    }                                                                                   \
  else                                                                                  \
    for (size_t k = 0; k < count; k++) {                                                \
      const double product = products[k];                                               \
      logits[k] = product * (scale * scales[k]);                                        \
      cosines[k] = product * (inverse_norm * inverse[k]);                               \
    }                                                                                   \
  if (unbiased)                                                                         \
    for (size_t k = 0; k < count; k++) {                                                \
      const double product = products[k];                                               \
      unbiased[k] = product * (scale * scales[k]);                                      \
    }                                                                                   \
  pad(count, logits, unbiased, cosines);

AVH_CLONES void avh_fill_from_products_f(const float *products, const avh_classes *classes,
                                         double scale, double inverse_norm, double *logits,
                                         double *unbiased, double *cosines) {
  AVH_FILL_FROM_PRODUCTS
}

AVH_CLONES void avh_fill_from_products_d(const double *products, const avh_classes *classes,
                                         double scale, double inverse_norm, double *logits,
                                         double *unbiased, double *cosines) {
  AVH_FILL_FROM_PRODUCTS
}

AVH_CLONES void avh_fill_from_logits(const double *given, const avh_classes *classes,
                                     double inverse_norm, double *logits, double *unbiased,
                                     double *cosines) {
  const size_t count = classes->count;
  const double *inverse = classes->inverse_norms, *bias = classes->bias;
  for (size_t k = 0; k < count; k++) {
    const double free = bias ? given[k] - bias[k] : given[k];
    logits[k] = given[k];
    if (unbiased) unbiased[k] = free;
    cosines[k] = free * inverse_norm * inverse[k];
  }
  pad(count, logits, unbiased, cosines);
}

// The largest value and the lowest index that has it.
AVH_INLINE int64_t first_of_largest(const v8d *values, const v8l *indices) {
  int64_t best = (*indices)[0];
  double largest = (*values)[0];
  for (int lane = 1; lane < AVH_LANES; lane++) {
    const double value = (*values)[lane];
    const int64_t index = (*indices)[lane];
    if (value > largest || (value == largest && index < best)) {
      largest = value;
      best = index;
    }
  }
  return best;
}

AVH_CLONES void avh_score_row(const double *logits, const double *unbiased, const double *factors,
                              const double *cosines, size_t count, int64_t target,
                              const double *inverse_distances, double cosine_limit,
                              uint32_t *steep, avh_scores *result) {
  const v8l lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  const size_t padded = (count + AVH_LANES - 1) / AVH_LANES * AVH_LANES;
  const double target_logit = target >= 0 ? logits[target] : NAN;
  v8d minus_infinity, infinity, zero;
  splat(&minus_infinity, -INFINITY);
  splat(&infinity, INFINITY);
  splat(&zero, 0);

  // First pass: extremes and their places.
  v8d best = minus_infinity, best_other = minus_infinity, best_unbiased = minus_infinity;
  v8d best_cosine = minus_infinity, boundary = infinity;
  v8l best_index = lanes, best_cosine_index = lanes - AVH_LANES, ahead = {0};
  for (size_t k = 0; k < padded; k += AVH_LANES) {
    const v8l index = lanes + (int64_t)k;
    const v8l is_target = index == target;
    const v8l passed_over = is_target | (index >= (int64_t)count);
    v8d z, c, other;
    load_d(&z, logits + k);
    load_d(&c, cosines + k);

    const v8l better = z > best;
    choose(&best, &better, &z, &best);
    best_index = (better & index) | (~better & best_index);

    choose(&other, &is_target, &minus_infinity, &z);
    best_other = __builtin_elementwise_max(best_other, other);
    ahead -= other >= target_logit;

    if (unbiased) {
      v8d u;
      load_d(&u, unbiased + k);
      best_unbiased = __builtin_elementwise_max(best_unbiased, u);
    }

    choose(&other, &passed_over, &minus_infinity, &c);
    const v8l better_cosine = other > best_cosine;
    choose(&best_cosine, &better_cosine, &other, &best_cosine);
    best_cosine_index = (better_cosine & index) | (~better_cosine & best_cosine_index);

    if (inverse_distances) {
      v8d inverse, distance;
      load_d(&inverse, inverse_distances + k);
      const v8l has_boundary = inverse > zero;
      distance = (target_logit - z) * inverse;
      choose(&distance, &has_boundary, &distance, &infinity);
      boundary = __builtin_elementwise_min(boundary, distance);
    }
  }
  const int64_t predicted = first_of_largest(&best, &best_index);
  const int64_t nearest = first_of_largest(&best_cosine, &best_cosine_index);
  double max_other = -INFINITY, max_unbiased = -INFINITY, least = INFINITY;
  int64_t ahead_count = 0;
  for (int lane = 0; lane < AVH_LANES; lane++) {
    if (best_other[lane] > max_other) max_other = best_other[lane];
    if (best_unbiased[lane] > max_unbiased) max_unbiased = best_unbiased[lane];
    if (boundary[lane] < least) least = boundary[lane];
    ahead_count += ahead[lane];
  }
  const double max_logit = logits[predicted];

  // Second pass: sums of exponentials and of angles.
  v8d sum, squares, weighted, factored, free_sum, angles, limit;
  splat(&sum, 0);
  splat(&squares, 0);
  splat(&weighted, 0);
  splat(&factored, 0);
  splat(&free_sum, 0);
  splat(&angles, 0);
  splat(&limit, cosine_limit);
  size_t steep_count = 0;
  for (size_t k = 0; k < padded; k += AVH_PACE * AVH_LANES) {
    v8d c[AVH_PACE], e[AVH_PACE], u[AVH_PACE], angle[AVH_PACE], below[AVH_PACE], product;
    v8l rest[AVH_PACE], flat[AVH_PACE], beyond[AVH_PACE];
    size_t place[AVH_PACE];
    for (int j = 0; j < AVH_PACE; j++) {
      // Behind the end the first vector again, of which nothing is taken.
      place[j] = k + (size_t)j * AVH_LANES;
      const int64_t is_there = -(int64_t)(place[j] < padded);
      if (!is_there) place[j] = k;
      const v8l index = lanes + (int64_t)place[j];
      rest[j] = (index != target) & (index != predicted) & (index < (int64_t)count) & is_there;
      v8d z;
      load_d(&z, logits + place[j]);
      load_d(&c[j], cosines + place[j]);
      below[j] = z - max_logit;
      choose(&e[j], &rest[j], &below[j], &minus_infinity);
      if (unbiased) {
        load_d(&z, unbiased + place[j]);
        z -= max_unbiased;
        const v8l all = (v8l){0} + is_there;
        choose(&u[j], &all, &z, &minus_infinity);
      }
      const v8d magnitude = (v8d)((v8l)c[j] & 0x7fffffffffffffff);
      const v8l is_flat = magnitude <= limit;
      flat[j] = is_flat & rest[j];
      beyond[j] = ~is_flat & rest[j];
      choose(&c[j], &flat[j], &c[j], &zero);
    }
    exp_lanes(e, e);
    if (unbiased) exp_lanes(u, u);
    arccos_lanes(angle, c);
    for (int j = 0; j < AVH_PACE; j++) {
      sum += e[j];
      squares += e[j] * e[j];
      choose(&product, &rest[j], &below[j], &zero);
      weighted += product * e[j];
      if (factors) {
        v8d f;
        load_d(&f, factors + place[j]);
        factored += f * e[j];
      }
      if (unbiased) free_sum += u[j];
      choose(&angle[j], &flat[j], &angle[j], &zero);
      angles += angle[j];
      if (__builtin_reduce_or(beyond[j]))
        for (int lane = 0; lane < AVH_LANES; lane++)
          if (beyond[j][lane]) steep[steep_count++] = (uint32_t)(place[j] + (size_t)lane);
    }
  }

  result->predicted = predicted;
  result->nearest_other = nearest;
  result->ahead = ahead_count;
  result->max_logit = max_logit;
  result->max_other = max_other;
  result->exp_rest = sum_lanes(&sum);
  result->exp_squared_rest = sum_lanes(&squares);
  result->exp_weighted_rest = sum_lanes(&weighted);
  result->exp_factored_rest = sum_lanes(&factored);
  result->max_unbiased = max_unbiased;
  result->exp_unbiased = sum_lanes(&free_sum);
  result->boundary = least;
  result->angle_rest = sum_lanes(&angles);
  result->steep_count = steep_count;
}

// The body of both functions below, which differ in what they compute of a block.
#define AVH_MAP(function)                                                             \
  const size_t size = AVH_PACE * AVH_LANES;                                           \
  for (size_t k = 0; k < count; k += size) {                                          \
    const size_t used = count - k < size ? count - k : size;                          \
    v8d block[AVH_PACE] = {{0}};                                                      \
    memcpy(block, x + k, used * sizeof(double));                                      \
    function(block, block);                                                           \
    memcpy(out + k, block, used * sizeof(double));                                    \
  }

AVH_CLONES void avh_arccos(const double *x, size_t count, double *out) { AVH_MAP(arccos_lanes) }

AVH_CLONES void avh_exp(const double *x, size_t count, double *out) { AVH_MAP(exp_lanes) }
