"""Reference figures for the kinds of analysis, on one small made-up table.

Everything is computed from the definitions with numpy and scipy; the binomial regression with
statsmodels, the beta-binomial one by maximizing scipy's log-probabilities. Run with
numpy 1.26.4, scipy 1.12.0, statsmodels 0.14.5:  python kinds.py > kinds.json
"""
import json
import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats

rng = np.random.default_rng(20260101)
n, classes, shown = 120, 4, 20
target = np.repeat(np.arange(classes), n // classes)
hard = rng.normal(size=n) + 0.5 * target
easy = 1 / (1 + np.exp(hard - 3))
selected = rng.binomial(shown, easy)
votes = np.zeros((n, classes), int)
for i in range(n):
    others = [c for c in range(classes) if c != target[i]]
    split = rng.multinomial(shown - selected[i], [0.6, 0.3, 0.1])
    votes[i, target[i]] = selected[i]
    votes[i, others] = split
logits = rng.normal(size=(n, classes))
logits[np.arange(n), target] += 1.8 - 0.6 * hard
avh = np.round(0.2 + 0.03 * hard + 0.03 * rng.normal(size=n), 3)

hsf = selected / shown
p = np.exp(logits - logits.max(1, keepdims=True))
p /= p.sum(1, keepdims=True)
confidence = p[np.arange(n), target]
top = p.max(1)
predicted = p.argmax(1)
correct = predicted == target


def rank(x):
    return stats.rankdata(x)


def residual(y, covariates):
    x = np.column_stack([np.ones(len(y))] + covariates)
    return y - x @ np.linalg.lstsq(x, y, rcond=None)[0]


def partial(keep, kind="partial"):
    h, a, c = rank(hsf[keep]), rank(avh[keep]), rank(confidence[keep])
    left = residual(h, [c]) if kind == "partial" else h
    return np.corrcoef(left, residual(a, [c]))[0, 1]


def within(score, keep):
    h, s, t = rank(hsf[keep]), rank(score[keep]), target[keep]
    for c in np.unique(t):
        h[t == c] -= h[t == c].mean()
        s[t == c] -= s[t == c].mean()
    return h @ s / np.sqrt((h @ h) * (s @ s))


def jackknife(f):
    left = np.array([f(target != c) for c in range(classes)])
    g = classes
    return float(np.sqrt((g - 1) / g * ((left - left.mean()) ** 2).sum()))


everything = np.ones(n, bool)
r = partial(everything)
z, half = np.arctanh(r), stats.norm.ppf(0.975) / np.sqrt(n - 1 - 3)
t = r * np.sqrt((n - 3) / (1 - r * r))
out = {
    "target": target, "selected": selected, "shown": shown, "votes": votes, "logits": logits,
    "avh": avh, "confidence": confidence, "max_probability": top, "correct": correct * 1.0,
    "loss": -np.log(confidence), "predicted_class": predicted,
    "partial": r, "partial_low": np.tanh(z - half), "partial_high": np.tanh(z + half),
    "partial_p": 2 * stats.t.sf(abs(t), n - 3), "semi_partial": partial(everything, "semi"),
    "partial_jackknife_error": jackknife(partial),
    "pooled": stats.spearmanr(hsf, avh).statistic, "within": within(avh, everything),
    "mean_of_classes": np.mean(
        [stats.spearmanr(hsf[target == c], avh[target == c]).statistic for c in range(classes)]),
    "within_difference": -within(avh, everything) - within(confidence, everything),
    "within_difference_error": jackknife(lambda k: -within(avh, k) - within(confidence, k)),
}
unanimous = selected == shown
u = stats.mannwhitneyu(-avh[unanimous], -avh[~unanimous]).statistic
out["auc"] = u / (unanimous.sum() * (~unanimous).sum())
out["below"] = stats.spearmanr(hsf[~unanimous], avh[~unanimous]).statistic

edges = np.arange(1, 5) / 5
bins = np.searchsorted(edges, top, side="left")
gaps = {b: top[bins == b].mean() - correct[bins == b].mean() for b in np.unique(bins)}
weight = {b: (bins == b).mean() for b in gaps}
order = np.argsort(top).reshape(5, -1)
overall = correct.mean()
mean_correct = {b: correct[bins == b].mean() for b in gaps}
out.update({
    "signed_gap": top.mean() - overall,
    "ece": sum(weight[b] * abs(gaps[b]) for b in gaps), "mce": max(abs(g) for g in gaps.values()),
    "ace": np.mean([abs(top[o].mean() - correct[o].mean()) for o in order]),
    "brier": ((top - correct) ** 2).mean(), "nll": -np.log(confidence).mean(),
    "brier_reliability": sum(weight[b] * gaps[b] ** 2 for b in gaps),
    "brier_resolution": sum(weight[b] * (mean_correct[b] - overall) ** 2 for b in gaps),
    "confidence_minus_hsf": (top - hsf).mean(),
})

shares = votes / shown
m = (shares + p) / 2
safe = np.where(shares > 0, shares, 1)
out.update({
    "kl": np.mean(np.where(shares > 0, shares * np.log(safe / p), 0).sum(1)),
    "jensen_shannon": np.mean(
        (np.where(shares > 0, shares * np.log(safe / m), 0) + p * np.log(p / m)).sum(1) / 2),
    "total_variation": np.mean(np.abs(shares - p).sum(1) / 2),
    "model_entropy": np.mean(-(p * np.log(p)).sum(1)),
    "human_entropy": np.mean(-np.where(shares > 0, shares * np.log(safe), 0).sum(1)),
})
same = []
for i in range(n):
    v = np.sort(votes[i])[::-1]
    if v[0] > v[1] and v[1] > 0 and (classes < 3 or v[1] > v[2]):
        same.append(np.argsort(-votes[i], kind="stable")[1] == np.argsort(-p[i])[1])
out["second_choice"], out["second_choice_images"] = np.mean(same), len(same)
corrected = -np.where(shares > 0, shares * np.log(safe), 0).sum(1) + (
    (votes > 0).sum(1) - 1) / (2 * shown)
out["entropies"] = stats.spearmanr(corrected, -(p * np.log(p)).sum(1)).statistic

score = stats.norm.ppf((rank(avh) - 0.375) / (n + 0.25))
design = sm.add_constant(score)
fit = sm.GLM(np.column_stack([selected, shown - selected]), design,
             family=sm.families.Binomial()).fit(tol=1e-14)
out["dispersion"] = fit.pearson_chi2 / (n - 2)
out["deviance_explained"] = 1 - fit.deviance / fit.null_deviance


def negative(v):
    mean, over = 1 / (1 + np.exp(-(v[0] + v[1] * score))), np.exp(v[2])
    return -stats.betabinom.logpmf(selected, shown, mean / over, (1 - mean) / over).sum()


best = optimize.minimize(negative, [1, -0.5, -2], method="Nelder-Mead",
                         options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 20000})
