"""Writes resampling.json: bootstrap and permutation values of SciPy for small samples with ties.

numpy 2.4.6, scipy 1.17.1. Run: python3 resampling.py > resampling.json
"""

import json

import numpy as np
from scipy import stats

COEFFICIENTS = {
    "pearson": lambda x, y: stats.pearsonr(x, y).statistic,
    "spearman": lambda x, y: stats.spearmanr(x, y).statistic,
    "kendall": lambda x, y: stats.kendalltau(x, y).statistic,
}


def case(name, coefficient, n, levels, seed):
    rng = np.random.default_rng(seed)
    latent = rng.normal(size=n)
    x = latent + rng.normal(size=n)
    if levels:
        x = np.round(x * 2) / 2
        y = np.clip(np.round((latent + rng.normal(size=n)) * levels / 4), 0, levels) / levels
    else:
        y = latent + rng.normal(size=n)
    statistic = COEFFICIENTS[coefficient]
    data = (x, y)
    common = dict(paired=True, vectorized=False, n_resamples=0)
    replicates = []
    while len(replicates) < 499:
        index = rng.integers(0, n, n)
        value = statistic(x[index], y[index])
        if np.isfinite(value):
            replicates.append(value)
    replicates = np.array(replicates)
    previous = stats.bootstrap(
        data, statistic, paired=True, vectorized=False, n_resamples=2, method="percentile",
        rng=np.random.default_rng(1))
    previous.bootstrap_distribution = replicates
    limits = {}
    for method in ["percentile", "basic", "BCa"]:
        result = stats.bootstrap(
            data, statistic, method=method, confidence_level=0.9, bootstrap_result=previous,
            **common)
        limits[method.lower()] = [
            float(result.confidence_interval.low), float(result.confidence_interval.high)]
    jackknife = [
        float(statistic(np.delete(x, i), np.delete(y, i))) for i in range(n)]
    return {
        "name": name, "coefficient": coefficient, "x": x.tolist(), "y": y.tolist(),
        "estimate": float(statistic(x, y)), "replicates": replicates.tolist(),
        "level": 0.9, "limits": limits, "jackknife": jackknife,
    }


cases = []
for coefficient in COEFFICIENTS:
    cases.append(case(f"{coefficient}, 25 images without ties", coefficient, 25, 0, 11))
    cases.append(case(f"{coefficient}, 40 images with ties on both sides", coefficient, 40, 5, 12))
print(json.dumps({"source": "scipy 1.17.1 bootstrap, seeds 11 and 12", "cases": cases}))
