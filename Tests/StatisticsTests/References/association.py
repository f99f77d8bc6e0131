"""Writes association.json: areas, trends, paired tests.

mpmath 1.3.0, numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, statsmodels 0.14.5; brute force over pairs in exact
fractions where no program gives the value. Run: python3 association.py > association.json
"""

import json
import math
from fractions import Fraction
from itertools import combinations

import mpmath as mp
import numpy as np
from scipy import stats
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint


def sign(v):
    return (v > 0) - (v < 0)


def area(name, scores, positive, other):
    pos = [s for s, p in zip(scores, positive) if p]
    neg = [s for s, p in zip(scores, positive) if not p]

    def psi(a, b):
        return Fraction(1) if a > b else Fraction(1, 2) if a == b else Fraction(0)

    def placements(scores):
        pos = [s for s, p in zip(scores, positive) if p]
        neg = [s for s, p in zip(scores, positive) if not p]
        v = [sum(psi(a, b) for b in neg) / len(neg) for a in pos]
        u = [sum(psi(a, b) for a in pos) / len(pos) for b in neg]
        return v, u

    def var(values):
        m = sum(values) / len(values)
        return sum((x - m) ** 2 for x in values) / (len(values) - 1)

    v, u = placements(scores)
    v2, u2 = placements(other)
    variance = var(v) / len(pos) + var(u) / len(neg)
    auc = sum(v) / len(v)
    assert abs(float(auc) - roc_auc_score(positive, scores)) < 1e-12
    logit = math.log(auc / (1 - auc))
    se = math.sqrt(variance) / float(auc * (1 - auc))
    z = stats.norm.ppf(0.975)
    dv = [a - b for a, b in zip(v, v2)]
    du = [a - b for a, b in zip(u, u2)]
    difference_variance = var(dv) / len(pos) + var(du) / len(neg)
    difference = auc - sum(v2) / len(v2)
    return {
        "name": name, "scores": scores, "positive": positive, "other": other,
        "auc": roc_auc_score(positive, scores), "standardError": math.sqrt(variance),
        "low": 1 / (1 + math.exp(z * se - logit)), "high": 1 / (1 + math.exp(-z * se - logit)),
        "difference": float(difference),
        "differenceZ": float(difference) / math.sqrt(difference_variance),
    }


def within(name, x, y, groups, centre_ranks):
    a = stats.rankdata(x) if centre_ranks else np.array(x)
    b = stats.rankdata(y) if centre_ranks else np.array(y)
    indicator = np.array([[1.0 if g == k else 0.0 for k in sorted(set(groups))] for g in groups])
    residual = [v - indicator @ np.linalg.lstsq(indicator, v, rcond=None)[0] for v in (a, b)]
    r = float(residual[0] @ residual[1] / math.sqrt((residual[0] @ residual[0]) * (residual[1] @ residual[1])))
    df = len(x) - len(set(groups)) - 1
    t = r * math.sqrt(df / (1 - r * r))
    return {
        "name": name, "x": x, "y": y, "groups": groups,
        "method": "spearman" if centre_ranks else "pearson", "within": r,
        "pooled": stats.spearmanr(x, y).statistic if centre_ranks else stats.pearsonr(x, y).statistic,
        "p": 2 * stats.t.sf(abs(t), df),
    }


def within_kendall(name, x, y, groups):
    s = ux = uy = 0
    for i, j in combinations(range(len(x)), 2):
        if groups[i] == groups[j]:
            s += sign(x[i] - x[j]) * sign(y[i] - y[j])
            ux += x[i] != x[j]
            uy += y[i] != y[j]
    z = variance = 0.0
    for g in sorted(set(groups)):
        a = [v for v, k in zip(x, groups) if k == g]
        b = [v for v, k in zip(y, groups) if k == g]
        own = sum(sign(a[i] - a[j]) * sign(b[i] - b[j]) for i, j in combinations(range(len(a)), 2))
        p = stats.kendalltau(a, b, method="asymptotic").pvalue
        variance += (own / stats.norm.isf(p / 2)) ** 2 if own else 0.0
    return {
        "name": name, "x": x, "y": y, "groups": groups, "method": "kendall",
        "within": s / math.sqrt(ux * uy), "pooled": stats.kendalltau(x, y).statistic,
        "p": 2 * stats.norm.sf(abs(s) / math.sqrt(variance)),
    }


def page(name, rows, method):
    result = stats.page_trend_test(rows, method=method)
    return {
        "name": name, "values": [v for row in rows for v in row], "levels": len(rows[0]),
        "method": method, "statistic": result.statistic, "p": result.pvalue,
    }


def jonckheere(name, values, groups):
    j = sum(
        1.0 if values[a] < values[b] else 0.5 if values[a] == values[b] else 0.0
        for a in range(len(values)) for b in range(len(values)) if groups[a] < groups[b])
    return {
        "name": name, "values": values, "groups": groups, "statistic": j,
        "p": stats.kendalltau(groups, values, method="asymptotic").pvalue,
    }


