// Arccosine and exponential of eight numbers without a branch.
//
// The coefficients are minimax polynomials found by Remez exchange in 40-digit
// arithmetic: (asin(sqrt t) / sqrt t - 1) / t on [0, 1/4], error 2.1e-16, and
// (exp r - 1 - r) / r^2 on |r| <= ln 2 / 2, error 1.0e-16.
#ifndef AVH_ELEMENTARY_H
#define AVH_ELEMENTARY_H

#include "clones.h"

// How many vectors go through a polynomial side by side: one alone waits for itself at each step.
enum { AVH_PACE = 2 };

// |x| <= 0.5: arccos x = pi/2 - asin x. Beyond: arccos |x| = 2 asin sqrt((1 - |x|) / 2), and
// arccos(-x) = pi - arccos x.
AVH_INLINE void arccos_lanes(v8d out[AVH_PACE], const v8d x[AVH_PACE]) {
  static const double p[] = {
      0x1.555555555554ep-3, 0x1.33333333374acp-4, 0x1.6db6db67be3ffp-5,  0x1.f1c71fda3a715p-6,
      0x1.6e8b22915bbbap-6, 0x1.1c59dea6b59f1p-6, 0x1.c8639e29b55d9p-7,  0x1.85918ef4671f5p-7,
      0x1.fb3700523c02ep-8, 0x1.09d49c41de486p-6, -0x1.6ab31fa805db5p-7, 0x1.d156d26b8b4fcp-6};
  const double half_pi = 0x1.921fb54442d18p+0, half_pi_low = 0x1.1a62633145c07p-54;
  v8d zero, half, t[AVH_PACE], s[AVH_PACE], q[AVH_PACE];
  v8l large[AVH_PACE], any = {0};
  splat(&zero, 0);
  splat(&half, 0.5);
  for (int j = 0; j < AVH_PACE; j++) {
    const v8d magnitude = (v8d)((v8l)x[j] & 0x7fffffffffffffff);
    large[j] = magnitude > half;
    const v8d folded = half - half * magnitude, square = magnitude * magnitude;
    choose(&t[j], &large[j], &folded, &square);
    s[j] = magnitude;
    any |= large[j];
  }
  // Most angles are near a right one, and a root takes as long as the polynomial.
  if (__builtin_reduce_or(any))
    for (int j = 0; j < AVH_PACE; j++) {
      const v8d root = __builtin_elementwise_sqrt(t[j]);
      choose(&s[j], &large[j], &root, &s[j]);
    }
  for (int j = 0; j < AVH_PACE; j++) q[j] = t[j] * p[11] + p[10];
  for (int i = 9; i >= 0; i--)
    for (int j = 0; j < AVH_PACE; j++) q[j] = q[j] * t[j] + p[i];
  for (int j = 0; j < AVH_PACE; j++) {
    const v8l negative = x[j] < zero;
    const v8d arcsine = s[j] + s[j] * t[j] * q[j];
    // Small: pi/2 -+ arcsine. Large: 2 arcsine, or pi less that.
    const v8d signed_arcsine = (v8d)((v8l)arcsine ^ ((v8l)x[j] & INT64_MIN));
    const v8d small = half_pi - (signed_arcsine - half_pi_low);
    const v8d doubled = arcsine + arcsine;
    const v8d reflected = 2 * half_pi - (doubled - 2 * half_pi_low);
    v8d beyond;
    choose(&beyond, &negative, &reflected, &doubled);
    choose(&out[j], &large[j], &beyond, &small);
  }
}

// x <= 0; exactly 0 below -708, where the result would be subnormal or nearly so.
AVH_INLINE void exp_lanes(v8d out[AVH_PACE], const v8d x[AVH_PACE]) {
  static const double p[] = {0x1.0000000000001p-1,  0x1.5555555555558p-3,  0x1.5555555553d62p-5,
                             0x1.111111110f803p-7,  0x1.6c16c1788c0b6p-10, 0x1.a01a01b00c602p-13,
                             0x1.a019b90c837fdp-16, 0x1.71ddf6b37121cp-19, 0x1.2891860f119d7p-22,
                             0x1.af632bae1c31ep-26};
  const double shift = 0x1.8p+52;
  v8d floor, zero, shifted[AVH_PACE], r[AVH_PACE], q[AVH_PACE];
  v8l inside[AVH_PACE];
  splat(&floor, -708);
  splat(&zero, 0);
  for (int j = 0; j < AVH_PACE; j++) {
    v8d clamped;
    inside[j] = x[j] >= floor;
    choose(&clamped, &inside[j], &x[j], &zero);
    // x = n ln 2 + r; the integer n sits in the low bits of n + shift.
    shifted[j] = clamped * 0x1.71547652b82fep+0 + shift;
    const v8d n = shifted[j] - shift;
    r[j] = (clamped - n * 0x1.62e42fefp-1) - n * 0x1.473de6af278edp-34;
    q[j] = r[j] * p[9] + p[8];
  }
  for (int i = 7; i >= 0; i--)
    for (int j = 0; j < AVH_PACE; j++) q[j] = q[j] * r[j] + p[i];
  for (int j = 0; j < AVH_PACE; j++) {
    const v8d mantissa = 1 + (r[j] + r[j] * r[j] * q[j]);
    const v8l exponent = (v8l)shifted[j] << 52;
    const v8d scaled = (v8d)((v8l)mantissa + exponent);
    choose(&out[j], &inside[j], &scaled, &zero);
  }
}

#endif
