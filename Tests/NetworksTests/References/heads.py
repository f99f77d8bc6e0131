"""Writes heads.csv: linear heads after 100 full-batch steps of PyTorch's SGD, in double precision.

Inputs are not stored: they come from splitmix64 by products and sums that round the same way in
every language, so the tests make them again. Run: python3 heads.py > heads.csv
Needs torch 2.13.0 (CPU).
"""
import math

import torch

IMAGES, WIDTH, CLASSES, STEPS = 120, 7, 4, 100


def uniform(seed):
    """Numbers in [-1, 1), as 2 u - 1 with u from the top 53 bits of splitmix64."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
        z ^= z >> 31
        yield 2.0 * ((z >> 11) * 2.0**-53) - 1.0


def problem():
    """Classes are centres plus noise; a few images carry a wrong label."""
    draw = uniform(11)
    centres = [[next(draw) for _ in range(WIDTH)] for _ in range(CLASSES)]
    features, labels = [], []
    for image in range(IMAGES):
        label = image % CLASSES
        features.append([centres[label][i] + 0.75 * next(draw) for i in range(WIDTH)])
        labels.append((label + 1) % CLASSES if image % 13 == 0 else label)
    weights = [[0.5 * next(draw) for _ in range(WIDTH)] for _ in range(CLASSES)]
    bias = [0.5 * next(draw) for _ in range(CLASSES)]
    return tuple(torch.tensor(v, dtype=torch.float64 if i != 1 else torch.int64)
                 for i, v in enumerate((features, labels, weights, bias)))


def train(name, scale, rate, momentum, decay, bias):
    x, y, w, b = problem()
    w.requires_grad_(True)
    b.requires_grad_(True)
    use_bias = bias and scale is None
    optimizer = torch.optim.SGD([w, b] if use_bias else [w], lr=rate, momentum=momentum,
                                weight_decay=decay)
    loss = None
    for _ in range(STEPS):
        optimizer.zero_grad()
        if scale is None:
            logits = torch.nn.functional.linear(x, w, b if use_bias else None)
        else:
            cosines = torch.nn.functional.normalize(x) @ torch.nn.functional.normalize(w).T
            logits = scale * (math.pi - torch.acos(cosines))
        loss = torch.nn.functional.cross_entropy(logits, y)
        loss.backward()
        optimizer.step()
    values = w.detach().flatten().tolist() + (b.detach().tolist() if use_bias else [])
    cells = [name, scale or 0, rate, momentum, decay, int(use_bias), repr(loss.item())]
    print(",".join(str(cell) for cell in cells + [repr(v) for v in values]))


print(f"# heads.py, torch {torch.__version__}, {STEPS} full-batch steps of SGD, double precision")
print("name,scale,rate,momentum,decay,bias,last_loss,parameters")
train("cross-entropy", None, 0.5, 0.9, 5e-4, True)
train("cross-entropy without bias", None, 0.2, 0.9, 0.0, False)
train("cross-entropy without momentum", None, 1.0, 0.0, 1e-2, True)
train("AVH loss with scale 5", 5.0, 0.1, 0.9, 5e-4, False)
train("AVH loss with scale 10", 10.0, 0.05, 0.9, 0.0, False)
train("AVH loss with scale 30", 30.0, 0.01, 0.5, 1e-3, False)
