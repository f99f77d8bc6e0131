#include "CAngularKernels.h"
#include "clones.h"

#include <math.h>

// As integers, magnitudes are in the order of the numbers, infinity and NaN last.
AVH_CLONES static uint32_t largest_bits_f(const float *row, size_t count) {
  uint32_t largest = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, row + i, sizeof bits);
    bits &= 0x7fffffffu;
    largest = bits > largest ? bits : largest;
  }
  return largest;
}

AVH_CLONES static uint64_t largest_bits_d(const double *row, size_t count) {
  uint64_t largest = 0;
  for (size_t i = 0; i < count; i++) {
    uint64_t bits;
    memcpy(&bits, row + i, sizeof bits);
    bits &= 0x7fffffffffffffffu;
    largest = bits > largest ? bits : largest;
  }
  return largest;
}

AVH_CLONES static double sum_of_squares_f(const float *row, size_t count) {
  v8d even, odd, a, b;
  splat(&even, 0);
  splat(&odd, 0);
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    load_f(&a, row + i);
    load_f(&b, row + i + 8);
    even += a * a;
    odd += b * b;
  }
  even += odd;
  double sum = sum_lanes(&even);
  for (; i < count; i++) sum += (double)row[i] * row[i];
  return sum;
}

AVH_CLONES static double sum_of_squares_d(const double *row, size_t count) {
  v8d even, odd, a, b;
  splat(&even, 0);
  splat(&odd, 0);
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    load_d(&a, row + i);
    load_d(&b, row + i + 8);
    even += a * a;
    odd += b * b;
  }
  even += odd;
  double sum = sum_lanes(&even);
  for (; i < count; i++) sum += row[i] * row[i];
  return sum;
}

// Powers of two beyond the range of the type are applied in two steps.
AVH_CLONES static void scale_f(const float *from, float *row, size_t count, int exponent) {
  const float first = ldexpf(1, exponent / 2), second = ldexpf(1, exponent - exponent / 2);
  for (size_t i = 0; i < count; i++) row[i] = from[i] * first * second;
}

AVH_CLONES static void scale_d(double *row, size_t count, int exponent) {
  const double first = ldexp(1, exponent / 2), second = ldexp(1, exponent - exponent / 2);
  for (size_t i = 0; i < count; i++) row[i] = row[i] * first * second;
}

avh_row avh_prepare_row_f(float *row, size_t count) { return avh_take_row_f(row, row, count); }

avh_row avh_take_row_f(const float *from, float *row, size_t count) {
  avh_row result = {0, 0, -1};
  const uint32_t bits = largest_bits_f(from, count);
  int exponent = 0;
  if (bits > 0 && bits < 0x7f800000u) {
    float largest;
    memcpy(&largest, &bits, sizeof largest);
    frexpf(largest, &exponent);
  }
  if (exponent != 0)
    scale_f(from, row, count, -exponent);
  else if (from != row)
    memcpy(row, from, count * sizeof(float));
  if (bits >= 0x7f800000u) {
    for (size_t i = 0; i < count && result.first_not_finite < 0; i++)
      if (!isfinite(row[i])) result.first_not_finite = (int64_t)i;
    return result;
  }
  if (bits == 0) return result;
  result.exponent = exponent;
  result.norm = sqrt(sum_of_squares_f(row, count));
  return result;
}

avh_row avh_prepare_row_d(double *row, size_t count) {
  avh_row result = {0, 0, -1};
  const uint64_t bits = largest_bits_d(row, count);
  if (bits >= 0x7ff0000000000000u) {
    for (size_t i = 0; i < count && result.first_not_finite < 0; i++)
      if (!isfinite(row[i])) result.first_not_finite = (int64_t)i;
    return result;
  }
  if (bits == 0) return result;
  double largest;
  memcpy(&largest, &bits, sizeof largest);
  int exponent;
  frexp(largest, &exponent);
  result.exponent = exponent;
  if (exponent != 0) scale_d(row, count, -exponent);
  result.norm = sqrt(sum_of_squares_d(row, count));
  return result;
}

AVH_CLONES int avh_round_row(const double *row, size_t count, float *out) {
  int rounded = 0;
  for (size_t i = 0; i < count; i++) {
    out[i] = (float)row[i];
    rounded |= out[i] != row[i];
  }
  return !rounded;
}

AVH_CLONES void avh_unit_row_f(const float *row, size_t count, double factor, double *out) {
  for (size_t i = 0; i < count; i++) out[i] = (double)row[i] * factor;
}

AVH_CLONES void avh_unit_row_d(const double *row, size_t count, double factor, double *out) {
  for (size_t i = 0; i < count; i++) out[i] = row[i] * factor;
}

// Both precisions of both rows; they differ in how they load the numbers.
#define AVH_COMPARE(name, type, load, other_type, load_other)                                  \
AVH_CLONES static avh_pair name(const type *row, double factor, const other_type *other,       \
                                double other_factor, size_t count) {                           \
  v8d difference, sum, product, a, b, scale, other_scale;                                      \
  splat(&difference, 0);                                                                       \
  splat(&sum, 0);                                                                              \
  splat(&product, 0);                                                                          \
  splat(&scale, factor);                                                                       \
  splat(&other_scale, other_factor);                                                           \
  size_t i = 0;                                                                                \
  for (; i + 8 <= count; i += 8) {                                                             \
    load(&a, row + i);                                                                         \
    a *= scale;                                                                                \
    load_other(&b, other + i);                                                                 \
    b *= other_scale;                                                                          \
    const v8d minus = a - b, plus = a + b;                                                     \
    difference += minus * minus;                                                               \
    sum += plus * plus;                                                                        \
    product += a * b;                                                                          \
  }                                                                                            \
  avh_pair result = {sum_lanes(&difference), sum_lanes(&sum), sum_lanes(&product)};            \
  for (; i < count; i++) {                                                                     \
    const double scaled = row[i] * factor;                                                     \
    const double other_scaled = other[i] * other_factor;                                       \
    const double minus = scaled - other_scaled, plus = scaled + other_scaled;                  \
    result.difference += minus * minus;                                                        \
    result.sum += plus * plus;                                                                 \
    result.product += scaled * other_scaled;                                                   \
  }                                                                                            \
  return result;                                                                               \
}

AVH_COMPARE(compare_ff, float, load_f, float, load_f)
AVH_COMPARE(compare_fd, float, load_f, double, load_d)
AVH_COMPARE(compare_df, double, load_d, float, load_f)
AVH_COMPARE(compare_dd, double, load_d, double, load_d)

avh_pair avh_compare_rows(const avh_factored_row *row, const avh_factored_row *other,
                          size_t count) {
  const double first = row->factor, second = other->factor;
  if (row->single)
    return other->single ? compare_ff(row->single, first, other->single, second, count)
                         : compare_fd(row->single, first, other->wide, second, count);
  return other->single ? compare_df(row->wide, first, other->single, second, count)
                       : compare_dd(row->wide, first, other->wide, second, count);
}
