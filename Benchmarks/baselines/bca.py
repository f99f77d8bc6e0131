"""The BCa interval: 2,000 resamples and, for the acceleration, 10,000 samples without one pair."""

from bootstrapped import limits
from measured import report

report(lambda: limits("BCa"))
