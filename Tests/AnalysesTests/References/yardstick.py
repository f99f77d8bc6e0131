"""Reference figures of the kinds `pattern-consistency`, `people-as-yardstick`, `vote-calibration` and
`networks-as-sample`, by numpy and scipy on the made-up study of kinds.json.

    python3 yardstick.py > yardstick.json      (numpy 2.4.6, scipy 1.17.1; five minutes)

What depends on how the votes fall into halves is the mean over 20,000 random halves drawn here, with its
Monte-Carlo error; the rest is exact.
"""

import json
from pathlib import Path

import numpy as np
from scipy import optimize, special, stats

data = json.loads((Path(__file__).parent / "kinds.json").read_text())
target = np.array(data["target"])
n, classes = len(target), 4
votes = np.array(data["votes"]).reshape(n, classes)
logits = np.array(data["logits"]).reshape(n, classes)
avh, confidence = np.array(data["avh"]), np.array(data["confidence"])
rng = np.random.default_rng(7)


def halves():
    """Random halves of every image's votes; the odd vote goes to either."""
    total = votes.sum(1)
    size = total // 2 + np.where(total % 2 == 1, rng.integers(0, 2, n), 0)
    first = np.array([rng.multivariate_hypergeometric(row, k) for row, k in zip(votes, size)])
    return first, votes - first


def patterns(shares):
    """d' of i1 and i2, cut at 5, without the means of classes (and distractors)."""
    def quantile(p):
        return special.ndtri(p)

    def sensitivity(hit, alarm):
        with np.errstate(invalid="ignore"):
            value = quantile(hit) - quantile(alarm)
        # Both certain, the same way: no sensitivity. No answer at all: no value.
        value = np.where(np.isnan(value) & ~np.isnan(hit) & ~np.isnan(alarm), 0.0, value)
        return np.clip(value, -5, 5)

    one = np.empty(n)
    for c in range(classes):
        one[target == c] = sensitivity(shares[target == c, c], shares[target != c, c].mean())
    two = np.full((n, classes), np.nan)
    for c in range(classes):
        for k in range(classes):
            if k == c:
                continue
            own, other = target == c, target == k
            with np.errstate(invalid="ignore"):
                hit = shares[own, c] / (shares[own, c] + shares[own, k])
                alarm = np.nanmean(shares[other, c] / (shares[other, c] + shares[other, k]))
            two[own, k] = sensitivity(hit, alarm)
    for c in range(classes):
        own = target == c
        one[own] -= one[own].mean()
        two[own] -= np.nanmean(two[own], axis=0)
    return one, two.ravel()


def pearson(*columns):
    known = ~np.isnan(columns).any(axis=0)
    return known, [column[known] for column in columns]


network = special.softmax(logits, axis=1)
net = patterns(network)
draws = 20000
found = {name: [] for name in ("i1_raw", "i1_halves", "i2_raw", "i2_halves", "people", "avh", "confidence")}
hsf = lambda half: half[np.arange(n), target] / half.sum(1)
for _ in range(draws):
    a, b = halves()
    pa, pb = patterns(a / a.sum(1, keepdims=True)), patterns(b / b.sum(1, keepdims=True))
    for which, name in enumerate(("i1", "i2")):
        _, (x, y, z) = pearson(net[which], pa[which], pb[which])
        found[name + "_raw"].append((np.corrcoef(x, y)[0, 1] + np.corrcoef(x, z)[0, 1]) / 2)
        found[name + "_halves"].append(np.corrcoef(y, z)[0, 1])
    ha, hb = hsf(a), hsf(b)
    ra, rb = stats.rankdata(ha), stats.rankdata(hb)
    found["people"].append(np.corrcoef(ra, rb)[0, 1])
    for name, score in (("avh", avh), ("confidence", confidence)):
        rs = stats.rankdata(score)
        found[name].append((np.corrcoef(rs, ra)[0, 1] + np.corrcoef(rs, rb)[0, 1]) / 2)
expected = {name: {"mean": float(np.mean(v)), "sd": float(np.std(v))} for name, v in found.items()}

# Calibration against people.
shares = votes / votes.sum(1, keepdims=True)
log_p = lambda t: special.log_softmax(logits / t, axis=1)
label_loss = lambda t: -log_p(t)[np.arange(n), target].mean()
vote_loss = lambda t: -(shares * log_p(t)).sum(1).mean()
fit = lambda loss: float(1 / optimize.minimize_scalar(
    lambda b: loss(1 / b), bounds=(1e-2, 1e2), method="bounded", options={"xatol": 1e-12}).x)
predicted, top = network.argmax(1), network.max(1)
chosen = shares[np.arange(n), predicted]
right = (predicted == target).astype(float)


def binned(outcome, bins=15):
    place = np.clip(np.ceil(top * bins).astype(int) - 1, 0, bins - 1)
    return sum(abs((top - outcome)[place == b].sum()) for b in range(bins)) / n


calibration = {
    "temperature_labels": fit(label_loss), "temperature_votes": fit(vote_loss),
    "label_loss": float(label_loss(1)), "vote_loss": float(vote_loss(1)),
    "label_gap": float((top - right).mean()), "vote_gap": float((top - chosen).mean()),
    "label_ece": float(binned(right)), "vote_ece": float(binned(chosen)),
}

# Networks as a sample: seven networks of four families with made-up accuracies and agreements.
accuracy = np.array([0.60, 0.62, 0.70, 0.75, 0.80, 0.82, 0.90])
agreement = np.array([0.30, 0.26, 0.35, 0.33, 0.41, 0.39, 0.36])
family = np.array([0, 0, 1, 1, 2, 2, 3])
sample = {}
for name, method in (("spearman", stats.spearmanr), ("kendall", stats.kendalltau)):
    whole = method(accuracy, agreement).statistic
    left = np.array([method(accuracy[family != f], agreement[family != f]).statistic for f in range(4)])
    error = float(np.sqrt(3 / 4 * ((left - left.mean()) ** 2).sum()))
    means = [[v[family == f].mean() for f in range(4)] for v in (accuracy, agreement)]
    sample[name] = {"networks": float(whole), "error": error, "families": float(method(*means).statistic)}

print(json.dumps({"halves": expected, "calibration": calibration, "sample": sample}, indent=1))
