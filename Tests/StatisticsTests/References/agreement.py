"""Writes agreement.json: annotators, Dawid-Skene, whole answers.

numpy 2.4.6, scipy 1.17.1, pandas 3.1.1, crowd-kit 1.4.2, irrCAC 0.4.4, statsmodels 0.14.5;
Krippendorff's alpha from its definition over all pairs of values in exact fractions. Run: python3 agreement.py > agreement.json
"""

import json
from fractions import Fraction

import numpy as np
import pandas as pd
from crowdkit.aggregation import DawidSkene
from irrCAC.raw import CAC
from scipy.spatial.distance import jensenshannon
from scipy.special import log_softmax
from scipy.stats import entropy
from statsmodels.stats.inter_rater import cohens_kappa

rng = np.random.default_rng(20260102)


def alpha(table, metric):
    """Pairs of values within units against pairs of all values, each by the metric's distance."""
    units = [[c for c, k in enumerate(row) for _ in range(k)] for row in table]
    units = [u for u in units if len(u) > 1]
    values = [v for u in units for v in u]
    n = len(values)
    counts = [values.count(c) for c in range(len(table[0]))]

    def distance(a, b):
        if metric == "nominal":
            return Fraction(int(a != b))
        if metric == "interval":
            return Fraction((a - b) ** 2)
        low, high = min(a, b), max(a, b)
        if low == high:
            return Fraction(0)
        between = Fraction(sum(counts[low:high + 1])) - Fraction(counts[low] + counts[high], 2)
        return between**2

    observed = sum(
        sum(distance(a, b) for i, a in enumerate(u) for j, b in enumerate(u) if i != j) / (len(u) - 1)
        for u in units) / n
    expected = sum(
        distance(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j
    ) / (n * (n - 1))
    return float(1 - observed / expected)


def panel(name, table):
    width = max(sum(row) for row in table)
    ratings = [
        [c for c, k in enumerate(row) for _ in range(k)] + [None] * (width - sum(row)) for row in table]
    cac = CAC(pd.DataFrame(ratings, dtype=float), categories=list(range(len(table[0]))), digits=15)
    kappa, gwet = cac.fleiss()["est"], cac.gwet()["est"]
    return {
        "name": name, "table": [int(v) for row in table for v in row], "classes": len(table[0]),
        "percentAgreement": float(kappa["pa"]),
        "fleissKappa": float(kappa["coefficient_value"]), "fleissError": float(kappa["se"]),
        "gwetAC1": float(gwet["coefficient_value"]), "gwetError": float(gwet["se"]),
        "alphas": {m: alpha(table, m) for m in ["nominal", "ordinal", "interval"]},
    }


def votes(images, classes, low, high):
    rows = []
    for _ in range(images):
        p = rng.dirichlet(np.full(classes, 0.4))
        rows.append(rng.multinomial(rng.integers(low, high + 1), p).tolist())
    return rows


def kappa(name, table, weights):
    result = cohens_kappa(np.array(table), wt=weights)
    return {
        "name": name, "table": [v for row in table for v in row], "classes": len(table),
        "weighting": {None: "none", "linear": "linear", "quadratic": "quadratic"}[weights],
        "kappa": result.kappa, "standardError": result.std_kappa,
        "nullStandardError": result.std_kappa0,
    }


def dawid_skene():
    images, annotators, classes = 60, 12, 3
    truth = rng.choice(classes, size=images, p=[0.5, 0.3, 0.2])
    confusion = []
    for a in range(annotators):
        c = np.full((classes, classes), 0.12) + np.eye(classes) * (0.64 if a % 4 else 0.2)
        confusion.append(c / c.sum(axis=1, keepdims=True))
    triples = []
    for i in range(images):
        for a in sorted(rng.choice(annotators, size=5, replace=False).tolist()):
            triples.append((i, a, int(rng.choice(classes, p=confusion[a][truth[i]]))))
    data = pd.DataFrame(triples, columns=["task", "worker", "label"])
    fit = DawidSkene(n_iter=5000, tol=-1.0).fit(data)
    posterior = fit.probas_.sort_index()[list(range(classes))].to_numpy()
    prior = fit.priors_[list(range(classes))].to_numpy()
    errors = fit.errors_
    matrix = np.zeros((annotators, classes, classes))
    for a in range(annotators):
        for label in range(classes):
            if (a, label) in errors.index:
                matrix[a, :, label] = errors.loc[(a, label), list(range(classes))]
    likelihood = 0.0
    for i in range(images):
        joint = prior.copy()
        for image, a, label in triples:
            if image == i:
                joint = joint * matrix[a, :, label]
        likelihood += np.log(joint.sum())
    return {
        "images": [t[0] for t in triples], "annotators": [t[1] for t in triples],
        "labels": [t[2] for t in triples], "imageCount": images, "annotatorCount": annotators,
        "classCount": classes, "posterior": posterior.ravel().tolist(), "prior": prior.tolist(),
        "confusions": matrix.ravel().tolist(), "logLikelihood": float(likelihood),
    }


def answers():
    table = votes(12, 4, 3, 9)
    logits = np.round(rng.normal(scale=3, size=(12, 4)), 3)
    logits[0] = [800.0, -900.0, 0.0, 1.0]
    rows = []
    for row, z in zip(table, logits):
        h = np.array(row) / sum(row)
        log_p = log_softmax(z / 1.5)
        p = np.exp(log_p)
        rows.append({
            "kullbackLeibler": float(sum(a * (np.log(a) - b) for a, b in zip(h, log_p) if a > 0)),
            "jensenShannon": float(jensenshannon(h, p) ** 2),
            "totalVariation": float(abs(h - p).sum() / 2),
            "humanEntropy": float(entropy(h)), "modelEntropy": float(entropy(p)),
        })
    return {
        "table": [v for row in table for v in row], "classes": 4, "temperature": 1.5,
        "logits": logits.ravel().tolist(), "rows": rows,
    }


ordered = [[22, 5, 1, 0], [6, 18, 4, 2], [1, 7, 15, 5], [0, 1, 6, 20]]
print(json.dumps({
    "panels": [
        panel("ten votes, ten classes", votes(30, 10, 10, 10)),
        panel("three to nine votes, four classes", votes(40, 4, 3, 9)),
        panel("five votes, two classes", votes(25, 2, 5, 5)),
    ],
    "kappas": [
        kappa("two classes", [[40, 9], [6, 45]], None),
        kappa("four classes", ordered, None),
        kappa("four ordered classes, linear", ordered, "linear"),
        kappa("four ordered classes, quadratic", ordered, "quadratic"),
    ],
    "dawidSkene": dawid_skene(),
    "answers": answers(),
}, indent=1))