out["slope"] = best.x[1]
out["intraclass_correlation"] = np.exp(best.x[2]) / (1 + np.exp(best.x[2]))

noise = (hsf * (1 - hsf) / (shown - 1)).mean()
out["reliability"] = 1 - noise / hsf.var(ddof=1)
out["pearson"] = stats.pearsonr(hsf, avh).statistic
pairs = (votes * (votes - 1)).sum(1) / (shown * (shown - 1))
chance = ((votes.sum(0) / votes.sum()) ** 2).sum()
out["percent_agreement"], out["fleiss_kappa"] = pairs.mean(), (pairs.mean() - chance) / (1 - chance)
out["strengths"] = {
    "avh": -stats.spearmanr(hsf, avh).statistic,
    "confidence": stats.spearmanr(hsf, confidence).statistic,
    "loss": -stats.spearmanr(hsf, -np.log(confidence)).statistic,
    "max_probability": stats.spearmanr(hsf, top).statistic,
}


def weighted_spearman(x, y, weights):
    """Spearman's coefficient of images with weights, ranks being weighted too."""
    ranks = [(v[None, :] < v[:, None]) @ weights + (v[None, :] == v[:, None]) @ weights / 2
             for v in (x, y)]
    a, b = (r - weights @ r / weights.sum() for r in ranks)
    return (weights * a) @ b / np.sqrt(((weights * a) @ a) * ((weights * b) @ b))


def influence_error(x, y, step=1e-4):
    """The standard error from what a little more weight of each image changes, numerically."""
    n = len(x)
    def changed(i, by):
        weights = np.ones(n)
        weights[i] += by
        return weighted_spearman(x, y, weights)
    slopes = np.array([(changed(i, step) - changed(i, -step)) / (2 * step) * n for i in range(n)])
    return np.sqrt((slopes**2).sum() / (n * (n - 1)))


out["avh_confidence_spearman"] = stats.spearmanr(avh, -confidence).statistic
out["avh_confidence_kendall"] = stats.kendalltau(avh, -confidence).statistic
out["avh_confidence_error"] = influence_error(avh, -confidence)


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, np.ndarray):
        return value.ravel().tolist()
    return value.item() if isinstance(value, np.generic) else value


print(json.dumps(plain(out), indent=0))
