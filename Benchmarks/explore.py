#!/usr/bin/env python3
"""Says how large and how fast the page of `avh explore` is at 10,000 and 50,000 images and six networks.

    Benchmarks/explore.py AVH FOLDER

FOLDER keeps the simulated studies, so that a second run only measures. Six networks are one simulated network
whose weights have six different errors. Needs playwright and chromium, as `make test-explore` installs them:

    out/browser/bin/python Benchmarks/explore.py .build/release/avh out/bench/explore

Idle is the time from the begin of the navigation until the map and the first cards are drawn and every script
rests; a brush is the time from a new rectangle until the count, the cards and the SQL of its images stand in the
page and are laid out: the median, the ninth decile, by which the target is judged, and the largest of 30.
"""

import array
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

from playwright.sync_api import sync_playwright

NETWORKS = 6
TARGETS = {"megabytes": 6.0, "idle": 2.0, "brush": 0.1}
BRUSH = """async () => {
  const times = [], count = table.rows.length;
  let seed = 7;
  const next = () => (seed = seed * 16807 % 2147483647) / 2147483647;
  for (let turn = 0; turn < 30; turn++) {
    const x = next() * 0.7, y = next() * 0.7;
    const start = performance.now();
    await change(chooseBox({ x, y }, { x: x + 0.1 + next() * 0.2, y: y + 0.1 + next() * 0.2 }), true);
    document.getElementById("selection").getBoundingClientRect();
    times.push((performance.now() - start) / 1000);
  }
  times.sort((one, other) => one - other);
  return [times[15], times[26], times[29]];
}"""


def perturbed(source, destination, seed):
    """Copies an array of float32 with some error in every number."""
    data = source.read_bytes()
    start = 10 + int.from_bytes(data[8:10], "little")
    assert b"'<f4'" in data[:start], "the simulated weights are float32"
    numbers = array.array("f", data[start:])
    draw = random.Random(seed)
    size = (sum(number * number for number in numbers) / len(numbers)) ** 0.5
    destination.write_bytes(
        data[:start] + array.array("f", [number + draw.gauss(0, 0.2 * size) for number in numbers]).tobytes())


def study(avh, folder, images):
    """Makes a study, once."""
    path = folder / f"{images}.db"
    if path.exists():
        return path
    data = folder / f"data-{images}"
    run = lambda *words: subprocess.run([avh, *map(str, words), "--quiet"], check=True, stdout=subprocess.DEVNULL)
    run("simulate", "--out", data, "--images", images, "--annotators", 10, "--truth-images", 20_000, "--replace")
    new = folder / "new.db"
    new.unlink(missing_ok=True)
    run("import", new, data / "votes.csv", "--dataset", "simulated", "--set", "workers", "--label-space",
        data / "classes.txt", "--labels", data / "labels.csv")
    for place in range(NETWORKS):
        weights = data / f"weight-{place}.npy"
        perturbed(data / "sharp/weight.npy", weights, place)
        run("score", new, "--dataset", "simulated", "--model", f"network-{place + 1}", "--features",
            data / "sharp/features.npy", "--weights", weights, "--bias", data / "sharp/bias.npy", "--images",
            data / "labels.csv")
    new.rename(path)
    return path


def main():
    avh, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    missed = []
    print("| images | networks | made in s | MB | idle s | brush s, median | ninth decile | largest |\n|---|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        for images in [10_000, 50_000]:
            database, page = study(avh, folder, images), folder / f"page-{images}"
            shutil.rmtree(page, ignore_errors=True)
            start = time.perf_counter()
            subprocess.run([avh, "explore", str(database), "--out", str(page), "--quiet"], check=True,
                           stdout=subprocess.DEVNULL)
            made = time.perf_counter() - start
            size = sum(path.stat().st_size for path in page.rglob("*") if path.is_file()) / 1e6
            idle = []
            for _ in range(3):
                tab = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True).new_page()
                tab.goto((page / "index.html").absolute().as_uri())
                tab.wait_for_selector("body[data-ready]")
                idle.append(tab.evaluate(
                    "() => new Promise(done => requestIdleCallback(() => done(performance.now() / 1000)))"))
            median, decile, largest = tab.evaluate(BRUSH)
            idle = sorted(idle)[1]
            print(f"| {images:,} | {NETWORKS} | {made:.1f} | {size:.2f} | {idle:.2f} | {median:.3f} | {decile:.3f} | {largest:.3f} |")
            if size > TARGETS["megabytes"] or idle > TARGETS["idle"]:
                missed.append(f"{images} images: {size:.2f} MB, idle after {idle:.2f} s")
            if images == 10_000 and decile > TARGETS["brush"]:
                missed.append(f"{images} images: a brush took {decile:.3f} s")
        browser.close()
    for what in missed:
        print("MISSED", what)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
