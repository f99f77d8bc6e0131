"""Writes the HDF5 files of the tests with h5py 3.16.0 (numpy 2.4.6): python3 generate.py

`matlab.mat` has the layout of MATLAB 7.3: 512 bytes before the file, dimensions turned round, and the
attribute MATLAB_class. DO NOT EDIT the files.
"""
import h5py
import numpy as np

features = (np.arange(6000).reshape(2000, 3) / 8).astype(np.float32)
with h5py.File("arrays.h5", "w") as file:
    file.create_dataset("features", data=features, chunks=(64, 3), compression="gzip")
    file.create_dataset("net/weight", data=np.array([[1.5, -2.0], [0.0, 1e300]]).astype(">f8"))
    file["labels"] = np.array([0, -1, 2, 3], np.int16)
    file["flags"] = np.array([True, False])
    file["half"] = np.array([0.5, -1.25], np.float16)
    file["names"] = np.array(["cat", "tiger"], "S")
    file["texts"] = ["a", "bc"]
    file["scalar"] = 2.5
    file["cube"] = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    file["pairs"] = np.zeros(2, [("a", int), ("b", float)])
    file["outside"] = h5py.ExternalLink("/etc/passwd", "x")
    file["soft"] = h5py.SoftLink("/labels")
with h5py.File("matlab.mat", "w", userblock_size=512) as file:
    for name, value in {
        "features": np.arange(6.0).reshape(3, 2), "labels": np.array([[1.0], [0.0], [1.0]]),
        "bias": np.array([[0.5, -0.5]]),
    }.items():
        file.create_dataset(name, data=value.T).attrs["MATLAB_class"] = np.bytes_("double")
with open("matlab.mat", "r+b") as file:
    file.write(b"MATLAB 7.3 MAT-file, layout".ljust(116) + bytes(8) + b"\x00\x02IM")
