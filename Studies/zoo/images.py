"""CIFAR-10 pictures as arrays, and the three degradations of the degradation study."""

import pathlib
import pickle

import numpy as np
from PIL import Image

MEAN = np.array([0.4914, 0.4822, 0.4465], np.float32).reshape(1, 3, 1, 1)
DEVIATION = np.array([0.2470, 0.2435, 0.2616], np.float32).reshape(1, 3, 1, 1)

NOISE = (0.04, 0.08, 0.12, 0.16, 0.20)
CONTRAST = (0.6, 0.4, 0.25, 0.15, 0.08)
BLUR = (0.6, 0.9, 1.2, 1.6, 2.2)


class PlainUnpickler(pickle.Unpickler):
    """Reads the published batches, which hold only containers, bytes and arrays."""

    ALLOWED = {
        ("numpy.core.multiarray", "_reconstruct"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy", "ndarray"),
        ("numpy", "dtype"),
    }

    def find_class(self, module, name):
        if (module, name) not in self.ALLOWED:
            raise pickle.UnpicklingError(f"the batch file asks for {module}.{name}; refused")
        return super().find_class(module, name)


def read_batches(folder: pathlib.Path, names: list[str]):
    """Pictures (n, 3, 32, 32) uint8 and labels (n,) of batch files in the published layout."""
    pictures, labels = [], []
    for name in names:
        with open(folder / name, "rb") as file:
            batch = PlainUnpickler(file, encoding="bytes").load()
        pictures.append(np.asarray(batch[b"data"], np.uint8).reshape(-1, 3, 32, 32))
        labels.append(np.asarray(batch[b"labels"], np.int64))
    return np.concatenate(pictures), np.concatenate(labels)


def read_folder(folder: pathlib.Path, labels: pathlib.Path, limit: int | None = None):
    """Pictures of a folder in the order of their names, with labels from an array of that order."""
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in {".jpg", ".jpeg", ".png"})
    files = files[:limit]
    pictures = np.stack(
        [np.asarray(Image.open(f).convert("RGB"), np.uint8).transpose(2, 0, 1) for f in files]
    )
    return pictures, np.load(labels)[: len(files)].astype(np.int64)


def normalised(pictures: np.ndarray) -> np.ndarray:
    """Pictures as the networks see them."""
    return (pictures.astype(np.float32) / 255 - MEAN) / DEVIATION


def augmented(pictures: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """A random crop after padding by 4, and a random flip, for each picture."""
    padded = np.pad(pictures, ((0, 0), (0, 0), (4, 4), (4, 4)))
    rows, columns = generator.integers(0, 9, (2, len(pictures)))
    flips = generator.random(len(pictures)) < 0.5
    out = np.empty_like(pictures)
    for i, (row, column, flip) in enumerate(zip(rows, columns, flips)):
        crop = padded[i, :, row : row + 32, column : column + 32]
        out[i] = crop[:, :, ::-1] if flip else crop
    return out


def blurred(pictures: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian blur with reflected border, in pixels."""
    radius = int(4 * sigma + 0.5)
    offsets = np.arange(-radius, radius + 1)
    kernel = np.exp(-0.5 * (offsets / sigma) ** 2)
    kernel /= kernel.sum()
    out = pictures
    for axis in (2, 3):
        pad = [(0, 0)] * 4
        pad[axis] = (radius, radius)
        padded = np.pad(out, pad, mode="symmetric")
        out = sum(
            weight * np.take(padded, range(i, i + 32), axis=axis) for i, weight in enumerate(kernel)
        )
    return out


def degraded(pictures: np.ndarray, condition: str, level: int, seed: int = 0) -> np.ndarray:
    """Pictures at level 1 to 5 of `noise`, `contrast` or `blur`, clipped and rounded to 8 bits."""
    x = pictures.astype(np.float32) / 255
    if condition == "noise":
        generator = np.random.default_rng([seed, level])
        x = x + NOISE[level - 1] * generator.standard_normal(x.shape, np.float32)
    elif condition == "contrast":
        x = 0.5 + CONTRAST[level - 1] * (x - 0.5)
    elif condition == "blur":
        x = blurred(x, BLUR[level - 1])
    else:
        raise ValueError(f"condition is {condition!r}, expected noise, contrast or blur")
    return np.clip(np.rint(x * 255), 0, 255).astype(np.uint8)
