#!/usr/bin/env python3
"""Opens a page of `avh explore` as people do and compares it with the study.

    Tests/explore.py AVH STUDY.db [--screenshots FOLDER]
    Tests/explore.py AVH hostile

It needs playwright and axe-playwright-python (the versions of Tests/explore.txt) and Debian's chromium, or
the browser that CHROMIUM names. Headless, from file://, without a network: no message on the console and
no request to anywhere; every count equals `SELECT count(*)` of the SQL beside it, which runs by the
command beside it; the first images of the list are those of the SQL; the same bytes twice; axe-core finds
nothing, light and dark, wide and narrow; the page works by the keyboard. `hostile` is a study that is made
for it, with pictures, twins, answer times and names that try to be markup, SQL, paths and controls.
"""

import csv
import filecmp
import json
import os
import pathlib
import shlex
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from urllib.parse import quote, urlencode

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

HOSTILE = [
    "<img src=x onerror=alert(1)>{}", "</script><script>alert(1)</script {}>", "it's {} \"quoted\"", "a\u202egnp.{}",
    "';DROP TABLE image;--{}", "{}\u2028line", "=1+{}", "$(reboot {}) `x`", "{} & %41 #?", "\u05e9\u05dc\u05d5\u05dd {}",
    "\U0001f600 {}", "plain-{}",
]
CLASSES = ["<b>cat</b>", "d'og", "\u202eevil", "100 %"]

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
failures = []
checks = 0


def check(is_right, what):
    """Counts a check and remembers what failed."""
    global checks
    checks += 1
    if not is_right:
        failures.append(what)
        print("FAILED", what)


def texts(rows):
    """Rows in JSON, which keeps names as they are, with every value as its text."""
    rows = json.loads(rows, parse_float=str, parse_int=str)
    return [{name: "" if value is None else value for name, value in row.items()} for row in rows]


class Page:
    """One open page of a study."""

    def __init__(self, browser, folder, avh, study, viewport=WIDE, scheme="light"):
        self.avh, self.study = avh, study
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme, offline=True)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: check(False, f"console: {message.text}"))
        self.page.on("pageerror", lambda error: check(False, f"script: {error}"))
        self.page.on(
            "request",
            lambda request: check(request.url.startswith(("file:", "data:")), f"request: {request.url}"))
        self.address = folder.absolute().as_uri() + "/index.html"

    def open(self, **state):
        """Opens a view by its address; waits until it is shown."""
        self.page.goto("about:blank")
        self.page.goto(self.address + "#" + urlencode(state, quote_via=quote))
        self.page.wait_for_selector("body[data-ready]")
        self.settle()

    def settle(self):
        """Waits until what was begun is shown."""
        self.page.wait_for_function(
            "() => new Promise(done => setTimeout(() => done(document.body.dataset.ready === String(turn)), 20))")

    def counts(self, what):
        """Compares the count and the first images with the SQL and the command beside them."""
        shown = int(self.page.text_content("#matched").replace(",", ""))
        sql = self.page.text_content("#sql")
        words = shlex.split(self.page.text_content("#command"))
        check(words[:2] == ["avh", "query"], f"{what}: the command is {words[:2]}")
        counted = self.rows([self.study, f"SELECT count(*) AS n FROM ({sql})"])
        check(int(counted[0]["n"]) == shown, f"{what}: the page says {shown}, SQL {counted[0]['n']}")
        rows = self.rows([self.study, words[3], *words[4:]])
        check(len(rows) == shown, f"{what}: the command gives {len(rows)} rows, the page says {shown}")
        if "sorted by influence" not in self.page.text_content("#order"):
            # Names are compared as the page shows them.
            own = self.page.eval_on_selector_all("#grid .card .name", "nodes => nodes.map(n => n.textContent)")
            wanted = [self.page.evaluate("visible", row["image"]) for row in rows[:len(own)]]
            check(own == wanted, f"{what}: the list begins {own[:3]}, SQL {wanted[:3]}")
        return shown

    def rows(self, arguments):
        """The rows of a query, by the program itself."""
        found = subprocess.run(
            [self.avh, "query", *arguments, "--json"], check=True, capture_output=True, text=True)
        return texts(found.stdout)

    def audit(self, what):
        """Lets axe-core look at the page."""
        # Style sheets are not fetched once more, which a page of files may not.
        found = Axe().run(self.page, options={"preload": False})
        for rule in found.response["violations"]:
            check(False, f"axe, {what}: {rule['id']} at {[node['target'] for node in rule['nodes']]}")
        check(found.violations_count == 0, f"axe, {what}")


