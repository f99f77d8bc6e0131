"""Writes partial.json: partial and semi-partial correlations by exact regression.

Run with Python 3 (no packages):  python3 partial.py > partial.json
Residuals are formed by solving the normal equations in rational arithmetic on the given doubles, ranks and
tau-b are counted from their definitions; only the last square root is rounded. Kendall's partial and
semi-partial coefficients are those of ppcor 1.1: the same algebra on the matrix of tau-b, here by the
inverse of the matrix in 60-digit decimals.
"""

import json
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60


def solve(matrix, right):
    rows = [list(r) + [b] for r, b in zip(matrix, right)]
    size = len(rows)
    for i in range(size):
        pivot = next(k for k in range(i, size) if rows[k][i] != 0)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for k in range(size):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i])]
    return [r[-1] for r in rows]


def residual(y, covariates):
    columns = [[type(y[0])(1)] * len(y)] + covariates
    gram = [[sum(a * b for a, b in zip(u, v)) for v in columns] for u in columns]
    beta = solve(gram, [sum(a * b for a, b in zip(u, y)) for u in columns])
    return [v - sum(b * c[i] for b, c in zip(beta, columns)) for i, v in enumerate(y)]


def correlation(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    sxy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    square = sxy * sxy / (sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))
    root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
    return float(root if sxy >= 0 else -root)


def ranks(x):
    return [Fraction(2 * sum(b < a for b in x) + sum(b == a for b in x) + 1, 2) for a in x]


def tau_b(x, y):
    sign = lambda v: (v > 0) - (v < 0)
    pairs = [(sign(x[i] - x[j]), sign(y[i] - y[j])) for i in range(len(x)) for j in range(i)]
    s = Decimal(sum(a * b for a, b in pairs))
    return s / (Decimal(sum(a * a for a, _ in pairs)) * sum(b * b for _, b in pairs)).sqrt()


def kendall(x, y, covariates):
    variables = [x, y] + covariates
    matrix = [[Decimal(1) if u is v else tau_b(u, v) for v in variables] for u in variables]
    size = len(variables)
    unit = lambda k: [Decimal(int(i == k)) for i in range(size)]
    inverse = list(zip(*[solve(matrix, unit(k)) for k in range(size)]))
    partial = -inverse[0][1] / (inverse[0][0] * inverse[1][1]).sqrt()
    # x with what y has beyond the covariates.
    without = inverse[0][0] - inverse[0][1] ** 2 / inverse[1][1]
    semi = partial / inverse[0][0].sqrt() / (1 - partial**2).sqrt()
    assert abs(partial**2 - (1 - without / inverse[0][0])) < Decimal(10) ** -40
    return float(partial), float(semi)


def numbers(seed, count, levels):
    state, out = seed, []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = (state >> 40) / 2**24
        out.append(int(value * levels) / levels if levels else value)
    return out


cases = []
for name, count, k, levels in [
    ("continuous, one covariate", 30, 1, 0), ("continuous, three covariates", 40, 3, 0),
    ("six levels", 35, 2, 6),
]:
    base = numbers(5, count, 0)
    mixed = lambda seed, share: [
        share * a + (1 - share) * b for a, b in zip(base, numbers(seed, count, 0))]
    x, y = mixed(11, 0.4), mixed(12, 0.6)
    covariates = [mixed(20 + i, 0.5) for i in range(k)]
    if levels:
        cut = lambda v: [int(a * levels) / levels for a in v]
        x, y, covariates = cut(x), cut(y), [cut(c) for c in covariates]
    case = {"name": name, "x": x, "y": y, "covariates": covariates}
    exact = lambda v: [Fraction(a) for a in v]
    for method, turned in (("pearson", exact), ("spearman", ranks)):
        z = [turned(c) for c in covariates]
        rest = residual(turned(y), z)
        case[method] = correlation(residual(turned(x), z), rest)
        case[method + "_semi"] = correlation(turned(x), rest)
    case["kendall"], case["kendall_semi"] = kendall(x, y, covariates)
    cases.append(case)
print(json.dumps({"generator": "partial.py, exact rational arithmetic", "cases": cases}, indent=1))
