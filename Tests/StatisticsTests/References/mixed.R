# Writes mixed-data.csv and mixed.csv: linear mixed models by lme4 1.1-31 and lmerTest 3.1-3 on R 4.2.2.
# Run: Rscript mixed.R

suppressMessages(library(lmerTest))
set.seed(20260101)

# classes, images in each, deviations of the random intercept and slopes, and of the rest.
make <- function(name, sizes, intercept, a, b, noise) {
  class <- rep(seq_along(sizes), sizes)
  n <- length(class)
  shared <- rnorm(n)
  x <- 0.8 * shared + 0.6 * rnorm(n)
  z <- 0.8 * shared + 0.6 * rnorm(n)
  effect <- cbind(rnorm(length(sizes), 0, intercept), rnorm(length(sizes), 0.3, a),
                  rnorm(length(sizes), -0.05, b))[class, ]
  y <- effect[, 1] + effect[, 2] * x + effect[, 3] * z + rnorm(n, 0, noise)
  data.frame(case = name, class = class, y = round(y, 6), a = round(x, 6), b = round(z, 6))
}

data <- rbind(
  make("ten-classes", rep(40, 10), 0.3, 0.2, 0.3, 0.8),
  make("uneven-classes", c(5, 8, 13, 21, 34, 55, 6, 9, 14, 22), 0.5, 0.1, 0.3, 1),
  make("no-slope-of-b", rep(25, 12), 0.4, 0.3, 0, 1),
  make("no-classes-at-all", rep(20, 10), 0, 0, 0, 1),
  make("many-small-classes", rep(6, 60), 0.4, 0.3, 0.2, 0.9))
write.csv(data, "mixed-data.csv", row.names = FALSE, quote = FALSE)

rows <- list()
for (name in unique(data$case)) {
  part <- data[data$case == name, ]
  fit <- lmer(y ~ a + b + (1 + a + b || class), part, REML = TRUE,
              control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e5),
                                    check.conv.singular = "ignore"))
  table <- coef(summary(fit))
  sds <- as.data.frame(VarCorr(fit))$sdcor
  contrast <- contest(fit, c(0, 1, -1), joint = FALSE)
  for (term in rownames(table)) {
    rows[[length(rows) + 1]] <- data.frame(
      case = name, term = term, estimate = table[term, 1], standard_error = table[term, 2],
      df = table[term, 3], t = table[term, 4], p = table[term, 5],
      sd_intercept = sds[1], sd_a = sds[2], sd_b = sds[3], sd_rest = sds[4],
      reml = as.numeric(-2 * logLik(fit)), singular = isSingular(fit))
  }
  rows[[length(rows) + 1]] <- data.frame(
    case = name, term = "a - b", estimate = contrast[1, 1], standard_error = contrast[1, 2],
    df = contrast[1, 3], t = contrast[1, 4], p = contrast[1, 7],
    sd_intercept = sds[1], sd_a = sds[2], sd_b = sds[3], sd_rest = sds[4],
    reml = as.numeric(-2 * logLik(fit)), singular = isSingular(fit))
}
result <- do.call(rbind, rows)
write.csv(format(result, digits = 12), "mixed.csv", row.names = FALSE, quote = FALSE)
