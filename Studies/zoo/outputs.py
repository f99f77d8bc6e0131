"""Takes from the files of train.py what the studies of clean images need: `Studies/zoo/outputs`.

    python3 Studies/zoo/outputs.py --zoo data/zoo --out Studies/zoo/outputs

Each network gets one deflated npz with `logits` (single precision, bias included), `weight` (or
`weight_norms`, where the zoo has no more), `bias` and `feature_norms`; `labels.npy` has the true class
of each test image. Logits and norms are computed anew from features in double precision. From these
every score follows as from the features: angles are within 1e-7 rad of theirs.
"""

import argparse
import json
import pathlib
import sys

import numpy as np
from safetensors.numpy import load_file

NAMES = {"weight": ("weight", "classifier.weight", "fc.weight"),
         "bias": ("bias", "classifier.bias", "fc.bias")}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--zoo", type=pathlib.Path, required=True, help="where train.py wrote")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    return parser.parse_args()


def arrays_of(zoo: pathlib.Path, name: str) -> dict[str, np.ndarray]:
    """Every array of a network's final outputs, in whichever form the network has them."""
    for file in (zoo / f"{name}.npz", zoo / name / "final.npz"):
        if file.exists():
            with np.load(file) as arrays:
                return dict(arrays)
    if (zoo / f"{name}.safetensors").exists():
        return load_file(zoo / f"{name}.safetensors")
    files = sorted((zoo / name).glob("*.npy"))
    if not files:
        sys.exit(f"{zoo} has no outputs of {name}; make them with Studies/zoo/train.py")
    return {file.stem.replace("-", "_"): np.load(file) for file in files}


def outputs_of(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Logits, weights or their norms, bias and feature norms."""
    found = {key: arrays[name] for key, names in NAMES.items() for name in names if name in arrays}
    if "features" in arrays:
        features = arrays["features"].astype(np.float64)
        logits = features @ found["weight"].T.astype(np.float64) + found["bias"]
        norms = np.linalg.norm(features, axis=1)
        return {"logits": logits.astype(np.float32), "weight": found["weight"],
                "bias": found["bias"], "feature_norms": norms}
    return {"logits": arrays["logits"], "weight_norms": arrays["weight_norms"],
            "bias": found["bias"], "feature_norms": arrays["feature_norms"]}


def main():
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    labels = np.load(options.zoo / "labels.npy")
    np.save(options.out / "labels.npy", labels.astype(np.uint8))
    for model in json.loads((options.zoo / "index.json").read_text())["models"]:
        outputs = outputs_of(arrays_of(options.zoo, model["name"]))
        accuracy = (outputs["logits"].argmax(1) == labels).mean()
        if abs(accuracy - model["accuracy"]) > 5e-4:
            sys.exit(f"{model['name']} has the accuracy {accuracy:.4f}, but index.json says "
                     f"{model['accuracy']:.4f}; its files are of another run, so train it again")
        np.savez_compressed(options.out / f"{model['name']}.npz", **outputs)
    size = sum(file.stat().st_size for file in options.out.iterdir())
    print(f"{options.out}: {size} bytes")


if __name__ == "__main__":
    main()
