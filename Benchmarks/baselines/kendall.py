"""Kendall's tau-b with its p-value."""

from measured import read, report
from scipy.stats import kendalltau

x, y = read("many-x.npy", "many-y.npy")
report(lambda: [kendalltau(x, y).statistic])
