"""Writes the MATLAB files of the tests with scipy 1.17.1 (numpy 2.4.6): python3 generate.py

scipy writes no big-endian file, so `swap` turns the bytes of a plain one. DO NOT EDIT the files.
"""
import io
import struct

import numpy as np
import scipy.io
import scipy.sparse

cells = np.empty((3, 1), object)
cells[:, 0] = ["img_0.png", "ｉmg ü", ""]
grid = np.empty((3, 2), object)
grid[:] = [["cat", "dog"], ["dog", "dog"], ["frog", ""]]
scalars = np.empty((1, 3), object)
scalars[0, :] = [1.0, 2.5, -3.0]
mixed = np.empty((1, 2), object)
mixed[0, :] = ["a", 2.0]
variables = {
    "features": (np.arange(12).reshape(4, 3) / 8).astype(np.float32),
    "weight": np.array([[1.5, -2.0, 3.25], [0.0, 1e300, -1e-300]]),
    "counts": np.array([[3.0, 0.0], [1.0, 2.0], [0.0, 3.0], [2.0, 1.0]]),
    "labels": np.array([[0], [1], [1], [0]], np.uint8),
    "wide": np.array([[1, -(2**62)]], np.int64),
    "cube": np.arange(24, dtype=np.int16).reshape(2, 3, 4),
    "flags": np.array([[True, False], [False, True]]),
    "word": "hello",
    "words": np.array(["cat", "tiger", "ox"]),
    "files": cells,
    "answers": grid,
    "scalars": scalars,
    "mixed": mixed,
    "nothing": np.zeros((0, 3)),
    "sparse": scipy.sparse.csc_matrix(np.eye(3)),
    "record": {"a": 1.0, "b": "x"},
    "complex": np.array([[1 + 2j]]),
}
scipy.io.savemat("plain.mat", variables)
scipy.io.savemat("deflated.mat", variables, do_compression=True)
scipy.io.savemat("only.mat", {"features": variables["features"]})


def swap(data: bytes) -> bytes:
    """The same file with the most significant byte first."""
    sizes = {3: 2, 4: 2, 5: 4, 6: 4, 7: 4, 9: 8, 12: 8, 13: 8, 17: 2, 18: 4}

    def turn(body: bytes, size: int) -> bytes:
        return b"".join(body[i:i + size][::-1] for i in range(0, len(body), size))

    def elements(body: bytes) -> bytes:
        out, at = b"", 0
        while at < len(body):
            word, = struct.unpack_from("<I", body, at)
            if word >> 16:
                kind, count = word & 0xFFFF, word >> 16
                data = turn(body[at + 4:at + 4 + count], sizes.get(kind, 1))
                out += struct.pack(">I", word) + data + bytes(4 - count)
                at += 8
            else:
                kind, count = struct.unpack_from("<II", body, at)
                data = body[at + 8:at + 8 + count]
                data = elements(data) if kind == 14 else turn(data, sizes.get(kind, 1))
                padding = -count % 8
                out += struct.pack(">II", kind, count) + data + bytes(padding)
                at += 8 + count + padding
        return out

    return data[:124] + b"\x01\x00MI" + elements(data[128:])


kept = ["features", "weight", "counts", "labels", "wide", "cube", "flags", "words", "files"]
little = io.BytesIO()
scipy.io.savemat(little, {name: variables[name] for name in kept})
open("big.mat", "wb").write(swap(little.getvalue()))
back, same = scipy.io.loadmat("big.mat"), scipy.io.loadmat(little)
for name in kept:
    assert back[name].tolist().__repr__() == same[name].tolist().__repr__(), name
