#!/usr/bin/env python3
"""Writes the tensor files of this folder with NumPy, safetensors and torch.

expected.json holds, for each array, its shape and its elements in row-major order as Python prints
them. Made with NumPy 2.4, safetensors 0.8, torch 2.13. DO NOT EDIT the files; run this script.
"""
import json
import os

import numpy as np
import safetensors.numpy
import safetensors.torch
import torch

os.chdir(os.path.dirname(os.path.abspath(__file__)))
expected = {}


def remember(name, array):
    values = array.astype(str).ravel().tolist() if array.dtype.kind in "US" else None
    if values is None:
        values = array.ravel().tolist()
    expected[name] = {"shape": list(array.shape), "values": values}
    return array


rng = np.random.default_rng(1)
arrays = {}
for order in "<>":
    end = "little" if order == "<" else "big"
    for kind in ["f2", "f4", "f8"]:
        arrays[f"{kind}-{end}"] = rng.normal(size=(3, 4)).astype(order + kind)
    for kind in ["i2", "i4", "i8"]:
        arrays[f"{kind}-{end}"] = rng.integers(-30000, 30000, (3, 4)).astype(order + kind)
    for kind in ["u2", "u4", "u8"]:
        arrays[f"{kind}-{end}"] = rng.integers(0, 60000, (3, 4)).astype(order + kind)
    arrays[f"text-{end}"] = np.array([["n01440764", "é"], ["", "日本🎉"]]).astype(order + "U9")
arrays["i1"] = np.array([-128, -1, 0, 127], "i1")
arrays["u1"] = np.array([0, 1, 254, 255], "u1")
arrays["bool"] = np.array([[True, False], [False, True]])
arrays["bytes"] = np.array([b"cat", b"", b"airplane"], "S8")
arrays["scalar"] = np.array(2.5)
arrays["empty"] = np.zeros((0, 5), "f4")
arrays["cube"] = np.arange(24, dtype="f4").reshape(2, 3, 4)
arrays["fortran"] = np.asfortranarray(rng.normal(size=(5, 3)))
arrays["fortran-cube"] = np.asfortranarray(np.arange(24, dtype=">i4").reshape(2, 3, 4))
for name, array in arrays.items():
    remember(name, array)
np.savez("stored.npz", **arrays)
np.savez_compressed("deflated.npz", **arrays)

for version in [(1, 0), (2, 0), (3, 0)]:
    with open(f"version-{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, arrays["f4-little"], version=version)

np.save("objects.npy", np.array([{"a": 1}, None], dtype=object))
np.save("text-objects.npy", remember("text-objects", np.array(["one", "twenty", ""], dtype=object)))
np.savez("text-objects.npz", filenames=np.array([b"a.JPEG", b"b.JPEG"], dtype=object))
np.save("structured.npy", np.zeros(2, dtype=[("x", "f4"), ("y", "i4")]))
np.save("complex.npy", np.zeros(2, dtype="c8"))
np.save("dates.npy", np.zeros(2, dtype="M8[s]"))

model = {
    "features": arrays["f4-little"],
    "half": arrays["f2-little"],
    "labels": arrays["i8-little"],
    "mask": arrays["bool"],
}
for name, array in model.items():
    remember("model/" + name, array)
safetensors.numpy.save_file(model, "model.safetensors", metadata={"made by": "generate.py"})
brain = torch.tensor([[1.0, -2.5, 3.140625], [1e-30, 65280.0, 0.0]]).to(torch.bfloat16)
remember("brain", brain.float().numpy())
safetensors.torch.save_file({"brain": brain}, "brain.safetensors")

weight = torch.arange(12, dtype=torch.float32).reshape(3, 4)
torch.save({"weight": weight, "bias": torch.tensor([1, 2, 3]), "half": brain[1:]}, "model.pt")
remember("torch/weight", weight.numpy())
remember("torch/bias", np.array([1, 2, 3]))
remember("torch/half", brain[1:].float().numpy())

with open("expected.json", "w") as file:
    json.dump(expected, file, indent=0, ensure_ascii=False)
    file.write("\n")
