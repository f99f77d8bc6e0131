"""Writes votes as MATLAB files with scipy 1.17.1: python3 generate.py. DO NOT EDIT the files."""
import numpy as np
import scipy.io

counts = np.array([[3.0, 0.0], [1.0, 2.0], [0.0, 3.0]])
raters = np.array([[0.0, 1.0], [0.0, 1.0], [1.0, -1.0]])
for name, deflated in [("plain", False), ("deflated", True)]:
    scipy.io.savemat(f"counts-{name}.mat", {"counts": counts}, do_compression=deflated)
    scipy.io.savemat(f"raters-{name}.mat", {"ratings": raters}, do_compression=deflated)
