#!/usr/bin/env python3
"""Writes the pickles and archives of this folder with CPython 3 and NumPy 2.4.

DO NOT EDIT the files; run this script.

Every data-N.pkl holds the same value in pickle protocol N.
"""
import collections
import gzip
import os
import pickle
import zipfile

import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))

shared = [1, 2]
value = {
    "numbers": [0, 1, -1, 255, 256, 65536, -(2**31), 2**62, -(2**63), 1.5, -0.0, 1e300],
    "words": ["", "é", "日本🎉", "line\nbreak \\ 'quote'"],
    "flags": (None, True, False),
    "bytes": b"\x00\xff",
    "nested": {"a": [shared, shared], 3: ({},)},
    "ordered": collections.OrderedDict([("x", 1), ("y", 2)]),
    "labels": np.arange(6, dtype="<i8").reshape(2, 3),
    "big": np.array([1.5, -2.0], dtype=">f4"),
    "fortran": np.asfortranarray(np.arange(6, dtype="u1").reshape(2, 3)),
    "names": np.array(["cat", "dog"]),
    "objects": np.array(["one", 2], dtype=object),
    "scalar": np.float64(2.5),
    "count": np.int32(-7),
}
for protocol in range(6):
    with open(f"data-{protocol}.pkl", "wb") as file:
        pickle.dump(value, file, protocol=protocol)


class Evil:
    def __reduce__(self):
        return os.system, ("echo executed",)


with open("evil.pkl", "wb") as file:
    pickle.dump({"labels": Evil()}, file, protocol=2)

with open("two-members.csv.gz", "wb") as file:
    file.write(gzip.compress(b"image,label\na.png,cat\n", mtime=0))
    file.write(gzip.compress(b"b.png,dog\n", mtime=0))

# One MiB of zeros: a bomb is made of many of them.
with open("zeros.gz", "wb") as file:
    file.write(gzip.compress(bytes(1 << 20), mtime=0))

# With these limits lowered, zipfile writes every size and the end record in ZIP64 form.
zipfile.ZIP64_LIMIT = 10
zipfile.ZIP_FILECOUNT_LIMIT = 1
with zipfile.ZipFile("zip64.zip", "w") as archive:
    for name, method in [("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)]:
        info = zipfile.ZipInfo(name)
        info.compress_type = method
        archive.writestr(info, b"the same words again and again; " * 4)
