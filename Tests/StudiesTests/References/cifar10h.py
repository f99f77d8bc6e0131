"""Writes cifar10h.csv: correlations of every network and score with CIFAR-10H selection frequency.

    python3 Tests/StudiesTests/References/cifar10h.py DATA STUDY_DB > Tests/StudiesTests/References/cifar10h.csv

DATA is the folder of real data, STUDY_DB a `study.db` of `avh study run Studies/cifar10h`. Two sources:
`independent` are scores computed here in double precision straight from their definitions, `exported`
are the scores that avh wrote into the database, for which the SHA-256 of the column is kept, since a
processor that rounds products differently exports other last bits. Coefficients are SciPy's.
"""

import hashlib
import pathlib
import sqlite3
import sys

import numpy as np
import scipy
from scipy import stats

data, database = pathlib.Path(sys.argv[1]), sys.argv[2]
zoo = data / "zoo"
labels = np.load(zoo / "labels.npy")
counts = np.load(data / "annotations/cifar10h/cifar10h-counts.npy")
rows = np.arange(len(labels))
hsf = counts[rows, labels] / counts.sum(1)


def tensors(path):
    """The tensors of a safetensors file, read without its library."""
    import json

    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = (8 + size + o for o in entry["data_offsets"])
            assert entry["dtype"] == "F32"
            out[name] = np.frombuffer(raw[start:end], "<f4").reshape(entry["shape"])
    return out


def networks():
    load = lambda p: np.load(p).astype(np.float64)
    r = zoo / "resnet"
    yield "resnet", load(r / "features.npy"), load(r / "weight.npy"), load(r / "bias.npy")
    v = tensors(zoo / "vgg.safetensors")
    yield ("vgg", *(v[k].astype(np.float64)
                    for k in ("features", "classifier.weight", "classifier.bias")))
    for name in ("alexnet", "mlp"):
        z = np.load(zoo / f"{name}.npz")
        yield (name, *(z[k].astype(np.float64) for k in ("features", "weight", "bias")))
    d = zoo / "densenet"
    yield ("densenet", load(d / "logits.npy"), load(d / "weight-norms.npy"), load(d / "bias.npy"),
           load(d / "feature-norms.npy"))


def scores(name, *parts):
    if name == "densenet":
        logits, weight_norms, bias, norms = parts
        cosines = (logits - bias) / norms[:, None] / weight_norms
        unbiased = logits - bias
    else:
        features, weight, bias = parts
        norms = np.sqrt((features**2).sum(1))
        weight_norms = np.sqrt((weight**2).sum(1))
        unbiased = features @ weight.T
        logits = unbiased + bias
        cosines = unbiased / norms[:, None] / weight_norms
    angles = np.arccos(np.clip(cosines, -1, 1))
    if name != "densenet":
        # arccos is inexact near 0; the chord of unit vectors is not.
        u, w = features / norms[:, None], weight / weight_norms[:, None]
        for k in range(10):
            chord = np.sqrt(((u - w[k]) ** 2).sum(1))
            total = np.sqrt(((u + w[k]) ** 2).sum(1))
            angles[:, k] = 2 * np.arctan2(chord, total)
    own = lambda a: a[rows, labels]
    others = np.ones_like(logits, bool)
    others[rows, labels] = False
    best_other = lambda a, f: f(np.where(others, a, -np.inf if f is np.max else np.inf), axis=1)
    log_p = logits - scipy.special.logsumexp(logits, axis=1, keepdims=True)
    p = np.exp(log_p)
    log_q = unbiased - scipy.special.logsumexp(unbiased, axis=1, keepdims=True)
    predicted = logits.argmax(1)
    one_hot = np.eye(10)[labels]
    el2n = np.sqrt(((p - one_hot) ** 2).sum(1))
    out = {
        "avh": own(angles) / angles.sum(1),
        "avh_predicted": angles[rows, predicted] / angles.sum(1),
        "angle": own(angles),
        "angular_gap": own(angles) - best_other(angles, np.min),
        "cosine": np.cos(own(angles)),
        "confidence": np.exp(own(log_p)),
        "confidence_unbiased": np.exp(own(log_q)),
        "max_probability": p.max(1),
        "entropy": -(p * log_p).sum(1),
        "margin": own(p) - best_other(p, np.max),
        "logit_margin": own(logits) - best_other(logits, np.max),
        "loss": -own(log_p),
        "el2n": el2n,
        "grand": el2n * np.sqrt(norms**2 + 1),
        "energy": -scipy.special.logsumexp(logits, axis=1),
        "max_logit": logits.max(1),
        "feature_norm": norms,
        "rank": (logits >= own(logits)[:, None]).sum(1).astype(float),
        "correct": (predicted == labels).astype(float),
    }
    if name != "densenet":
        gaps = own(logits)[:, None] - logits
        spans = np.sqrt(((weight[labels][:, None] - weight[None]) ** 2).sum(2))
        with np.errstate(invalid="ignore", divide="ignore"):
            out["boundary_distance"] = np.where(others, gaps / spans, np.inf).min(1)
    return out


def line(source, name, score, values, digest):
    r = stats.pearsonr(values, hsf)[0]
    rho = stats.spearmanr(values, hsf)[0]
    tau = stats.kendalltau(values, hsf)[0]
    print(f"{source},{name},{score},{r!r},{rho!r},{tau!r},{digest}".replace("np.float64(", "")
          .replace(")", ""))


print(f"# scipy {scipy.__version__}, numpy {np.__version__}, cifar10h.py; do not edit")
print("source,model,score,pearson,spearman,kendall,sha256")
connection = sqlite3.connect(database)
for name, *parts in networks():
    for score, values in scores(name, *parts).items():
        line("independent", name, score, values, "")
        exported = np.array([v for v, in connection.execute(
            f"""SELECT {score} FROM score JOIN run USING (run_id) JOIN model USING (model_id)
                WHERE model.name = ? AND role = 'final' ORDER BY image_id""", (name,))], np.float64)
        digest = hashlib.sha256(exported.astype("<f8").tobytes()).hexdigest()
        line("exported", name, score, exported, digest)
