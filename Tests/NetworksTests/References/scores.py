"""Writes scores.csv: every score of small heads, computed in 50-digit arithmetic.

Inputs are not stored: they come from splitmix64 by products and sums that round the same way in
every language, so the tests make them again. Run: python3 scores.py > scores.csv
Needs numpy (for rounding to single precision) and mpmath.
"""
import csv
import sys

import mpmath
import numpy as np
from mpmath import mp, mpf

mp.dps = 50
SCORES = (
    "avh avh_predicted angle angular_gap cosine confidence confidence_unbiased max_probability "
    "entropy margin logit_margin loss el2n grand energy max_logit boundary_distance feature_norm "
    "rank predicted_class correct"
).split()


def uniform(seed):
    """Numbers in [-1, 1), as 2 u - 1 with u from the top 53 bits of splitmix64."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
        z ^= z >> 31
        yield 2.0 * ((z >> 11) * 2.0**-53) - 1.0


def make(case):
    """Features, weights and bias of a case, as lists of doubles."""
    draw = uniform(case["seed"])
    narrow = (lambda v: float(np.float32(v))) if case["type"] == "f4" else (lambda v: v)
    base = [next(draw) for _ in range(case["width"])]
    x = [narrow(v * case["feature_scale"]) for v in base]
    weights = []
    for k in range(case["classes"]):
        near = case["near"] == "all" or (case["near"] == "target" and k == case["target"])
        near = near or (case["near"] == "other" and k != case["target"])
        row = []
        for i in range(case["width"]):
            v = next(draw)
            if near:
                v = case["sign"] * base[i] + case["epsilon"] * v
            row.append(narrow(v * case["weight_scale"]))
        weights.append(row)
    bias = [narrow(next(draw)) for _ in range(case["classes"])] if case["bias"] else None
    return x, weights, bias


def angle(u, v):
    nu, nv = norm(u), norm(v)
    minus = norm([a / nu - b / nv for a, b in zip(u, v)])
    plus = norm([a / nu + b / nv for a, b in zip(u, v)])
    return 2 * mpmath.atan2(minus, plus)


def norm(u):
    return mpmath.sqrt(mpmath.fsum(a * a for a in u))


def dot(u, v):
    return mpmath.fsum(a * b for a, b in zip(u, v))


def softmax(z):
    top = max(z)
    e = [mpmath.exp(v - top) for v in z]
    total = mpmath.fsum(e)
    return [v / total for v in e], top + mpmath.log(total)


def score(x, weights, bias, y):
    x = [mpf(v) for v in x]
    weights = [[mpf(v) for v in row] for row in weights]
    classes = range(len(weights))
    other = [k for k in classes if k != y]
    u = [dot(x, w) for w in weights]
    z = [a + mpf(b) for a, b in zip(u, bias)] if bias else u
    a = [angle(x, w) for w in weights]
    mp.dps = 120  # probabilities next to 1
    p, log_sum = softmax(z)
    free, _ = softmax(u)
    error = [p[k] - (1 if k == y else 0) for k in classes]
    el2n = norm(error)
    loss = log_sum - z[y]
    margin = p[y] - max(p[k] for k in other)
    entropy = -mpmath.fsum(v * mpmath.log(v) for v in p if v > 0)
    mp.dps = 50
    predicted = max(classes, key=lambda k: (z[k], -k))
    length = norm(x)
    distances = [
        (z[y] - z[k]) / norm([s - t for s, t in zip(weights[y], weights[k])]) for k in other
    ]
    return {
        "avh": a[y] / mpmath.fsum(a),
        "avh_predicted": a[predicted] / mpmath.fsum(a),
        "angle": a[y],
        "angular_gap": a[y] - min(a[k] for k in other),
        "cosine": dot(x, weights[y]) / length / norm(weights[y]),
        "confidence": p[y],
        "confidence_unbiased": free[y],
        "max_probability": max(p),
        "entropy": entropy,
        "margin": margin,
        "logit_margin": z[y] - max(z[k] for k in other),
        "loss": loss,
        "el2n": el2n,
        "grand": el2n * mpmath.sqrt(length**2 + (1 if bias else 0)),
        "energy": -log_sum,
        "max_logit": max(z),
        "boundary_distance": min(distances),
        "feature_norm": length,
        "rank": 1 + sum(z[k] >= z[y] for k in other),
        "predicted_class": predicted,
        "correct": int(predicted == y),
    }


def cases():
    seed = 0
    shapes = [(3, 2), (2, 3), (17, 10), (64, 33), (129, 5), (512, 9)]
    for kind in ("f4", "f8"):
        for width, classes in shapes:
            for bias in (0, 1):
                seed += 1
                yield dict(seed=seed, type=kind, width=width, classes=classes, bias=bias,
                           target=seed % classes, near="none", sign=1, epsilon=0.0,
                           feature_scale=8.0 / width, weight_scale=1.0)
        for near, sign in (("target", 1), ("target", -1), ("other", 1), ("all", 1), ("all", -1)):
            for epsilon in (1e-6, 1e-3, 0.1, 0.4):
                seed += 1
                yield dict(seed=seed, type=kind, width=40, classes=7, bias=seed % 2,
                           target=seed % 7, near=near, sign=sign, epsilon=epsilon,
                           feature_scale=0.5, weight_scale=1.0)
        for feature_scale in (1e-18, 1.0, 1e18):
            for weight_scale in (1e-18, 1e18):
                for epsilon in (1e-6, 0.1):
                    seed += 1
                    yield dict(seed=seed, type=kind, width=24, classes=6, bias=seed % 2,
                               target=seed % 6, near="target", sign=1 if seed % 3 else -1,
                               epsilon=epsilon, feature_scale=feature_scale,
                               weight_scale=weight_scale)


def main():
    print(f"# scores.py, mpmath {mpmath.__version__}, 50 digits, numpy {np.__version__}")
    inputs = ("seed type width classes bias target near sign epsilon feature_scale "
              "weight_scale").split()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(inputs + SCORES)
    for case in cases():
        found = score(*make(case), case["target"])
        out.writerow([case[key] for key in inputs] + [repr(float(found[key])) for key in SCORES])


main()
