"""Writes regression.json: binomial and beta-binomial regression of votes.

numpy 2.4.6, scipy 1.17.1, statsmodels 0.14.5. Run: python3 regression.py > regression.json
"""

import json
import math

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from scipy.special import expit

rng = np.random.default_rng(20260104)


def normal_scores(score):
    return stats.norm.ppf((stats.rankdata(score) - 0.375) / (len(score) + 0.25))


def natural_spline(z, columns):
    """Hastie, Tibshirani & Friedman, equations 5.4-5.5, knots at evenly spaced quantiles."""
    knots = np.quantile(z, np.linspace(0, 1, columns + 1))
    def d(k):
        return (np.maximum(z - knots[k], 0) ** 3 - np.maximum(z - knots[-1], 0) ** 3) / (knots[-1] - knots[k])
    return np.column_stack([z] + [d(k) - d(len(knots) - 2) for k in range(len(knots) - 2)])


def case(name, overdispersion, slope, n, low, high, basis, ties=False):
    score = rng.normal(size=n)
    if ties:
        score = np.round(score * 3) / 3
    score = np.exp(score)
    shown = rng.integers(low, high + 1, size=n)
    p = expit(1.5 + slope * np.log(score))
    if overdispersion:
        p = rng.beta(p / overdispersion, (1 - p) / overdispersion)
    selected = rng.binomial(shown, p)
    x = {
        "linear": lambda: ((score - score.mean()) / score.std())[:, None],
        "normalScores": lambda: normal_scores(score)[:, None],
        "spline3": lambda: natural_spline(normal_scores(score), 3),
    }[basis]()
    design = sm.add_constant(x)
    glm = sm.GLM(np.column_stack([selected, shown - selected]), design, family=sm.families.Binomial())
    fit = glm.fit(tol=1e-13, maxiter=200)

    def negative(parameters, matrix):
        mean = expit(matrix @ parameters[:-1])
        t = math.exp(parameters[-1])
        return -stats.betabinom.logpmf(selected, shown, mean / t, (1 - mean) / t).sum()

    def best(matrix, start):
        result = optimize.minimize(negative, start, args=(matrix,), method="Nelder-Mead", options={
            "xatol": 1e-10, "fatol": 1e-12, "maxiter": 40000, "maxfev": 40000, "adaptive": True})
        result = optimize.minimize(negative, result.x, args=(matrix,), method="BFGS", options={"gtol": 1e-7})
        return result

    beta = best(design, np.append(fit.params, math.log(overdispersion or 0.01)))
    null = best(design[:, :1], np.array([beta.x[0], beta.x[-1] + 0.3]))

    # Standard errors from central second differences of the same log-likelihood.
    size = len(beta.x)
    hessian = np.zeros((size, size))
    h = 1e-4
    for i in range(size):
        for j in range(size):
            def at(a, b):
                v = beta.x.copy()
                v[i] += a * h
                v[j] += b * h
                return negative(v, design)
            hessian[i, j] = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * h)
    errors = np.sqrt(np.diag(np.linalg.inv(hessian)))
    return {
        "name": name, "basis": basis, "score": score.tolist(), "selected": selected.tolist(),
        "shown": shown.tolist(),
        "coefficients": fit.params.tolist(), "standardErrors": fit.bse.tolist(),
        "deviance": fit.deviance, "nullDeviance": fit.null_deviance,
        "pearson": float(fit.pearson_chi2), "logLikelihood": fit.llf, "fitted": fit.fittedvalues.tolist(),
        "betaCoefficients": beta.x[:-1].tolist(), "overdispersion": math.exp(beta.x[-1]),
        "betaLogLikelihood": -beta.fun, "betaStandardErrors": errors.tolist(),
        "nullLogLikelihood": -null.fun, "nullOverdispersion": math.exp(null.x[-1]),
    }


print(json.dumps([
    case("fifty votes, strong slope", 0.15, -1.0, 120, 47, 63, "normalScores"),
    case("ten votes, ties", 0.3, 0.6, 150, 10, 10, "normalScores", ties=True),
    case("five votes, linear", 0.5, -0.3, 200, 4, 6, "linear"),
    case("ten votes, natural spline", 0.2, 0.8, 150, 8, 12, "spline3"),
], indent=1))