def newcombe(a, b, c, d, level=0.95):
    """Method 10 of Newcombe 1998, from its definition."""
    n = a + b + c + d
    z = stats.norm.ppf((1 + level) / 2)

    def wilson(k):
        p = k / n
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return p, centre - half, centre + half

    p1, l1, u1 = wilson(a + b)
    p2, l2, u2 = wilson(a + c)
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    numerator = a * d - b * c
    if numerator > n / 2:
        numerator -= n / 2
    elif numerator >= 0:
        numerator = 0
    phi = numerator / math.sqrt(margins) if margins else 0.0
    low = math.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    high = math.sqrt((u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2)
    return p1 - p2 - low, p1 - p2 + high


def paired(name, a, b, c, d):
    low, high = newcombe(a, b, c, d)
    table = [[a, b], [c, d]]
    chi = mcnemar(table, exact=False, correction=False)
    k, n = min(b, c), b + c
    mid = 2 * stats.binom.cdf(k, n, 0.5) - stats.binom.pmf(k, n, 0.5)
    if b == c:
        mid = 1 - stats.binom.pmf(b, n, 0.5)
    return {
        "name": name, "cells": [a, b, c, d], "low": low, "high": high,
        "exact": mcnemar(table, exact=True).pvalue,
        "greater": stats.binomtest(b, n, 0.5, alternative="greater").pvalue,
        "chiSquare": chi.statistic, "chiSquareP": chi.pvalue, "midP": float(mid),
    }


def proportion(k, n, level):
    wilson = proportion_confint(k, n, 1 - level, method="wilson")
    # At 50 digits: scipy 1.17.1 gives the same but for 1 of 1,000,000, where it is off by 1e-7.
    tail = (1 - mp.mpf(level)) / 2

    def at_most(count, p):
        return mp.fsum(mp.binomial(n, i) * p**i * (1 - p) ** (n - i) for i in range(count + 1))

    def root(falls_below):
        low, high = mp.mpf(0), mp.mpf(1)
        for _ in range(120):
            middle = (low + high) / 2
            low, high = (low, middle) if falls_below(middle) else (middle, high)
        return float(low)

    exact = [
        root(lambda p: 1 - at_most(k - 1, p) > tail) if k else 0.0,
        root(lambda p: at_most(k, p) < tail) if k < n else 1.0,
    ]
    return {
        "name": f"{k} of {n} at {level}", "successes": k, "trials": n, "level": level,
        "wilson": list(map(float, wilson)), "exact": exact,
    }


def isotonic(name, correct, trials, rising):
    model = IsotonicRegression(increasing=rising)
    shares = np.array(correct) / np.array(trials)
    values = model.fit_transform(np.arange(len(correct)), shares, sample_weight=trials)
    return {
        "name": name, "correct": correct, "trials": trials, "rising": rising,
        "values": values.tolist(),
    }


mp.mp.dps = 50
rng = np.random.default_rng(20260101)


def levels(n, k, noise):
    latent = rng.normal(size=n)
    x = (latent + noise * rng.normal(size=n)).tolist()
    y = (np.clip(np.round((latent + rng.normal(size=n)) * k / 5 + k * 0.7), 0, k) / k).tolist()
    return x, y


def rounded(x):
    return [round(v * 2) / 2 for v in x]


x1, y1 = levels(60, 10, 1.0)
x2, y2 = levels(80, 4, 0.5)
rng.normal(size=50)
groups = [i % 5 for i in range(60)]
shifted = [v + 2 * g for v, g in zip(x1, groups)]
scores = levels(70, 5, 0.7)
positive = [v >= 0.8 for v in scores[1]]
rows = (rng.normal(size=(9, 5)) + 0.4 * np.arange(5)).tolist()
many = (rng.normal(size=(40, 6)) - 0.2 * np.arange(6)).tolist()
first = [0.71, 0.74, 0.69, 0.735, 0.72]
second = [0.70, 0.715, 0.695, 0.71, 0.705]
t = stats.ttest_rel(first, second)
ci = t.confidence_interval(0.95)

print(json.dumps({
    "area": [
        area("continuous scores", scores[0], positive, rng.normal(size=70).tolist()),
        area("tied scores", rounded(scores[0]), positive, rounded(rng.normal(size=70))),
    ],
    "within": [
        within("Pearson within five groups", shifted, y1, groups, False),
        within("Spearman within five groups", shifted, y1, groups, True),
        within_kendall("Kendall within five groups", shifted, y1, groups),
    ],
    "page": [
        page("nine images, exact", rows, "exact"),
        page("nine images, normal", rows, "asymptotic"),
        page("forty images falling, normal", many, "asymptotic"),
        page("three levels, exact", [r[:3] for r in rows[:4]], "exact"),
    ],
    "jonckheere": [
        jonckheere("ties in the values", rounded(x2), [int(v * 4) for v in y2]),
        jonckheere("no ties in the values", x1, [g // 2 for g in groups]),
    ],
    "paired": [
        paired("few differ", 36, 12, 2, 0), paired("equal differences", 40, 7, 7, 6),
        paired("many images", 7000, 812, 655, 1533), paired("none differ on one side", 20, 5, 0, 3),
        paired("negative association", 2, 14, 9, 1),
    ],
    "proportion": [
        proportion(k, n, level)
        for k, n, level in [(0, 10, 0.95), (10, 10, 0.95), (7, 10, 0.95), (48, 51, 0.99),
                            (1, 1000000, 0.95), (3, 5, 0.5)]
    ],
    "isotonic": [
        isotonic("falling with violations", [150, 140, 145, 100, 90, 95, 60, 20], [160] * 8, False),
        isotonic("rising, unequal trials", [10, 30, 12, 40, 80], [100, 200, 100, 120, 130], True),
    ],
    "pairedT": {
        "first": first, "second": second, "t": t.statistic, "p": t.pvalue,
        "greater": stats.ttest_rel(first, second, alternative="greater").pvalue,
        "low": ci.low, "high": ci.high,
    },
}, indent=1))
