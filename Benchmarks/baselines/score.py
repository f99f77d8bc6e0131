"""Six scores of a network's images by NumPy, in batches, in single precision like the products of avh."""

import sys

import numpy as np
from measured import read, report

rows = 50_000


def scores():
    features = np.load(f"{sys.argv[1]}/features-{rows}.npy", mmap_mode="r")
    weights, bias, labels = read("weights.npy", "bias.npy", f"labels-{rows}.npy")
    units = weights / np.linalg.norm(weights, axis=1, keepdims=True)
    norms = np.linalg.norm(weights, axis=1)
    found = {name: [] for name in ("avh", "angle", "confidence", "max_probability", "entropy", "loss")}
    for first in range(0, rows, 4096):
        x = np.asarray(features[first : first + 4096])
        y = labels[first : first + 4096]
        own = np.arange(len(y))
        products = x @ units.T
        lengths = np.linalg.norm(x, axis=1, keepdims=True)
        angles = np.arccos(np.clip(products / lengths, -1, 1))
        target = angles[own, y]
        logits = products * norms + bias
        logits -= logits.max(axis=1, keepdims=True)
        exponentials = np.exp(logits)
        total = exponentials.sum(axis=1, keepdims=True)
        logs = logits - np.log(total)
        probabilities = exponentials / total
        found["avh"].append(target / angles.sum(axis=1))
        found["angle"].append(target)
        found["confidence"].append(probabilities[own, y])
        found["max_probability"].append(probabilities.max(axis=1))
        found["entropy"].append(-(probabilities * logs).sum(axis=1))
        found["loss"].append(-logs[own, y])
    found = {name: np.concatenate(parts).astype(np.float64) for name, parts in found.items()}
    np.savez(f"{sys.argv[1]}/scratch/numpy.npz", **found)
    return [values.mean() for values in found.values()]


report(scores)
