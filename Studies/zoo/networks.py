"""The small CIFAR-10 networks of the zoo.

Every network ends in one linear layer called `head`; what enters it are the features that AVH is
computed from. Settings that differ between the networks stand in `NETWORKS`.
"""

from dataclasses import dataclass
from typing import Callable

import numpy as np
import torch
from torch import nn


def conv(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Sequential:
    """A convolution without bias, batch normalisation and ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions and a shortcut, projected when the shape changes."""

    def __init__(self, inputs: int, outputs: int, stride: int):
        super().__init__()
        self.first = conv(inputs, outputs, stride=stride)
        self.second = nn.Sequential(
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs)
        )
        self.shortcut = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        return torch.relu(self.second(self.first(x)) + self.shortcut(x))


class DenseLayer(nn.Module):
    """A layer of a dense block: its output is appended to its input."""

    def __init__(self, inputs: int, growth: int):
        super().__init__()
        self.body = nn.Sequential(
            nn.BatchNorm2d(inputs), nn.ReLU(), nn.Conv2d(inputs, growth, 3, 1, 1, bias=False)
        )

    def forward(self, x):
        return torch.cat([x, self.body(x)], dim=1)


class Classifier(nn.Module):
    """A body that gives features, and a linear head with bias."""

    def __init__(self, body: nn.Module, width: int, classes: int = 10):
        super().__init__()
        self.body = body
        self.head = nn.Linear(width, classes)

    def features(self, x):
        return self.body(x)

    def forward(self, x):
        return self.head(self.body(x))


def resnet() -> Classifier:
    shapes = [(32, 32, 1), (32, 64, 2), (64, 64, 1), (64, 128, 2), (128, 128, 1)]
    blocks = [ResidualBlock(*shape) for shape in shapes]
    return Classifier(
        nn.Sequential(conv(3, 32), *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten()), 128
    )


def vgg() -> Classifier:
    layers, inputs = [], 3
    for outputs in (32, 64, 128):
        layers += [conv(inputs, outputs), conv(outputs, outputs), nn.MaxPool2d(2)]
        inputs = outputs
    dense = [nn.Flatten(), nn.Dropout(0.3), nn.Linear(128 * 16, 128), nn.ReLU()]
    return Classifier(nn.Sequential(*layers, *dense), 128)


def alexnet() -> Classifier:
    layers, inputs = [], 3
    for outputs, size in ((32, 5), (64, 5), (64, 3)):
        layers += [nn.Conv2d(inputs, outputs, size, 1, size // 2), nn.ReLU(), nn.MaxPool2d(2)]
        inputs = outputs
    dense = [nn.Flatten(), nn.Dropout(0.3), nn.Linear(64 * 16, 256), nn.ReLU()]
    return Classifier(nn.Sequential(*layers, *dense), 256)


def densenet() -> Classifier:
    layers, channels = [nn.Conv2d(3, 24, 3, 1, 1, bias=False)], 24
    for block, growth in enumerate((12, 16, 16)):
        for _ in range(6):
            layers.append(DenseLayer(channels, growth))
            channels += growth
        if block < 2:
            layers += [nn.BatchNorm2d(channels), nn.ReLU()]
            layers += [nn.Conv2d(channels, channels // 2, 1, bias=False), nn.AvgPool2d(2)]
            channels //= 2
    layers += [nn.BatchNorm2d(channels), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return Classifier(nn.Sequential(*layers), channels)


def mlp() -> Classifier:
    layers = [nn.Flatten(), nn.Linear(3 * 32 * 32, 512), nn.ReLU(), nn.Dropout(0.2)]
    return Classifier(nn.Sequential(*layers, nn.Linear(512, 128), nn.ReLU()), 128)


class Whitening(nn.Module):
    """Twelve filters that make the values of 2x2 patches uncorrelated, with their negatives; frozen."""

    def __init__(self):
        super().__init__()
        self.filters = nn.Conv2d(3, 24, 2, bias=False)
        self.filters.weight.requires_grad_(False)

    def forward(self, x):
        return torch.relu(self.filters(x))

    def fit(self, pictures: np.ndarray):
        """Takes the filters from the patches of some pictures as the network sees them."""
        x = torch.from_numpy(pictures)
        patches = nn.functional.unfold(x, 2).transpose(1, 2).reshape(-1, 12).double()
        values, vectors = torch.linalg.eigh(patches.T @ patches / len(patches))
        filters = (vectors / (values + 5e-4).sqrt()).T.float().view(12, 3, 2, 2)
        self.filters.weight.data.copy_(torch.cat([filters, -filters]))


def pool() -> Classifier:
    layers, inputs = [Whitening()], 24
    for outputs in (64, 256, 256):
        layers += [nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False), nn.MaxPool2d(2),
                   nn.BatchNorm2d(outputs), nn.ReLU(), conv(outputs, outputs)]
        inputs = outputs
    return Classifier(nn.Sequential(*layers, nn.AdaptiveMaxPool2d(1), nn.Flatten()), 256)


class ResidualPair(nn.Module):
    """Two convolutions around which the input is added to their output."""

    def __init__(self, channels: int):
        super().__init__()
        self.body = nn.Sequential(conv(channels, channels), conv(channels, channels))

    def forward(self, x):
        return x + self.body(x)


def resnet9() -> Classifier:
    layers = [conv(3, 64), conv(64, 128), nn.MaxPool2d(2), ResidualPair(128)]
    layers += [conv(128, 256), nn.MaxPool2d(2), conv(256, 512), nn.MaxPool2d(2), ResidualPair(512)]
    return Classifier(nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten()), 512)


@dataclass(frozen=True)
class Recipe:
    """How one network is made and trained."""

    build: Callable[[], Classifier]
    epochs: int
    peak_learning_rate: float
    # Added to the seed of the run.
    seed: int = 0
    # Whether products are taken in bfloat16 while it is trained.
    is_mixed: bool = False
    # What is saved while it is trained: nothing, features and head, or logits and norms.
    checkpoints: str | None = None


NETWORKS = {
    "resnet": Recipe(resnet, 8, 0.3, checkpoints="features"),
    "vgg": Recipe(vgg, 6, 0.3),
    "alexnet": Recipe(alexnet, 8, 0.05),
    "densenet": Recipe(densenet, 3, 0.3),
    "mlp": Recipe(mlp, 6, 0.05),
    "pool": Recipe(pool, 12, 0.3, is_mixed=True, checkpoints="logits"),
    "resnet9": Recipe(resnet9, 9, 0.15, is_mixed=True),
    "resnet-s1": Recipe(resnet, 8, 0.3, seed=1, is_mixed=True, checkpoints="logits"),
}
