"""Trains the five small networks of the zoo on CIFAR-10 and writes the files that the studies read.

    python3 Studies/zoo/train.py --batches cifar-10-batches-py --out data/zoo

Resumable: a network whose files are there is left alone, an interrupted one goes on from its last
epoch. `--steps` and `--network` make short runs.
"""

import argparse
import json
import pathlib
import sys
import time

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn

from images import augmented, degraded, normalised, read_batches, read_folder
from networks import NETWORKS

BATCH = 256
CHECKPOINTS = {0, 25, 50, 100, 195, 292, 390, 585, 780, 975, 1170, 1365, 1560}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--batches", type=pathlib.Path, help="the folder of the published batches")
    source.add_argument("--images", type=pathlib.Path, help="a folder of 32 x 32 pictures")
    parser.add_argument("--labels", type=pathlib.Path, help="their labels (.npy), with --images")
    parser.add_argument("--limit", type=int, help="use only the first pictures, with --images")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--network", choices=NETWORKS, action="append")
    parser.add_argument("--steps", type=int, help="train this many steps instead of the recipe's epochs")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    if options.images and not options.labels:
        parser.error("--images needs --labels")
    return options


def read(options):
    """Training and test pictures with labels; a folder of pictures serves as both."""
    if options.images:
        pictures = read_folder(options.images, options.labels, options.limit)
        return pictures, pictures
    train = read_batches(options.batches, [f"data_batch_{i}" for i in range(1, 6)])
    return train, read_batches(options.batches, ["test_batch"])


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


def save_checkpoint(folder, network, step, epoch, train, test, device):
    features = features_of(network, test[0], device)
    weight, bias = head_of(network)
    test_loss, test_accuracy = loss_and_accuracy(features, test[1], weight, bias)
    some = features_of(network, train[0][:2500], device)
    train_loss, _ = loss_and_accuracy(some, train[1][:2500], weight, bias)
    np.savez(
        folder / f"step-{step:05d}.npz", features=features.astype(np.float16), weight=weight,
        bias=bias, step=np.int64(step), epoch=np.float64(epoch), train_loss=np.float64(train_loss),
        test_loss=np.float64(test_loss), test_acc=np.float64(test_accuracy),
    )


def train_network(name, options, train, test, folder):
    """Trains one network and returns it with the losses of its steps."""
    recipe = NETWORKS[name]
    torch.manual_seed(options.seed)
    network = recipe.build().to(options.device)
    steps_per_epoch = -(-len(train[0]) // BATCH)
    total = options.steps or recipe.epochs * steps_per_epoch
    optimiser = torch.optim.SGD(
        network.parameters(), lr=recipe.peak_learning_rate, momentum=0.9, weight_decay=5e-4,
        nesterov=True,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.peak_learning_rate, total_steps=total
    )
    state_file, step, losses = folder / f"{name}.state.pt", 0, []
    if state_file.exists():
        state = torch.load(state_file, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        step, losses = state["step"], state["losses"]
        print(f"{name}: goes on from step {step}", file=sys.stderr)
    elif name == "resnet":
        save_checkpoint(folder / name, network, 0, 0.0, train, test, options.device)
    started, first = time.monotonic(), step
    while step < total:
        epoch = step // steps_per_epoch
        generator = np.random.default_rng([options.seed, epoch])
        order = generator.permutation(len(train[0]))
        for start in range(step % steps_per_epoch * BATCH, len(order), BATCH):
            chosen = order[start : start + BATCH]
            crops = augmented(train[0][chosen], np.random.default_rng([options.seed, step, 1]))
            network.train()
            x = torch.from_numpy(normalised(crops)).to(options.device)
            y = torch.from_numpy(train[1][chosen]).to(options.device)
            loss = nn.functional.cross_entropy(network(x), y)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5)
            optimiser.step()
            schedule.step()
            step += 1
            losses.append(float(loss))
            if name == "resnet" and step in CHECKPOINTS:
                save_checkpoint(
                    folder / name, network, step, step / steps_per_epoch, train, test,
                    options.device,
                )
            if step % 10 == 0 or step == total:
                rate = (time.monotonic() - started) / (step - first)
                print(f"{name}: step {step}/{total}, loss {loss:.3f}, {rate:.2f} s a step",
                      file=sys.stderr)
            if step >= total:
                break
        torch.save(
            {"network": network.state_dict(), "optimiser": optimiser.state_dict(),
             "schedule": schedule.state_dict(), "step": step, "losses": losses}, state_file)
    return network, losses


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


def write(name, network, options, train, test, out):
    """Writes a network's outputs, each network in another of the forms that people have."""
    features = features_of(network, test[0], options.device)
    weight, bias = head_of(network)
    logits = features @ weight.T + bias
    folder = out / name
    if name == "resnet":
        for key, value in dict(features=features, weight=weight, bias=bias, logits=logits).items():
            np.save(folder / f"{key}.npy", value)
        for condition in ("noise", "contrast", "blur"):
            for level in range(1, 6):
                pictures = degraded(test[0], condition, level)
                rows = features_of(network, pictures, options.device).astype(np.float16)
                np.savez(folder / f"degraded-{condition}-{level}.npz", features=rows)
            pictures = degraded(train[0][:20000], condition, 3)
            rows = features_of(network, pictures, options.device).astype(np.float16)
            np.savez(folder / f"train-{condition}-3.npz", features=rows)
        rows = features_of(network, train[0][:20000], options.device).astype(np.float16)
        np.savez(folder / "train.npz", features=rows, labels=train[1][:20000])
        attack(network, test[0], test[1], folder, options.device)
    elif name == "vgg":
        save_file({"features": features, "classifier.weight": weight, "classifier.bias": bias},
                  out / "vgg.safetensors")
    elif name == "alexnet":
        np.savez(out / "alexnet.npz", features=features, weight=weight, bias=bias, logits=logits,
                 labels=test[1])
    elif name == "densenet":
        np.save(folder / "logits.npy", logits)
        np.save(folder / "bias.npy", bias)
        np.save(folder / "weight-norms.npy", np.linalg.norm(weight.astype(np.float64), axis=1))
        np.save(folder / "feature-norms.npy", np.linalg.norm(features.astype(np.float64), axis=1))
    else:
        np.savez_compressed(out / "mlp.npz", features=features.astype(np.float16), weight=weight,
                            bias=bias)
    return {"name": name, "accuracy": float((logits.argmax(1) == test[1]).mean()),
            "feature_dimension": int(features.shape[1]), "epochs": NETWORKS[name].epochs}


def main():
    options = arguments()
    train, test = read(options)
    options.out.mkdir(parents=True, exist_ok=True)
    np.save(options.out / "labels.npy", test[1])
    index_file = options.out / "index.json"
    index = json.loads(index_file.read_text()) if index_file.exists() else {"models": []}
    index |= {"dataset": "cifar10", "split": "test", "images": len(test[0])}
    for name in options.network or NETWORKS:
        if any(model["name"] == name for model in index["models"]):
            print(f"{name}: already there", file=sys.stderr)
            continue
        (options.out / name).mkdir(exist_ok=True)
        network, losses = train_network(name, options, train, test, options.out)
        entry = write(name, network, options, train, test, options.out)
        entry |= {"first_loss": losses[0], "last_loss": float(np.mean(losses[-5:]))}
        index["models"].append(entry)
        index_file.write_text(json.dumps(index, indent=1) + "\n")
        print(f"{name}: accuracy {entry['accuracy']:.4f}", file=sys.stderr)


if __name__ == "__main__":
    main()
