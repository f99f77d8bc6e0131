"""Times a job as Measurement.swift does, and reads the inputs that the Swift side wrote."""

import json
import sys
import time

import numpy as np


def read(*names):
    return [np.load(f"{sys.argv[1]}/{name}") for name in names]


def once(job):
    processor, start = time.process_time(), time.perf_counter()
    values = job()
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "processorSeconds": time.process_time() - processor,
        "values": [float(value) for value in values],
    }


def report(job):
    """Prints one measurement as JSON; a job under 2 seconds runs untimed first."""
    result = once(job)
    if result["seconds"] < 2:
        result = once(job)
    print(json.dumps(result))
