"""Trains the small networks of the zoo on CIFAR-10 and writes the files that the studies read.

    python3 Studies/zoo/train.py --batches cifar-10-batches-py --out data/zoo

Resumable: a network whose files are there is left alone, an interrupted one goes on from its last
epoch. `--steps` and `--network` make short runs. `outputs.py` takes from these files what is committed.
"""

import argparse
import json
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn

from files import save_checkpoint, write
from images import augmented, normalised, read_batches, read_folder
from networks import NETWORKS, Whitening

BATCH = 256
CHECKPOINTS = {0, 25, 50, 100, 195, 292, 390, *range(585, 2341, 195)}


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


def train_network(name, options, train, test, folder):
    """Trains one network and returns it with the losses of its steps."""
    recipe = NETWORKS[name]
    seed = options.seed + recipe.seed
    torch.manual_seed(seed)
    network = recipe.build()
    for layer in network.modules():
        if isinstance(layer, Whitening):
            layer.fit(normalised(train[0][:5000]))
    network = network.to(options.device)
    steps_per_epoch = -(-len(train[0]) // BATCH)
    total = options.steps or recipe.epochs * steps_per_epoch
    optimiser = torch.optim.SGD(
        [p for p in network.parameters() if p.requires_grad], lr=recipe.peak_learning_rate, momentum=0.9, weight_decay=5e-4,
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
    elif recipe.checkpoints:
        save_checkpoint(folder / name, network, recipe, 0, 0.0, train, test, options.device)
    started, first = time.monotonic(), step
    while step < total:
        epoch = step // steps_per_epoch
        generator = np.random.default_rng([seed, epoch])
        order = generator.permutation(len(train[0]))
        for start in range(step % steps_per_epoch * BATCH, len(order), BATCH):
            chosen = order[start : start + BATCH]
            crops = augmented(train[0][chosen], np.random.default_rng([seed, step, 1]))
            network.train()
            x = torch.from_numpy(normalised(crops)).to(options.device)
            y = torch.from_numpy(train[1][chosen]).to(options.device)
            with torch.autocast(x.device.type, torch.bfloat16, enabled=recipe.is_mixed):
                loss = nn.functional.cross_entropy(network(x), y)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5)
            optimiser.step()
            schedule.step()
            step += 1
            losses.append(float(loss.detach()))
            if recipe.checkpoints and step in CHECKPOINTS:
                save_checkpoint(
                    folder / name, network, recipe, step, step / steps_per_epoch, train, test,
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
        entry |= {"seed": options.seed + NETWORKS[name].seed, "first_loss": losses[0], "last_loss": float(np.mean(losses[-5:]))}
        index["models"].append(entry)
        index_file.write_text(json.dumps(index, indent=1) + "\n")
        print(f"{name}: accuracy {entry['accuracy']:.4f}", file=sys.stderr)


if __name__ == "__main__":
    main()
