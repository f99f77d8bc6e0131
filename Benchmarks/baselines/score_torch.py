"""Six scores of a network's images by PyTorch, in batches, in single precision on all processors."""

import os
import sys

import numpy as np
import torch
from measured import read, report

rows = 50_000


def scores():
    torch.set_num_threads(os.cpu_count())
    features = np.load(f"{sys.argv[1]}/features-{rows}.npy", mmap_mode="r")
    weights, bias, labels = map(torch.from_numpy, read("weights.npy", "bias.npy", f"labels-{rows}.npy"))
    norms = torch.linalg.vector_norm(weights, dim=1)
    units = (weights / norms[:, None]).T.contiguous()
    found = {name: [] for name in ("avh", "angle", "confidence", "max_probability", "entropy", "loss")}
    with torch.inference_mode():
        for first in range(0, rows, 4096):
            x = torch.from_numpy(np.array(features[first : first + 4096]))
            y = labels[first : first + 4096].long()[:, None]
            products = x @ units
            lengths = torch.linalg.vector_norm(x, dim=1, keepdim=True)
            angles = torch.acos((products / lengths).clamp(-1, 1))
            target = angles.gather(1, y)
            logs = torch.log_softmax(products * norms + bias, dim=1)
            probabilities = logs.exp()
            loss = -logs.gather(1, y)
            found["avh"].append(target / angles.sum(1, keepdim=True))
            found["angle"].append(target)
            found["confidence"].append(torch.exp(-loss))
            found["max_probability"].append(probabilities.amax(1, keepdim=True))
            found["entropy"].append(-(probabilities * logs).sum(1, keepdim=True))
            found["loss"].append(loss)
    found = {name: torch.cat(parts).double().numpy().ravel() for name, parts in found.items()}
    np.savez(f"{sys.argv[1]}/scratch/torch.npz", **found)
    return [values.mean() for values in found.values()]


report(scores)
