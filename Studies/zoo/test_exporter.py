"""Tests of the training and export scripts with real PyTorch, and of their output in avh."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
AVH = os.environ.get("AVH", str(ROOT / ".build/release/avh"))
DATA = pathlib.Path(os.environ.get("AVH_DATA", ROOT.parent / "shared/data"))


def run(*words, **options):
    """Runs a program and returns its output; a failure shows what it said."""
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def script(name, *words):
    return run(sys.executable, HERE / name, *words)


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)


class TrainTests(Folder):
    @unittest.skipUnless((DATA / "images/cifar10-test").is_dir(), "needs CIFAR-10 pictures")
    def test_twenty_steps_lower_the_loss_and_the_output_can_be_scored(self):
        zoo = self.folder / "zoo"
        script("train.py", "--images", DATA / "images/cifar10-test", "--labels",
               DATA / "zoo/labels.npy", "--limit", 256, "--steps", 20, "--network", "mlp",
               "--network", "vgg", "--out", zoo, "--device", "cpu")
        models = json.loads((zoo / "index.json").read_text())["models"]
        self.assertEqual([m["name"] for m in models], ["mlp", "vgg"])
        for model in models:
            self.assertLess(model["last_loss"], model["first_loss"] - 0.02, model["name"])
        # After so few steps all features of a picture may be 0, on some processors: it has no angle.
        from safetensors.numpy import load_file

        outputs, labels = load_file(zoo / "vgg.safetensors"), np.load(zoo / "labels.npy")
        has_angle = outputs["features"].any(axis=1)
        self.assertGreater(has_angle.sum(), 200)
        features, kept = self.folder / "features.npy", self.folder / "labels.npy"
        np.save(features, outputs["features"][has_angle])
        np.save(kept, labels[has_angle])
        scores = self.folder / "scores.npz"
        run(AVH, "score", "--features", features,
            "--weights", f"{zoo / 'vgg.safetensors'}:classifier.weight",
            "--bias", f"{zoo / 'vgg.safetensors'}:classifier.bias",
            "--labels", kept, "--out", scores)
        with np.load(scores) as arrays:
            self.assertEqual(arrays["avh"].shape, (has_angle.sum(),))
            by_bias = labels[~has_angle] == outputs["classifier.bias"].argmax()
            self.assertAlmostEqual((arrays["correct"].sum() + by_bias.sum()) / len(labels),
                                   models[1]["accuracy"], places=6)
        # The same command goes on where it stopped and does nothing when it is done.
        before = (zoo / "vgg.safetensors").read_bytes()
        script("train.py", "--images", DATA / "images/cifar10-test", "--labels",
               DATA / "zoo/labels.npy", "--limit", 256, "--steps", 20, "--network", "vgg",
               "--out", zoo, "--device", "cpu")
        self.assertEqual((zoo / "vgg.safetensors").read_bytes(), before)

    @unittest.skipUnless((DATA / "images/cifar10-test").is_dir(), "needs CIFAR-10 pictures")
    def test_every_score_of_a_later_network_follows_from_its_committed_outputs(self):
        zoo, outputs = self.folder / "zoo", self.folder / "outputs"
        names = ("pool", "resnet9", "resnet-s1")
        script("train.py", "--images", DATA / "images/cifar10-test", "--labels",
               DATA / "zoo/labels.npy", "--limit", 64, "--steps", 2, "--out", zoo,
               "--device", "cpu", *(word for name in names for word in ("--network", name)))
        models = json.loads((zoo / "index.json").read_text())["models"]
        self.assertEqual([m["seed"] for m in models], [0, 0, 1])
        with np.load(zoo / "pool/step-00000.npz") as arrays:
            self.assertEqual(arrays["logits"].shape, (64, 10))
            self.assertEqual(arrays["feature_norms"].dtype, np.float64)
        with np.load(zoo / "pool/degraded-blur-3.npz") as arrays:
            self.assertIn("features", arrays)
        script("outputs.py", "--zoo", zoo, "--out", outputs)
        found = {}
        for key, words in {
            "features": ("--features", zoo / "resnet9.safetensors:features",
                         "--weights", zoo / "resnet9.safetensors:fc.weight",
                         "--bias", zoo / "resnet9.safetensors:fc.bias"),
            "outputs": ("--logits", outputs / "resnet9.npz:logits",
                        "--weights", outputs / "resnet9.npz:weight",
                        "--bias", outputs / "resnet9.npz:bias",
                        "--feature-norms", outputs / "resnet9.npz:feature_norms"),
        }.items():
            scores = self.folder / f"{key}.npz"
            run(AVH, "score", *words, "--labels", outputs / "labels.npy", "--out", scores)
            with np.load(scores) as arrays:
                found[key] = dict(arrays)
        self.assertEqual(found["outputs"].keys(), found["features"].keys())
        for score, values in found["features"].items():
            np.testing.assert_allclose(found["outputs"][score], values, rtol=1e-5, atol=2e-6,
                                       err_msg=score)

    def test_the_whitening_layer_makes_patches_uncorrelated(self):
        import torch
        from networks import Whitening

        pictures = np.random.default_rng(1).standard_normal((50, 3, 32, 32)).astype(np.float32)
        pictures[:, :, :, 1:] += 2 * pictures[:, :, :, :-1]
        layer = Whitening()
        layer.fit(pictures)
        with torch.no_grad():
            rows = layer.filters(torch.from_numpy(pictures)).transpose(0, 1).flatten(1)
        np.testing.assert_allclose(rows[:12] @ rows[:12].T / rows.shape[1], np.eye(12), atol=5e-3)
        np.testing.assert_array_equal(rows[12:], -rows[:12])


class ExportTests(Folder):
    def export(self, model, images, *more):
        out = self.folder / "export"
        script("export_torchvision.py", "--model", model, "--images", images, "--out", out,
               "--device", "cpu", *more)
        return out

    def agree(self, out):
        """argmax(xW + b) must be the network's own, by numpy and by avh."""
        shards = sorted(out.glob("features_*.npy"), key=lambda p: int(p.stem.split("_")[1]))
        features = np.concatenate([np.load(p) for p in shards]).astype(np.float64)
        logits = np.concatenate([np.load(out / p.name.replace("features", "logits"))
                                 for p in shards])
        products = features @ np.load(out / "weight.npy").T.astype(np.float64)
        if (out / "bias.npy").exists():
            products += np.load(out / "bias.npy")
        np.testing.assert_array_equal(products.argmax(1), logits.argmax(1))
        np.testing.assert_allclose(products, logits, rtol=1e-4, atol=1e-4)
        ids = (out / "ids.txt").read_text().split()
        self.assertEqual(len(ids), len(features))
        labels = self.folder / "labels.npy"
        np.save(labels, logits.argmax(1).astype(np.int64))
        # avh refuses logits that disagree with features and head; here it must not.
        run(AVH, "score", "--features", out / "features_*.npy", "--weights", out / "weight.npy",
            *(["--bias", out / "bias.npy"] if (out / "bias.npy").exists() else []),
            "--logits", out / "logits_*.npy", "--labels", labels,
            "--out", self.folder / "scores.npz")
        with np.load(self.folder / "scores.npz") as arrays:
            self.assertEqual(arrays["correct"].mean(), 1)
        return features, logits

    def pictures(self, count):
        folder = self.folder / "pictures"
        folder.mkdir()
        generator = np.random.default_rng(5)
        for i in range(count):
            pixels = generator.integers(0, 256, (40 + i, 60, 3), np.uint8)
            Image.fromarray(pixels).save(folder / f"picture_{i}.png")
        return folder

    def test_a_resnet_in_shards(self):
        out = self.export("torchvision:resnet18", self.pictures(10), "--shard", 4, "--batch", 2)
        features, _ = self.agree(out)
        self.assertEqual(features.shape, (10, 512))
        self.assertEqual(len(list(out.glob("features_*.npy"))), 3)
        manifest = json.loads((out / "manifest.json").read_text())
        self.assertEqual(manifest["layer"], "fc")
        self.assertEqual((out / "ids.txt").read_text().split()[9], "picture_9.png")

    def test_a_vision_transformer(self):
        out = self.export("timm:vit_tiny_patch16_224", self.pictures(10))
        features, _ = self.agree(out)
        self.assertEqual(features.shape, (10, 192))

    def test_a_pretrained_network_on_photographs(self):
        import skimage

        source = pathlib.Path(skimage.__file__).parent / "data"
        photographs = self.folder / "photographs"
        photographs.mkdir()
        for name in ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"):
            shutil.copy(source / name, photographs)
        out = self.export("package:efficientnet_lite0", photographs, "--pretrained")
        _, logits = self.agree(out)
        ids = (out / "ids.txt").read_text().split()
        # 281 to 285 are cats, 967 is espresso, 657 is a missile.
        self.assertIn(logits[ids.index("chelsea.png")].argmax(), range(281, 286))
        self.assertEqual(logits[ids.index("coffee.png")].argmax(), 967)
        self.assertEqual(logits[ids.index("rocket.jpg")].argmax(), 657)

    def test_a_folder_without_pictures_is_refused(self):
        empty = self.folder / "empty"
        empty.mkdir()
        with self.assertRaisesRegex(AssertionError, "holds no pictures"):
            self.export("torchvision:resnet18", empty)


if __name__ == "__main__":
    unittest.main()
