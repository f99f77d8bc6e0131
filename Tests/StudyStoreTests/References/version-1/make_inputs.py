"""Writes the small input files of the fixture; deterministic."""

import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(20260101)
here = Path(__file__).parent / "inputs"
here.mkdir(exist_ok=True)

N, C, WIDTH, PEOPLE = 32, 4, 6, 6
CLASSES = ["cat", "dog", "t-shirt / top", "bird: wild"]

(here / "classes.txt").write_text("\n".join(CLASSES) + "\n")
labels = np.arange(N) % C
difficulty = rng.uniform(0, 1, N)
names = [f"photo-{i:03d}.jpg" for i in range(N)]


def quoted(text):
    return f'"{text}"' if any(c in text for c in ',"|: /') else text


with open(here / "labels.csv", "w") as file:
    file.write("image,label\n")
    for name, label in zip(names, labels):
        file.write(f"{name},{quoted(CLASSES[label])}\n")


def answer(i, share=0.75):
    """One forced choice: wrong more often on harder images, towards the next class."""
    if rng.uniform() < share * difficulty[i]:
        return int((labels[i] + rng.choice([1, 1, 2, 3])) % C)
    return int(labels[i])


with open(here / "votes.csv", "w") as file:
    file.write("image,annotator,label,reaction_time\n")
    for i in range(N):
        for person in range(PEOPLE):
            if rng.uniform() < 0.05:
                continue
            time = 0.4 + 0.6 * difficulty[i] + 0.1 * rng.uniform()
            file.write(f"{names[i]},w{person},{quoted(CLASSES[answer(i)])},{time:.3f}\n")

with open(here / "presence.csv", "w") as file:
    file.write("file,who,class,answer\n")
    for i in range(0, N, 2):
        for k in (0, 1):
            asked = int((labels[i] + k) % C)
            for person in range(4):
                yes = (1 - 0.7 * difficulty[i]) if k == 0 else 0.3 * difficulty[i]
                draw = rng.uniform()
                word = "yes" if draw < yes else "maybe" if draw < yes + 0.2 else "no"
                file.write(f"{names[i]},r{person},{quoted(CLASSES[asked])},{word}\n")

# People on other, degraded images: conditions.
with open(here / "people-noise.csv", "w") as file:
    file.write("image,annotator,label,condition,truth\n")
    for i in range(24):
        level = i % 3
        for person in range(4):
            wrong = rng.uniform() < 0.1 + 0.25 * level
            chosen = (i // 3 + 1) % C if wrong else (i // 3) % C
            file.write(
                f"n{i:02d},p{person},{quoted(CLASSES[chosen])},n{level},{quoted(CLASSES[(i // 3) % C])}\n")


def head(scale):
    return (rng.normal(size=(C, WIDTH)) * scale).astype(np.float32)


def features(weight, blur, norm=4.0):
    unit = weight / np.linalg.norm(weight, axis=1, keepdims=True)
    noise = rng.normal(size=(N, WIDTH))
    x = unit[labels] * (1.1 - difficulty[:, None]) + blur * difficulty[:, None] * noise
    return (norm * x).astype(np.float32)


# Network `a | b`: npy files, with checkpoints and degraded runs.
folder = here / "a-b"
folder.mkdir(exist_ok=True)
weight, bias = head(1.0), rng.normal(size=C).astype(np.float32) * 0.1
np.save(folder / "weight.npy", weight)
np.save(folder / "bias.npy", bias)
np.save(folder / "features.npy", features(weight, 0.5))
for level, blur in ((1, 0.8), (2, 1.3)):
    np.savez(here / f"a-b/noise-{level}.npz", features=features(weight, blur, 3.0))
for k, step in enumerate((100,)):
    blur = 1.6 - 0.9 * k
    np.savez(
        here / f"a-b/step-{step:03d}.npz",
        features=features(weight, blur, 2.0 + 0.5 * k), weight=weight, bias=bias,
        step=np.int64(step), train_loss=np.float64(1.4 - 0.2 * k),
        test_acc=np.float64(0.3 + 0.12 * k))

# Network `vit:b16`: one npz.
weight = head(0.8)
np.savez(
    here / "vit-b16.npz", features=features(weight, 0.8, 5.0), weight=weight,
    bias=np.zeros(C, np.float32))

# Network `densenet (norms only)`: logits and norms, no features.
folder = here / "densenet"
folder.mkdir(exist_ok=True)
weight, bias = head(1.2), rng.normal(size=C).astype(np.float32) * 0.1
x = features(weight, 1.1)
np.save(folder / "logits.npy", (x @ weight.T + bias).astype(np.float32))
np.save(folder / "bias.npy", bias)
np.save(folder / "weight_norms.npy", np.linalg.norm(weight, axis=1).astype(np.float32))
np.save(folder / "feature_norms.npy", np.linalg.norm(x, axis=1).astype(np.float32))

# Scores of other programs.
with open(here / "c-score.csv", "w") as file:
    file.write("image,value\n")
    for i in range(N):
        file.write(f"{names[i]},{1 - difficulty[i] + 0.2 * rng.normal():.4f}\n")
with open(here / "memorization.csv", "w") as file:
    file.write("image,value\n")
    for i in range(N - 3):
        file.write(f"{names[i]},{0.5 * difficulty[i] + 0.2 * rng.uniform():.4f}\n")

# Tensors of the two analyses that train heads.
M = 80
train_labels = (np.arange(M) % C).astype(np.int64)
centres = rng.normal(size=(C, WIDTH)) * 1.5
tensors = {"train_labels": train_labels, "test_labels": labels.astype(np.int64)}
for domain, noise in (("clean", 0.8), ("noise", 1.4)):
    tensors[f"train_{domain}"] = (
        centres[train_labels] + noise * rng.normal(size=(M, WIDTH))).astype(np.float32)
    tensors[f"test_{domain}"] = (
        centres[labels] + noise * rng.normal(size=(N, WIDTH))).astype(np.float32)
np.savez(here / "heads.npz", **tensors)
