"""Writes distributions.csv: tails of distributions in 100-digit arithmetic.

Run with Python 3 and mpmath 1.3.0:  python3 distributions.py > distributions.csv
The arguments are doubles; each value is the double nearest to the exact one. Tails are integrals of the
density, scaled by its value at the limit, so that none underflows; they do not use the formulas of the
module.
"""

import mpmath
from mpmath import mp, mpf

mp.dps = 100


def ln_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def ln_t_tail(t, df):
    """ln P(T > t) for t >= 0."""
    t, df = mpf(t), mpf(df)

    def ln_density(s):
        return -(df + 1) / 2 * mp.log1p(s * s / df)

    norm = -mp.log(df) / 2 - ln_beta(mpf(1) / 2, df / 2)
    # A scale on which the density falls: 1/hazard in the tail, 1 in the centre.
    slope = (df + 1) * t / (df + t * t)
    scale = 1 / slope if t > 1 else mpf(1)
    points = [t + scale * step for step in (0, 1, 3, 6, 10, 20, 40, 80)]
    if df < 200:
        points += [t + scale * mpf(10) ** power for power in range(2, 12)]
    points += [mp.inf]
    area = mp.quad(lambda s: mp.exp(ln_density(s) - ln_density(t)), points)
    return norm + ln_density(t) + mp.log(area)


def ln_normal_tail(z):
    return mp.log(mp.erfc(mpf(z) / mp.sqrt(2)) / 2)


def ln_chi_tail(x, df):
    a, h = mpf(df) / 2, mpf(x) / 2
    # Substituted logarithmically far out, directly otherwise.
    def ln_density(s):
        return (a - 1) * mp.log(s) - s

    slope = 1 - (a - 1) / h
    scale = 1 / max(slope, 1 / mp.sqrt(a))
    points = [h + scale * step for step in (0, 1, 3, 6, 10, 20, 40, 80, 200)] + [mp.inf]
    area = mp.quad(lambda s: mp.exp(ln_density(s) - ln_density(h)), points)
    return ln_density(h) - mp.loggamma(a) + mp.log(area)


def ln_lower_beta(x, a, b):
    """ln I_x(a, b); for large whole a and b as a sum of binomial probabilities."""
    x, a, b = mpf(x), mpf(a), mpf(b)
    if a + b > 1200 and a == int(a) and b == int(b):
        n = int(a + b) - 1
        term = mp.exp(mp.loggamma(n + 1) - mp.loggamma(a + 1) - mp.loggamma(b)
                      + a * mp.log(x) + (b - 1) * mp.log(1 - x))
        total = mpf(0)
        for j in range(int(a), n + 1):
            total += term
            term *= (n - j) * x / ((j + 1) * (1 - x))
        return mp.log(total)
    return mp.log(mp.betainc(a, b, 0, x, regularized=True))


def row(kind, *values):
    arguments = [repr(float(v)) for v in values[:-1]]
    arguments += [""] * (3 - len(arguments))
    print(",".join([kind] + arguments + [repr(float(values[-1]))]))


print("# mpmath", mpmath.__version__, "distributions.py, 100 digits")
print("kind,first,second,third,value")
for r, n in [
    (0.5, 4), (0.999, 4), (0.9999999, 10), (0.1, 100), (0.01, 10000), (-0.36, 30000),
    (0.36, 30000), (0.6, 30000), (0.9, 30000), (0.99, 30000), (0.2, 1000000), (0.9, 1000000),
    (1e-5, 10000000002), (3e-5, 10000000002), (2e-4, 10000000002), (0.7, 16000),
]:
    complement = (1 - mpf(r)) * (1 + mpf(r))
    df = n - 2
    t = abs(mpf(r)) * mp.sqrt(df / complement)
    ln = ln_t_tail(t, df) + mp.log(2)
    row("ln_p_of_r", r, n, ln)
    row("log10_p_of_r", r, n, ln / mp.log(10))
    row("p_of_r", r, n, mp.exp(ln))
for t, df in [
    (0.001, 1), (1, 1), (1e6, 1), (1e150, 2), (0.5, 2.5), (3, 4), (30, 10), (1.96, 1000),
    (8, 1000), (1.5, 1e9), (7, 1e9), (45, 1e7), (2, 0.3), (100, 60), (1e-8, 17),
]:
    row("student_t_ln_sf", t, df, ln_t_tail(t, df))
for z in [-40, -8, -3, -1, -0.1, 0, 1e-9, 0.3, 1, 2.5, 5, 9.9, 10.1, 19.99, 20.01, 38, 150, 1e4]:
    row("normal_ln_sf", z, ln_normal_tail(z))
for p in [
    1e-320, 1e-100, 1e-20, 1e-5, 0.01, 0.0999, 0.1001, 0.25, 0.4, 0.49999999, 0.5000000000000001,
    0.5000001, 0.51, 0.75, 0.9, 0.95, 0.999, 0.9999999999,
]:
    target = mpf(p)
    start = mp.sqrt(2) * mp.erfinv(2 * target - 1) if 1e-15 < p else -mp.sqrt(-2 * mp.log(target))
    z = mp.findroot(lambda s: mp.log(mp.erfc(-s / mp.sqrt(2)) / 2) - mp.log(target), start)
    row("normal_quantile", p, z)
for p, df in [
    (0.5000001, 3), (0.51, 8), (0.7, 1.5), (0.9, 2), (0.975, 4), (0.995, 30), (0.99999, 100),
    (0.975, 1e6), (0.75, 1e9), (0.999999999, 3),
]:
    tail = mp.log(1 - mpf(p))
    start = mp.mpf(mp.sqrt(2) * mp.erfinv(2 * mpf(p) - 1))
    if df < 5 and p > 0.99:
        start *= 40 if df > 2 else 400
    t = mp.findroot(lambda s: ln_t_tail(s, df) - tail, (start, start * mpf("1.01")), solver="secant")
    row("student_t_quantile", p, df, t)
for x, df in [
    (0.1, 1), (3.84, 1), (50, 1), (1e-4, 2), (5, 2), (1000, 2), (4, 5), (30, 10), (3000, 10),
    (90, 100), (250, 100), (10000, 10000), (10500, 10000), (13000, 10000), (100000, 99000),
]:
    row("chi_squared_ln_sf", x, df, ln_chi_tail(x, df))
for x, a, b in [
    (0.1, 0.2, 0.3), (0.5, 3, 4), (0.9, 3, 0.5), (0.99, 20, 30), (0.3, 50, 60), (0.45, 500, 600),
    (0.2, 500, 600), (0.7, 12, 3.5), (1e-10, 0.7, 900), (0.999, 1500, 1.5), (0.4, 5000, 7000),
    (0.41666, 5000, 7000),
]:
    row("ln_incomplete_beta", x, a, b, ln_lower_beta(x, a, b))
