"""Writes calibration.json: calibration errors, Brier decomposition, temperature.

numpy 2.4.6, scipy 1.17.1; bins and decomposition from their definitions in exact fractions.
Run: python3 calibration.py > calibration.json
"""

import json
from fractions import Fraction

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

rng = np.random.default_rng(20260103)


def bins_of(confidence, bins, kind):
    """Which bin each confidence belongs to, edges compared as doubles."""
    edges = [k / bins for k in range(bins + 1)]
    if kind == "right":
        return [max(next(k for k in range(1, bins + 1) if c <= edges[k]) - 1, 0) for c in confidence]
    if kind == "left":
        return [min(max(k for k in range(bins) if c >= edges[k]), bins - 1) for c in confidence]
    # Equal mass without ties: image of rank r (from 0) goes to bin floor(r * bins / n).
    order = np.argsort(confidence, kind="stable")
    result = [0] * len(confidence)
    for rank, image in enumerate(order):
        result[image] = rank * bins // len(confidence)
    return result


def case(name, confidence, correct, bins, kind):
    n = len(confidence)
    where = bins_of(confidence, bins, kind)
    rows = []
    ece = mce = square = reliability = resolution = within = debiased = Fraction(0)
    overall = Fraction(sum(correct), n)
    for b in range(bins):
        images = [i for i in range(n) if where[i] == b]
        rows.append(len(images))
        if not images:
            continue
        size = len(images)
        c = sum(Fraction(confidence[i]) for i in images) / size
        o = Fraction(sum(correct[i] for i in images), size)
        ece += Fraction(size, n) * abs(c - o)
        mce = max(mce, abs(c - o))
        square += Fraction(size, n) * (c - o) ** 2
        resolution += Fraction(size, n) * (o - overall) ** 2
        if size > 1:
            debiased += Fraction(size, n) * ((c - o) ** 2 - o * (1 - o) / (size - 1))
        within += sum(
            (Fraction(confidence[i]) - c) ** 2 - 2 * (Fraction(confidence[i]) - c) * (correct[i] - o)
            for i in images) / n
    brier = sum((Fraction(c) - o) ** 2 for c, o in zip(confidence, correct)) / n
    assert brier == square - resolution + overall * (1 - overall) + within
    return {
        "name": name, "confidence": confidence, "correct": correct, "bins": bins, "kind": kind,
        "counts": rows, "ece": float(ece), "mce": float(mce), "rms": float(square) ** 0.5,
        "debiased": float(debiased), "brier": float(brier), "reliability": float(square),
        "resolution": float(resolution), "uncertainty": float(overall * (1 - overall)),
        "withinBin": float(within),
        "signedGap": float(sum(Fraction(c) for c in confidence) / n - overall),
    }


def temperature(name, scale, n=400, classes=5):
    z = rng.normal(size=(n, classes)) * 2
    p = np.exp(log_softmax(z, axis=1))
    labels = [int(rng.choice(classes, p=row)) for row in p]
    z = np.round(z * scale, 4)

    def loss(log_t):
        return -log_softmax(z / np.exp(log_t), axis=1)[np.arange(n), labels].mean()

    best = minimize_scalar(loss, bounds=(-4, 4), method="bounded", options={"xatol": 1e-12})
    q = np.exp(log_softmax(z, axis=1))
    onehot = np.eye(classes)[labels]
    return {
        "name": name, "logits": z.ravel().tolist(), "labels": labels, "classes": classes,
        "temperature": float(np.exp(best.x)), "loss": float(best.fun), "unscaledLoss": float(loss(0.0)),
        "brier": float(((q - onehot) ** 2).sum(axis=1).mean()),
        "accuracy": float((q.argmax(axis=1) == labels).mean()),
        "meanConfidence": float(q.max(axis=1).mean()),
    }


confidence = np.round(rng.beta(5, 2, size=200), 6).tolist()
correct = [int(rng.random() < c**1.5) for c in confidence]
edges = [0.0, 0.1, 0.2, 0.3, 0.30000000000000004, 0.5, 0.7, 0.7000000000000001, 0.9, 1.0, 1.0, 0.0]
at_edges = [0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1]
print(json.dumps({
    "tables": [
        case("15 bins, right-closed", confidence, correct, 15, "right"),
        case("15 bins, left-closed", confidence, correct, 15, "left"),
        case("10 bins of equal mass", confidence, correct, 10, "mass"),
        case("7 bins of equal mass, uneven", confidence, correct, 7, "mass"),
        case("confidences at the edges, right-closed", edges, at_edges, 10, "right"),
        case("confidences at the edges, left-closed", edges, at_edges, 10, "left"),
        case("one bin", confidence, correct, 1, "right"),
    ],
    "temperatures": [
        temperature("overconfident", 2.5), temperature("underconfident", 0.4),
        temperature("calibrated", 1.0),
    ],
}, indent=1))
