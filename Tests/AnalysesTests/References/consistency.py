"""Reference figures of the analysis `error-consistency` on made-up answers, by plain Python and numpy.

Nothing here uses formulas of the tool: kappa is written out, errors over images come from the numerical
derivative of the weighted statistic, those over classes and persons from leaving each out.

    python3 consistency.py > consistency.json      (numpy 2.4.6)
"""

import itertools
import json

import numpy as np

rng = np.random.default_rng(20260101)
CLASSES, IMAGES, PERSONS = 4, 120, 5
truth = np.arange(IMAGES) % CLASSES
ease = rng.uniform(0.25, 0.95, IMAGES)
rival = (truth + 1 + rng.integers(0, 3, IMAGES)) % CLASSES


def answers(shift):
    right = rng.uniform(size=IMAGES) < np.clip(ease + shift, 0.02, 0.98)
    wrong = np.where(rng.uniform(size=IMAGES) < 0.7, rival, (truth + 1) % CLASSES)
    return np.where(right, truth, wrong)


people = np.array([answers(shift) for shift in (0.1, 0.05, 0.0, -0.05, -0.1)])
seen = rng.uniform(size=(PERSONS, IMAGES)) < 0.85
networks = {"north": answers(0.05), "south": answers(-0.15)}


def table(a, b, weight):
    """Weighted shares of both right, first only, second only, both wrong."""
    w = weight / weight.sum()
    return [(w * (a & b)).sum(), (w * (a & ~b)).sum(), (w * (~a & b)).sum(), (w * (~a & ~b)).sum()]


def kappa(a, b, w):
    both, first, second, neither = table(a, b, w)
    p, q = both + first, both + second
    expected = p * q + (1 - p) * (1 - q)
    return (both + neither - expected) / (1 - expected)


def copied(a, b, w):
    """How much more often b is right where a is right than where a is wrong."""
    both, first, second, neither = table(a, b, w)
    return both / (both + first) - second / (second + neither)


def bounds(a, b, w):
    both, first, second, _ = table(a, b, w)
    p, q = both + first, both + second
    expected = p * q + (1 - p) * (1 - q)
    return (abs(p + q - 1) - expected) / (1 - expected), (1 - abs(p - q) - expected) / (1 - expected)


# A decider: what it chose, and where it saw the image.
deciders = [(people[i], seen[i]) for i in range(PERSONS)]
deciders += [(networks[name], np.ones(IMAGES, bool)) for name in networks]


def mean(statistic, pairs, weight):
    values = []
    for i, j in pairs:
        (x, sx), (y, sy) = deciders[i], deciders[j]
        common = sx & sy
        values.append(statistic(x == truth, y == truth, weight * common))
    return float(np.mean(values))


def mistakes(pairs, weight, beyond):
    values = []
    for i, j in pairs:
        (x, sx), (y, sy) = deciders[i], deciders[j]
        w = weight * (sx & sy & (x != truth) & (y != truth))
        share = (w * (x == y)).sum() / w.sum()
        if not beyond:
            values.append(share)
            continue
        chance = 0.0
        for c in range(CLASSES):
            own = w * (truth == c)
            if own.sum() > 0:
                chance += sum((own * (x == k)).sum() * (own * (y == k)).sum() for k in range(CLASSES)) / own.sum()
        chance /= w.sum()
        values.append((share - chance) / (1 - chance))
    return float(np.mean(values))


def errors(statistic):
    """Standard errors over images and over classes of a statistic of image weights."""
    ones = np.ones(IMAGES)
    step = 1e-5
    influence = []
    for image in range(IMAGES):
        up, down = ones.copy(), ones.copy()
        up[image] += step
        down[image] -= step
        influence.append((statistic(up) - statistic(down)) / (2 * step))
    influence = np.array(influence) * IMAGES
    images = float(np.sqrt((influence**2).sum() / (IMAGES * (IMAGES - 1))))
    left = np.array([statistic(ones * (truth != c)) for c in range(CLASSES)])
    classes = float(np.sqrt((CLASSES - 1) / CLASSES * ((left - left.mean()) ** 2).sum()))
    return images, classes


def person_error(statistic, pairs):
    left = []
    for person in range(PERSONS):
        rest = [pair for pair in pairs if person not in pair]
        left.append(mean(statistic, rest, np.ones(IMAGES)))
    left = np.array(left)
    return float(np.sqrt((PERSONS - 1) / PERSONS * ((left - left.mean()) ** 2).sum()))


groups = {
    "north": [(i, PERSONS) for i in range(PERSONS)],
    "south": [(i, PERSONS + 1) for i in range(PERSONS)],
    "other people": list(itertools.combinations(range(PERSONS), 2)),
}
result = {}
ones = np.ones(IMAGES)
for name, pairs in groups.items():
    own = {}
    for label, statistic in (("error_consistency", kappa), ("copy_probability", copied)):
        images, classes = errors(lambda w: mean(statistic, pairs, w))
        own[label] = {
            "value": mean(statistic, pairs, ones), "images": images, "classes": classes,
            "persons": person_error(statistic, pairs),
        }
    for label, beyond in (("same_wrong_class", False), ("misclassification_agreement", True)):
        images, classes = errors(lambda w: mistakes(pairs, w, beyond))
        own[label] = {"value": mistakes(pairs, ones, beyond), "images": images, "classes": classes}
    low, high = np.mean(
        [bounds(deciders[i][0] == truth, deciders[j][0] == truth, ones * (deciders[i][1] & deciders[j][1]))
         for i, j in pairs], axis=0)
    own["least_possible"], own["greatest_possible"] = {"value": low}, {"value": high}
    result[name] = own
result["north less south"] = {}
for label, statistic in (("consistency_difference", kappa), ("copy_probability_difference", copied)):
    difference = lambda w: mean(statistic, groups["north"], w) - mean(statistic, groups["south"], w)
    images, classes = errors(difference)
    result["north less south"][label] = {
        "value": difference(ones), "images": images, "classes": classes}
pair = lambda w: mean(kappa, [(PERSONS + 1, PERSONS)], w)
images, classes = errors(pair)
result["north with south"] = {
    "error_consistency": {"value": pair(ones), "images": images, "classes": classes}}

print(json.dumps({
    "truth": truth.tolist(), "people": people.tolist(), "seen": seen.astype(int).tolist(),
    "networks": {name: row.tolist() for name, row in networks.items()}, "expected": result,
}, separators=(",", ":")))