def hostile(avh, folder):
    """Makes a study whose names try everything; returns its path."""
    data = folder / "data"
    run = lambda *words: subprocess.run(
        [avh, *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("simulate", "--out", data, "--images", 240, "--classes", 4, "--annotators", 9, "--width", 8, "--seed", 5)
    rename = lambda name: HOSTILE[int(name[6:]) % len(HOSTILE)].format(name[6:]) if name[:6] == "image-" else (
        CLASSES[int(name[6:])] if name[:6] == "class-" else name)
    for name in ["labels.csv", "votes.csv"]:
        with open(data / name, newline="", encoding="utf-8") as file:
            rows = [[rename(cell) for cell in row] for row in csv.reader(file)]
        if name == "votes.csv":
            rows[0] = ["photo", "who", "answer"]
            rows = [row + ["rt" if place == 0 else f"{0.3 + place % 71 / 50:.2f}"] for place, row in enumerate(rows)]
        with open(data / name, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    (data / "classes.txt").write_text("".join(name + "\n" for name in CLASSES), encoding="utf-8")
    study = folder / "it's a study.db"
    run("import", study, data / "votes.csv", "--dataset", "d'ata <i>", "--set", "crowd <b>", "--label-space",
        data / "classes.txt", "--labels", data / "labels.csv", "--map",
        "image=photo,annotator=who,label=answer,reaction-time=rt")
    for model in ["net'<b>1", "net 2"]:
        run("score", study, "--dataset", "d'ata <i>", "--model", model, "--features", data / "sharp/features.npy",
            "--weights", data / "sharp/weight.npy", "--bias", data / "sharp/bias.npy", "--images", data / "labels.csv")
    pictures = folder / "pictures"
    pictures.mkdir()
    with open(data / "labels.csv", newline="", encoding="utf-8") as file:
        names = [row[0] for row in csv.reader(file)][1:]
    for place, name in enumerate(names[:200]):
        if "/" not in name:
            (pictures / (name + ".png")).write_bytes(picture(place // 2))
    run("import-images", study, "--pictures", pictures)
    return study, pictures


def picture(place):
    """A PNG of one colour."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    pixels = b"".join(b"\0" + bytes([place, 120, 255 - place]) * 16 for _ in range(16))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))


def states(study):
    """Views and filters that a study of its kind can have, by name."""
    base = sqlite3.connect(f"file:{study}?mode=ro", uri=True)
    one = lambda sql: base.execute(sql).fetchone()[0]
    name = one("SELECT class FROM human_hardness WHERE class IS NOT NULL GROUP BY class ORDER BY count(*) DESC")
    models = [row[0] for row in base.execute("SELECT DISTINCT model FROM image_hardness ORDER BY model")]
    images = one("SELECT count(DISTINCT image) FROM human_hardness")
    votes = one("SELECT max(shown) FROM human_hardness")
    fifth = images // 5
    hard, easy = f"{images - fifth + 1}-{images}", f"1-{fifth}"
    yield "everything", {}
    yield "values", {"axes": "values"}
    yield "entropy", {"human": "label_entropy", "order": "network"}
    for corner, people, ranks in [
            ("both hard", hard, hard), ("hard for people", hard, easy), ("hard for the network", easy, hard),
            ("both easy", easy, easy)]:
        yield corner, {"people": people, "ranks": ranks}
    yield "class", {"class": name, "order": "people"}
    yield "right", {"right": "right"}
    yield "wrong", {"right": "wrong", "network": models[-1], "score": "confidence"}
    yield "votes", {"votes_from": str(votes - 2), "votes_to": str(votes - 1)}
    yield "interval", {"hsf_from": "0.1", "hsf_to": "0.95"}
    yield "doubtful", {"label": "doubtful"}
    yield "agrees", {"label": "agrees", "few": "enough", "order": "name"}
    yield "few", {"few": "few"}
    yield "name", {"find": "1", "class": name}
    for how in ["both", "first", "second"]:
        pair = {"first": models[0], "second": models[1] if len(models) > 1 else "people"}
        yield f"{how} of two networks", {"view": "networks", **pair, "how": how}
        yield f"{how} of a network and people", {
            "view": "networks", "first": models[0], "second": "people", "how": how}
    yield "classes", {"view": "classes"}
    yield "verdict", {"view": "verdict"}


def by_hand(page):
    """Brushes, corners, cards and keys."""
    own = page.page
    page.open()
    box = own.locator(".plot").bounding_box()
    start = time.perf_counter()
    own.mouse.move(box["x"] + 150, box["y"] + 120)
    own.mouse.down()
    own.mouse.move(box["x"] + 320, box["y"] + 260, steps=4)
    own.mouse.up()
    page.settle()
    check(0 < page.counts("brush"), "the brush chose nothing")
    check("people=" in own.url and "ranks=" in own.url, "the brush is not in the address")
    own.get_by_role("button", name="hard for people only").click()
    page.settle()
    page.counts("corner")
    own.reload()
    own.wait_for_selector("body[data-ready]")
    page.counts("corner after a reload")
    own.get_by_role("button", name="Remove all").click()
    page.settle()
    own.locator(".plot").focus()
    for key in ["Enter", "ArrowRight", "Shift+ArrowUp"]:
        own.keyboard.press(key)
    page.settle()
    page.counts("brush by keys")
    own.keyboard.press("Escape")
    page.settle()
    check("people=" not in own.url, "Escape leaves the brush")
    first = own.locator(".card").first
    first.focus()
    own.keyboard.press("Enter")
    own.wait_for_selector("dialog[open]")
    titles = [own.text_content("#card-title")]
    for key in ["ArrowRight", "ArrowRight", "ArrowLeft"]:
        own.keyboard.press(key)
        page.settle()
        titles.append(own.text_content("#card-title"))
    check(titles[1] == titles[3] and len(set(titles)) == 3, f"arrow keys went along {titles}")
    page.audit("card")
    own.locator("dialog summary").click()
    sql, words = own.text_content("#card-sql"), shlex.split(own.text_content("#card-command"))
    check(len(page.rows([page.study, sql])) >= 1, "the SQL of the card gives nothing")
    found = subprocess.run([page.avh, "show", page.study, *words[3:]], capture_output=True, check=False)
    check(found.returncode == 0, f"the command of the card: {found.stderr}")
    own.keyboard.press("Escape")
    page.settle()
    check("card=" not in own.url, "Escape leaves the card in the address")
    check(own.evaluate("document.activeElement.classList.contains('card')"), "the focus does not go back")
    own.get_by_role("button", name="Copy list").click()
    own.wait_for_selector("#said.shown")
    check(own.text_content("#said") == "List copied", "the list was not copied")


def numbers(page):
    """What the views say beside the list, against the study."""
    own = page.page
    page.open(view="classes")
    wanted = page.rows([page.study, own.text_content("#class-sql")])
    panels = own.eval_on_selector_all(".panel", "nodes => nodes.map(n => n.innerText)")
    check(len(panels) == len(wanted), f"{len(panels)} panels of classes, SQL gives {len(wanted)}")
    for panel, row in zip(panels, wanted):
        gap = own.evaluate("([value]) => decimal(value, 3)", [float(row["gap"])])
        check(f"gap {gap}" in panel and own.evaluate("visible", row["class"]) in panel,
              f"the panel {panel!r} is not {row}")
    page.open(view="verdict")
    words = shlex.split(own.text_content("#other-command"))
    found = subprocess.run(
        [page.avh, "influence", page.study, *words[3:], "--count", "60", "--json", "--quiet"],
        check=True, capture_output=True, text=True)
    rows = texts(found.stdout)
    chosen = own.text_content("tr.chosen th")
    wanted = [own.evaluate("visible", row["image"]) for row in rows if row["model"] == chosen]
    shown = own.eval_on_selector_all(".influence .name", "nodes => nodes.map(n => n.textContent)")
    check(shown == wanted, f"influence: the page begins {shown[:3]}, the command {wanted[:3]}")


def main():
    avh, study = os.path.abspath(sys.argv[1]), sys.argv[2]
    options = []
    shots = pathlib.Path(sys.argv[4]) if sys.argv[3:4] == ["--screenshots"] else None
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        if study == "hostile":
            path, pictures = hostile(avh, pathlib.Path(place))
            study, options = str(path), ["--images", str(pictures)]
        folders = [pathlib.Path(place) / name for name in ["first", "second"]]
        for folder in folders:
            subprocess.run([avh, "explore", study, "--out", str(folder), "--quiet", *options], check=True,
                           stdout=subprocess.DEVNULL)
        files = sorted(str(path.relative_to(folders[0])) for path in folders[0].rglob("*") if path.is_file())
        _, differ, missing = filecmp.cmpfiles(*folders, files, shallow=False)
        check(not differ and not missing, f"other bytes the second time: {differ + missing}")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        page = Page(browser, folders[0], avh, study)
        found = {}
        for name, state in states(study):
            page.open(**state)
            found[name] = page.counts(name)
        by_hand(page)
        numbers(page)
        for viewport in [WIDE, NARROW]:
            for scheme in ["light", "dark"]:
                page = Page(browser, folders[0], avh, study, viewport, scheme)
                for view in ["map", "networks", "classes", "verdict"]:
                    page.open(view=view, label="agrees")
                    what = f"{view} {viewport['width']} {scheme}"
                    page.audit(what)
                    width = page.page.evaluate("document.documentElement.scrollWidth")
                    check(width <= viewport["width"], f"{what}: {width} pixels wide")
                    if shots:
                        shots.mkdir(parents=True, exist_ok=True)
                        page.page.screenshot(path=shots / f"{view}-{viewport['width']}-{scheme}.png")
        browser.close()
    print(f"{study}: {checks} checks, {len(failures)} failed;", found)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
