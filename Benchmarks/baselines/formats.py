"""Writes the features of the scoring jobs in the other forms that files have, once."""

import os
import sys

import numpy as np
from measured import report


def write():
    folder = sys.argv[1]
    features = np.load(f"{folder}/features-50000.npy")
    forms = {
        "float16.npy": lambda path: np.save(path, features.astype(np.float16)),
        "float64.npy": lambda path: np.save(path, features.astype(np.float64)),
        "fortran.npy": lambda path: np.save(path, np.asfortranarray(features)),
        "deflated.npz": lambda path: np.savez_compressed(path, features=features),
    }
    for name, save in forms.items():
        path = f"{folder}/features-50000-{name}"
        if not os.path.exists(path):
            save(f"{folder}/partial-{name}")
            os.rename(f"{folder}/partial-{name}", path)
    return []


report(write)
