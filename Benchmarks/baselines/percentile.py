"""The percentile interval of 2,000 resamples."""

from bootstrapped import limits
from measured import report

report(lambda: limits("percentile"))
