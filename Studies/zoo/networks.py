"""The five small CIFAR-10 networks of the zoo.

Every network ends in one linear layer called `head`; what enters it are the features that AVH is
computed from. Settings that differ between the networks stand in `NETWORKS`.
"""

from dataclasses import dataclass
from typing import Callable

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


@dataclass(frozen=True)
class Recipe:
    """How one network is made and trained."""

    build: Callable[[], Classifier]
    epochs: int
    peak_learning_rate: float


NETWORKS = {
    "resnet": Recipe(resnet, 8, 0.3),
    "vgg": Recipe(vgg, 6, 0.3),
    "alexnet": Recipe(alexnet, 8, 0.05),
    "densenet": Recipe(densenet, 3, 0.3),
    "mlp": Recipe(mlp, 6, 0.05),
}
