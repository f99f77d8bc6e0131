"""Spearman's coefficient with its p-value."""

from measured import read, report
from scipy.stats import spearmanr

x, y = read("many-x.npy", "many-y.npy")
report(lambda: [spearmanr(x, y).statistic])
