// The loops over the elements of a row: norms, angles, and all that a row of
// class scores is asked for. Portable C; on x86-64 Linux each function is
// compiled for three levels of the instruction set and chosen at run time.
//
// Sums use eight fixed lanes, so that their order does not depend on the
// instruction set. No function allocates, fails or keeps state.
#ifndef C_ANGULAR_KERNELS_H
#define C_ANGULAR_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Rows of class scores are padded to a multiple of this many elements.
enum { AVH_LANES = 8 };

/// What a row of numbers is like after `avh_prepare_row_…`.
typedef struct {
  /// The Euclidean norm of the row as prepared, that is, times two to the power of `-exponent`.
  double norm;
  /// The row was multiplied by two to the power of minus this.
  int32_t exponent;
  /// The first element that is NaN or infinite, or -1.
  int64_t first_not_finite;
} avh_row;

/// Scales a row in place by a power of two so that its largest magnitude lies in [0.5, 1), and
/// measures it. A row of zeros keeps its exponent 0 and gets the norm 0.
avh_row avh_prepare_row_f(float *row, size_t count);
avh_row avh_prepare_row_d(double *row, size_t count);

/// The same for a row elsewhere, which is copied and stays as it is.
avh_row avh_take_row_f(const float *from, float *row, size_t count);

/// Rounds a row to single precision; 1 if that holds every number exactly, else 0.
int avh_round_row(const double *row, size_t count, float *out);

/// Writes row * factor in double precision.
void avh_unit_row_f(const float *row, size_t count, double factor, double *out);
void avh_unit_row_d(const double *row, size_t count, double factor, double *out);

/// The squared norms of the difference and of the sum, and the product, of two rows.
typedef struct {
  double difference;
  double sum;
  double product;
} avh_pair;

/// A row in one of both precisions, the other being NULL; what is meant are its numbers times the factor.
typedef struct {
  const float *single;
  const double *wide;
  double factor;
} avh_factored_row;

/// Compares two rows in double precision.
avh_pair avh_compare_rows(const avh_factored_row *row, const avh_factored_row *other, size_t count);

/// What turns a row of products or logits into logits and cosines.
typedef struct {
  /// The number of classes.
  size_t count;
  /// Two to the exponent that each row of the weights was divided by (products only).
  const double *scales;
  /// The reciprocal norm of each row of the weights (as scaled, for products).
  const double *inverse_norms;
  /// The bias of each class, or NULL.
  const double *bias;
} avh_classes;

/// Fills logits with bias, logits without bias and cosines of one row. `unbiased` is NULL when it
/// is not needed. Each has room for `count` rounded up to a multiple of `AVH_LANES` and is padded
/// there with minus infinity (logits) and zero (cosines).
void avh_fill_from_products_f(const float *products, const avh_classes *classes, double scale,
                              double inverse_norm, double *logits, double *unbiased,
                              double *cosines);
void avh_fill_from_products_d(const double *products, const avh_classes *classes, double scale,
                              double inverse_norm, double *logits, double *unbiased,
                              double *cosines);

/// The same from given logits, which include the bias.
void avh_fill_from_logits(const double *given, const avh_classes *classes, double inverse_norm,
                          double *logits, double *unbiased, double *cosines);

/// Sums and extremes of one row of class scores. "Rest" leaves out the target and the predicted
/// class.
typedef struct {
  /// The class of the largest logit; the lowest of equals.
  int64_t predicted;
  /// The class other than the target with the largest cosine; the lowest of equals; -1 if none.
  int64_t nearest_other;
  /// How many classes other than the target have a logit at least as large as its logit.
  int64_t ahead;
  /// The largest logit.
  double max_logit;
  /// The largest logit of the classes other than the target.
  double max_other;
  /// The sum over the rest of exp(logit - max_logit).
  double exp_rest;
  /// The sum over the rest of exp(2 (logit - max_logit)).
  double exp_squared_rest;
  /// The sum over the rest of (logit - max_logit) exp(logit - max_logit).
  double exp_weighted_rest;
  /// The sum over the rest of factor * exp(logit - max_logit), when there are factors.
  double exp_factored_rest;
  /// The largest logit without bias, when those are given.
  double max_unbiased;
  /// The sum over all classes of exp(unbiased logit - max_unbiased), when those are given.
  double exp_unbiased;
  /// The least signed distance to the boundary between the target and another class; infinite
  /// when there is none.
  double boundary;
  /// The sum over the rest of the angles whose cosine is at most the limit in magnitude.
  double angle_rest;
  /// How many of the rest have a cosine beyond the limit; their classes are in `steep`.
  size_t steep_count;
} avh_scores;

/// Scores one row.
///
/// `target` is -1 when unknown. What the probabilities would be without bias follows from
/// `unbiased`, or cheaper from `factors`, proportional to exp(-bias) and padded with 0; either may
/// be NULL. `inverse_distances` holds 1 / |w_target - w_k| for each class k,
/// with 0 for classes to be passed over, padded like the others; NULL when unknown. `steep` has
/// room for `count` classes.
void avh_score_row(const double *logits, const double *unbiased, const double *factors,
                   const double *cosines, size_t count, int64_t target, const double *inverse_distances,
                   double cosine_limit, uint32_t *steep, avh_scores *result);

/// The vector arccosine and exponential by themselves, for tests: |x| <= 1, x <= 0.
void avh_arccos(const double *x, size_t count, double *out);
void avh_exp(const double *x, size_t count, double *out);

/// The level of the x86-64 instruction set that processor and system have: 4 with AVX-512, 3 with AVX2
/// and fused multiplication, else 0.
int32_t avh_instruction_set_level(void);

#endif
