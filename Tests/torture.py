#!/usr/bin/env python3
"""Kills avh at random moments and looks at what is left: torture.py AVH KILLS [SEED].

Each round begins a new folder, brings it as far as one of four commands needs (import, score, report,
study run), and stops that command by SIGKILL, SIGINT or SIGTERM at a random moment of its usual time. Then a
reader must be able to ask the study, the same commands must run again, the tables must have as many rows
as those of an uninterrupted run, and no temporary file may be left. Exit code 1 if a round fails.
"""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

AVH, KILLS = os.path.abspath(sys.argv[1]), int(sys.argv[2])
STUDY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Studies/quickstart/study.yml")
SIGNALS = [signal.SIGKILL] * 3 + [signal.SIGINT, signal.SIGTERM]


def start(arguments):
    return subprocess.Popen([AVH, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def run(arguments):
    process = start(arguments)
    message = process.communicate()[1].strip()
    return process.returncode, message


def commands(folder):
    study, files = f"{folder}/study.db", "files/sharp"
    return {
        "import": ["import", study, "files/votes.csv", "--dataset", "d", "--set", "w", "--label-space",
                   "files/classes.txt", "--labels", "files/labels.csv", "-q"],
        "score": ["score", study, "--model", "sharp", "--features", f"{files}/features.npy", "--weights",
                  f"{files}/weight.npy", "--bias", f"{files}/bias.npy", "--order", "labels", "-q"],
        "report": ["report", study, "--out", f"{folder}/report", "--format", "json,csv", "-q"],
        "study": ["study", "run", "manifest", "--out", f"{folder}/out", "--format", "json", "-q"],
    }


def rows(path):
    """The number of rows of each table but the log of commands."""
    study = sqlite3.connect(path)
    try:
        assert study.execute("PRAGMA integrity_check").fetchone()[0] == "ok", "integrity"
        assert not study.execute("PRAGMA foreign_key_check").fetchall(), "foreign keys"
        names = [name for (name,) in study.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name <> 'command_log' ORDER BY name")]
        return {name: study.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    finally:
        study.close()


def left(folder):
    found = []
    for _, folders, files in os.walk(folder):
        found += [name for name in folders + files
                  if name.startswith(".") or name.endswith(("-wal", "-shm", "-journal"))]
    return found


def round_of(number, generator, usual, expected):
    folder = f"round-{number}"
    os.makedirs(folder)
    all_commands = commands(folder)
    chosen = generator.choice(list(all_commands))
    order = ["study"] if chosen == "study" else ["import", "score", "report"]
    before, after = order[:order.index(chosen)], order[order.index(chosen):]
    for name in before + (["study"] if chosen == "study" and generator.random() < 0.5 else []):
        code, message = run(all_commands[name])
        if code != 0:
            return f"{name} before: {code} {message}"
    process = start(all_commands[chosen])
    time.sleep(generator.uniform(0, 1.05 * usual[chosen]))
    process.send_signal(generator.choice(SIGNALS))
    process.communicate()
    path = f"{folder}/out/study.db" if chosen == "study" else f"{folder}/study.db"
    if os.path.exists(path):
        code, message = run(["query", path, "SELECT count(*) FROM image"])
        if code != 0 and "holds nothing yet" not in message:
            return f"{chosen}, reader: {code} {message}"
    for name in after:
        code, message = run(all_commands[name])
        if code != 0:
            return f"{chosen}, {name} again: {code} {message}"
    if rows(path) != expected["study" if chosen == "study" else "import"]:
        return f"{chosen}: {rows(path)}"
    if left(folder):
        return f"{chosen}: left {left(folder)}"
    shutil.rmtree(folder)
    return None


def main():
    generator = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with tempfile.TemporaryDirectory() as place:
        with open(STUDY, encoding="utf-8") as file:
            text = re.sub(r"twin:.*\n", "", file.read())
        os.chdir(place)
        os.makedirs("manifest")
        with open("manifest/study.yml", "w", encoding="utf-8") as file:
            file.write(text.replace("resamples: 1999", "resamples: 99").replace("images: 2000", "images: 300"))
        run(["simulate", "--out", "files", "--images", "300", "--annotators", "15", "--classes", "5",
             "--width", "12", "--truth-images", "1000", "-q"])
        os.makedirs("whole")
        usual = {}
        for name, arguments in commands("whole").items():
            begin = time.monotonic()
            code, message = run(arguments)
            if code != 0:
                sys.exit(f"{name} without a kill: {code} {message}")
            usual[name] = time.monotonic() - begin
        expected = {"import": rows("whole/study.db"), "study": rows("whole/out/study.db")}
        failures = 0
        for number in range(KILLS):
            problem = round_of(number, generator, usual, expected)
            if problem:
                failures += 1
                print(f"round {number}: {problem}")
        print(f"{KILLS} kills, {failures} failures")
        sys.exit(1 if failures else 0)


main()
