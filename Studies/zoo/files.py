"""The files of the zoo: each network's outputs in another of the forms that people have."""

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn

from images import degraded, normalised
from networks import NETWORKS


@torch.no_grad()
def features_of(network, pictures, device) -> np.ndarray:
    network.eval()
    rows = []
    for start in range(0, len(pictures), 1000):
        x = torch.from_numpy(normalised(pictures[start : start + 1000])).to(device)
        rows.append(network.features(x).float().cpu().numpy())
    return np.concatenate(rows)


def head_of(network):
    weight = network.head.weight.detach().float().cpu().numpy()
    return weight, network.head.bias.detach().float().cpu().numpy()


def loss_and_accuracy(features, labels, weight, bias):
    logits = features.astype(np.float64) @ weight.T.astype(np.float64) + bias
    shifted = logits - logits.max(1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean(), (logits.argmax(1) == labels).mean()


def logits_and_norms(features, weight, bias) -> dict[str, np.ndarray]:
    """What every score follows from without the features: logits, bias and norms."""
    return {"logits": features @ weight.T + bias, "bias": bias,
            "weight_norms": np.linalg.norm(weight.astype(np.float64), axis=1),
            "feature_norms": np.linalg.norm(features.astype(np.float64), axis=1)}


def save_checkpoint(folder, network, recipe, step, epoch, train, test, device):
    features = features_of(network, test[0], device)
    weight, bias = head_of(network)
    test_loss, test_accuracy = loss_and_accuracy(features, test[1], weight, bias)
    some = features_of(network, train[0][:2500], device)
    train_loss, _ = loss_and_accuracy(some, train[1][:2500], weight, bias)
    outputs = logits_and_norms(features, weight, bias)
    if recipe.checkpoints == "features":
        outputs = {"features": features.astype(np.float16), "weight": weight, "bias": bias}
    np.savez(
        folder / f"step-{step:05d}.npz", **outputs, step=np.int64(step), epoch=np.float64(epoch), train_loss=np.float64(train_loss),
        test_loss=np.float64(test_loss), test_acc=np.float64(test_accuracy),
    )


def attack(network, pictures, labels, folder, device):
    """Features along ten projected-gradient steps towards the most likely wrong class."""
    index = np.arange(0, len(pictures), max(1, len(pictures) // 500))[:500]
    network.eval()
    scale = 1 / (255 * torch.tensor([0.2470, 0.2435, 0.2616], device=device).view(1, 3, 1, 1))
    low = torch.from_numpy(normalised(np.zeros((1, 3, 1, 1), np.uint8))).to(device)
    high = torch.from_numpy(normalised(np.full((1, 3, 1, 1), 255, np.uint8))).to(device)
    start = torch.from_numpy(normalised(pictures[index])).to(device)
    truth = torch.from_numpy(labels[index]).to(device)
    with torch.no_grad():
        logits = network(start)
        logits.scatter_(1, truth[:, None], -torch.inf)
        target = logits.argmax(1)
        path = [network.features(start)]
    x = start.clone()
    for _ in range(10):
        x = x.detach().requires_grad_(True)
        nn.functional.cross_entropy(network(x), target, reduction="sum").backward()
        x = x.detach() - scale * x.grad.sign()
        x = torch.maximum(torch.minimum(x, start + 4 * scale), start - 4 * scale)
        x = torch.maximum(torch.minimum(x, high), low)
        with torch.no_grad():
            path.append(network.features(x))
    np.savez(
        folder / "adversarial-pgd.npz", image_index=index,
        features=torch.stack(path).float().cpu().numpy().astype(np.float16),
        labels=labels[index], target=target.cpu().numpy(), epsilon=np.float64(4 / 255),
        step_size=np.float64(1 / 255),
    )


def write_backbone(name, network, weight, bias, options, train, test, folder):
    """Writes what the studies of degradation and of heads read: degraded and training images."""
    def features(pictures):
        return features_of(network, pictures, options.device)

    for condition in ("noise", "contrast", "blur"):
        for level in range(1, 6):
            rows = features(degraded(test[0], condition, level))
            half = {"features": rows.astype(np.float16)}
            if name != "resnet":
                half = logits_and_norms(rows, weight, bias) | (half if level == 3 else {})
            np.savez(folder / f"degraded-{condition}-{level}.npz", **half)
        rows = features(degraded(train[0][:20000], condition, 3)).astype(np.float16)
        np.savez(folder / f"train-{condition}-3.npz", features=rows)
    rows = features(train[0][:20000]).astype(np.float16)
    np.savez(folder / "train.npz", features=rows, labels=train[1][:20000])


def write(name, network, options, train, test, out):
    """Writes a network's outputs, each network in another of the forms that people have."""
    features = features_of(network, test[0], options.device)
    weight, bias = head_of(network)
    logits = features @ weight.T + bias
    half, folder = features.astype(np.float16), out / name
    if name in ("resnet", "pool"):
        for key, value in dict(features=features, weight=weight, bias=bias, logits=logits).items():
            np.save(folder / f"{key}.npy", value)
        write_backbone(name, network, weight, bias, options, train, test, folder)
        if name == "resnet":
            attack(network, test[0], test[1], folder, options.device)
    elif name == "vgg":
        save_file({"features": features, "classifier.weight": weight, "classifier.bias": bias},
                  out / "vgg.safetensors")
    elif name == "resnet9":
        save_file({"features": half, "fc.weight": weight, "fc.bias": bias},
                  out / "resnet9.safetensors")
    elif name == "alexnet":
        np.savez(out / "alexnet.npz", features=features, weight=weight, bias=bias, logits=logits,
                 labels=test[1])
    elif name == "densenet":
        for key, value in logits_and_norms(features, weight, bias).items():
            np.save(folder / f"{key.replace('_', '-')}.npy", value)
    elif name == "resnet-s1":
        np.savez(folder / "final.npz", features=half, weight=weight, bias=bias)
    else:
        np.savez_compressed(out / "mlp.npz", features=half, weight=weight, bias=bias)
    return {"name": name, "accuracy": float((logits.argmax(1) == test[1]).mean()),
            "feature_dimension": int(features.shape[1]), "epochs": NETWORKS[name].epochs}
