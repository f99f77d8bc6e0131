#!/usr/bin/env python3
"""Kills avh at random moments, and takes from it streams, files, memory, disk and rights.

    torture.py AVH KILLS [SEED]
    torture.py AVH short

Kills: each round begins a new folder, brings it as far as one of the commands needs, and stops that
command by SIGKILL, SIGINT or SIGTERM at a random moment of its usual time. Then a reader must be able to
ask the study, the same commands must run again, every row of every table must be that of an uninterrupted
run, and no temporary file may be left.

Wants: each command in turn without a standard stream, with a full one, with few open files, addresses or
bytes a file, on a disk of 8 MB (as root), in a folder that is mounted for reading only (as root), and with
one, two and four writers at one time. It must end within a minute with a documented code and one sentence,
leave no half file, and work once it has what it needs.

The short form takes two minutes: a few kills, and each want with two commands. Prints one row a promise. Exit
code 1 if any is broken.
"""

import hashlib
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

AVH, IS_SHORT = os.path.abspath(sys.argv[1]), sys.argv[2] == "short"
KILLS = 8 if IS_SHORT else int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
STUDY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Studies/quickstart/study.yml")
SIGNALS = [signal.SIGKILL] * 3 + [signal.SIGINT, signal.SIGTERM]
CODES = {0, 1, 64, 65, 66, 73, 74}
FILES = ["--features", "files/sharp/features.npy", "--weights", "files/sharp/weight.npy", "--bias",
         "files/sharp/bias.npy"]


def commands(folder):
    """The commands that write, each with those that must have run before it."""
    study = f"{folder}/study.db"
    return {
        "import": ([], ["import", study, "files/votes.csv", "--dataset", "d", "--set", "w", "--label-space",
                        "files/classes.txt", "--labels", "files/labels.csv", "-q"]),
        "import-images": (["import"], ["import-images", study, "--aliases", "files/names.csv", "-q"]),
        "import-scores": (["import"], ["import-scores", study, "files/own.csv", "--model", "own", "--score",
                                       "own", "--direction", "higher-is-harder", "-q"]),
        "score": (["import"], ["score", study, "--model", "sharp", *FILES, "--order", "labels", "-q"]),
        "score --out": ([], ["score", *FILES, "--out", f"{folder}/scores.npz", "-q"]),
        "report": (["import", "score"], ["report", study, "--out", f"{folder}/report", "--format", "json,csv",
                                         "--resamples", "100", "-q"]),
        "simulate": ([], ["simulate", "--out", f"{folder}/simulated", "--images", "300", "--truth-images",
                          "1000", "-q"]),
        "study": ([], ["study", "run", "manifest", "--out", f"{folder}/out", "--format", "json", "-q"]),
    }


def run(arguments, prefix="", **options):
    """Runs a command, through the shell where something is set for it first; 124 after a minute."""
    words = [AVH, *arguments]
    if prefix:
        words = ["bash", "-c", prefix.replace("AVH", '"$@"') if "AVH" in prefix else prefix + ' "$@"', "x", *words]
    options.setdefault("stdout", subprocess.DEVNULL)
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, **options)
    try:
        message = process.communicate(timeout=60)[1].strip()
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return 124, "no end within a minute"
    return process.returncode, message


def prepare(folder, name):
    """Makes a folder in which a command can run."""
    os.makedirs(folder)
    for before in commands(folder)[name][0]:
        code, message = run(commands(folder)[before][1])
        assert code == 0, f"{before}: {message}"


def rows(path):
    """What each table but the log of commands holds, without times; the number of rows and their digest."""
    study = sqlite3.connect(path)
    try:
        assert study.execute("PRAGMA integrity_check").fetchone()[0] == "ok", "integrity"
        assert not study.execute("PRAGMA foreign_key_check").fetchall(), "foreign keys"
        names = [name for (name,) in study.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name <> 'command_log' ORDER BY name")]
        found = {}
        for name in names:
            columns = [column for (_, column, *_) in study.execute(f'PRAGMA table_info("{name}")')
                       if not column.endswith(("_at", "path", "seconds")) and column != "created"]
            listed = ", ".join(f'"{column}"' for column in columns)
            values = sorted(map(repr, study.execute(f'SELECT {listed} FROM "{name}"'))) if columns else []
            found[name] = len(values), hashlib.sha256("\n".join(values).encode()).hexdigest()[:12]
        return found
    finally:
        study.close()


def made(folder):
    """What a command made in a folder: the rows of studies, the bytes of arrays and tables, all names."""
    found = {}
    for place, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(place, name)
            key = os.path.relpath(path, folder)
            if name.endswith(".db"):
                found[key] = rows(path)
            elif name.endswith((".npy", ".npz", ".csv", ".safetensors")):
                with open(path, "rb") as file:
                    found[key] = hashlib.sha256(file.read()).hexdigest()
            else:
                found[key] = None
    return found


def differences(folder, whole):
    found = made(folder)
    return [f"{key}: {found.get(key, 'missing')} for {whole.get(key, 'nothing')}"[:300]
            for key in sorted(found.keys() | whole.keys()) if found.get(key, 0) != whole.get(key, 0)]


def left(folder):
    found = []
    for _, folders, files in os.walk(folder):
        found += [name for name in folders + files
                  if name.startswith(".") or name.endswith(("-wal", "-shm", "-journal"))]
    return found


class Torture:
    def __init__(self):
        self.generator = random.Random(SEED)
        self.rows = []
        self.broken = 0
        self.usual = {}
        self.whole = {}
        # What the wants are tried with.
        self.names = ["import", "study"] if IS_SHORT else list(commands("x"))

    def promise(self, what, count, problems):
        self.rows.append((what, count, len(problems)))
        self.broken += len(problems)
        for problem in problems:
            print(f"BROKEN {what}: {problem}", flush=True)
        print(f"{what}: {count} tried, {len(problems)} broken", flush=True)

    def measure(self):
        """Runs each command once without any disturbance."""
        for name in commands("x"):
            folder = f"whole/{name}"
            prepare(folder, name)
            begin = time.monotonic()
            code, message = run(commands(folder)[name][1])
            if code != 0:
                sys.exit(f"{name} without any disturbance: {code} {message}")
            self.usual[name] = time.monotonic() - begin
            self.whole[name] = made(folder)

    # Kills

    def kills(self):
        problems, names = [], list(self.whole)
        for number in range(KILLS):
            folder = f"kill-{number}"
            problem = self.kill(folder, names[number % len(names)])
            if problem:
                problems.append(f"round {number}: {problem}")
            shutil.rmtree(folder)
        self.promise("a command that is killed loses nothing, and its rerun gives what it would have", KILLS,
                     problems)

    def kill(self, folder, name):
        prepare(folder, name)
        command = commands(folder)[name][1]
        path = f"{folder}/out/study.db" if name == "study" else f"{folder}/study.db"
        if self.generator.random() < 0.3:
            run(command)
        before = rows(path) if os.path.exists(path) else None
        process = subprocess.Popen([AVH, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.generator.uniform(0, 1.05 * self.usual[name]))
        process.send_signal(self.generator.choice(SIGNALS))
        process.communicate()
        if os.path.exists(path):
            code, message = run(["query", path, "SELECT count(*) FROM image"])
            if code != 0 and "holds nothing yet" not in message:
                return f"{name}, reader: {code} {message}"
        elif before is not None:
            # A folder that is exchanged stands aside for a moment; the next command puts it back.
            if name != "study":
                return f"{name}: the study is gone"
        code, message = run(command)
        if code != 0:
            return f"{name} again: {code} {message}"
        wrong = differences(folder, self.whole[name])
        if wrong:
            return f"{name}: {wrong[:3]}"
        if left(folder) or [entry for entry in os.listdir(".") if entry.startswith(f".{folder}")]:
            return f"{name}: left {left(folder)}"
        return None

    # Wants

    def want(self, what, prefix, allowed=CODES, names=None):
        """Each command with something taken from it, and then again with it."""
        problems, count = [], 0
        for name in names or self.names:
            folder = f"want-{len(self.rows)}-{count}"
            prepare(folder, name)
            code, message = run(commands(folder)[name][1], prefix)
            problem = self.ended(code, message, allowed)
            if not problem:
                code, message = run(commands(folder)[name][1])
                problem = f"again: {code} {message}" if code else "; ".join(
                    differences(folder, self.whole[name])[:2])
            if not problem and left(folder):
                problem = f"left {left(folder)}"
            if problem:
                problems.append(f"{name}: {problem}")
            shutil.rmtree(folder)
            count += 1
        self.promise(what, count, problems)

    @staticmethod
    def ended(code, message, allowed):
        if code not in allowed:
            return f"code {code}: {message[:300]}"
        if code and message and len(message.splitlines()) > 11:
            return f"{len(message.splitlines())} lines"
        return None

    def streams(self):
        for stream, name in [(0, "input"), (1, "output"), (2, "error")]:
            codes = {0, 74} if stream == 1 else {0}
            self.want(f"standard {name} may be closed", f"AVH {stream}>&-" if stream else "AVH <&-", codes)
            if stream and os.path.exists("/dev/full"):
                self.want(f"standard {name} may be full", f"AVH {stream}>/dev/full", codes)

    def limits(self):
        for files in [8] if IS_SHORT else [3, 8, 24, 64]:
            self.want(f"ulimit -n {files}", f"ulimit -n {files};", CODES | {127})
        for kilobytes in [300_000] if IS_SHORT else [150_000, 300_000, 450_000, 600_000]:
            # What the system cannot even load ends with its own words and 127.
            self.want(f"ulimit -v {kilobytes}", f"ulimit -v {kilobytes};", CODES | {127})
        for blocks in [64] if IS_SHORT else [0, 8, 64, 512]:
            self.want(f"ulimit -f {blocks}", f"ulimit -f {blocks};")

    def writers(self):
        problems = []
        for count in [1, 2, 4]:
            folder = f"writers-{count}"
            os.makedirs(folder)
            command = commands(folder)["import"][1]
            jobs = [subprocess.Popen([AVH, *[f"w{n}" if word == "w" else word for word in command]],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                    for n in range(count)]
            for job in jobs:
                message = job.communicate(timeout=120)[1]
                if job.returncode != 0:
                    problems.append(f"{count} writers: {job.returncode} {message}")
            sets = sqlite3.connect(f"{folder}/study.db").execute(
                "SELECT count(*) FROM annotation_set").fetchone()[0]
            if sets != count or left(folder):
                problems.append(f"{count} writers: {sets} sets, left {left(folder)}")
            # The same study at one time in one place: each result is whole.
            runs = [subprocess.Popen([AVH, *commands(folder)["study"][1]], stdout=subprocess.DEVNULL,
                                     stderr=subprocess.PIPE, text=True) for _ in range(count)]
            codes = [(run.communicate(timeout=300)[1], run.returncode) for run in runs]
            if not any(code == 0 for _, code in codes) or any(code not in CODES for _, code in codes):
                problems.append(f"{count} runs: {codes}")
            code, message = run(commands(folder)["study"][1])
            if code != 0 or left(folder):
                problems.append(f"{count} runs, again: {code} {message} {left(folder)}")
        self.promise("1, 2 and 4 writers at one time", 3, problems)

    def small_disk(self):
        """Each command on a disk of 8 MB with less and less room."""
        problems, count = [], 0
        for name in self.names:
            for free in [300, 0] if IS_SHORT else [8_000, 900, 300, 60, 0]:
                os.makedirs("disk", exist_ok=True)
                subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", "disk"], check=True)
                try:
                    prepare("disk/x", name)
                    with open("disk/filling", "wb") as file:
                        room = os.statvfs("disk").f_bavail * 4 - free
                        file.write(b"0" * max(room, 0) * 1024)
                    before = made("disk/x")
                    code, message = run(commands("disk/x")[name][1])
                    count += 1
                    problem = self.ended(code, message, {0, 73, 74})
                    if not problem and code == 73:
                        problem = f"a full disk is 74, not 73: {message}"
                    if not problem and code and "everything is stored" not in message and made("disk/x") != before:
                        problem = f"changed: {differences('disk/x', before)}; {message}"
                    os.remove("disk/filling")
                    if not problem:
                        code, message = run(commands("disk/x")[name][1])
                        problem = f"again: {code} {message}" if code else "; ".join(
                            differences("disk/x", self.whole[name])[:2])
                    if not problem and left("disk"):
                        problem = f"left {left('disk')}"
                    if problem:
                        problems.append(f"{name}, {free} KB free: {problem}")
                finally:
                    subprocess.run(["umount", "disk"], check=True)
        self.promise("a disk of 8 MB that becomes full", count, problems)

    def read_only(self):
        """Reading commands on a study in a folder that is mounted for reading only: whole, with a log that is
        not yet in the file, and with half of a transaction in the file."""
        problems, count = [], 0
        os.makedirs("mounted")
        for state in ["whole", "killed", "half"]:
            shutil.copytree("whole/report", f"ro-{state}")
            path = f"ro-{state}/study.db"
            if state == "killed":
                # A reader of its own keeps the log from being joined when the writer ends.
                holder = sqlite3.connect(path)
                holder.execute("PRAGMA journal_mode = WAL")
                holder.execute("INSERT INTO command_log (command, version) SELECT command, version FROM"
                               " command_log LIMIT 1")
                holder.commit()
                copy = {end: open(path + end, "rb").read() for end in ["", "-wal"]}
                holder.close()
                for end, content in copy.items():
                    with open(path + end, "wb") as file:
                        file.write(content)
            if state == "half":
                holder = sqlite3.connect(path, isolation_level=None)
                for words in ["PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 1", "BEGIN IMMEDIATE",
                              "UPDATE score SET avh = 0"]:
                    holder.execute(words)
                copy = {end: open(path + end, "rb").read() for end in ["", "-journal"]}
                holder.execute("ROLLBACK")
                holder.close()
                for end, content in copy.items():
                    with open(path + end, "wb") as file:
                        file.write(content)
            subprocess.run(["mount", "--bind", f"ro-{state}", "mounted"], check=True)
            subprocess.run(["mount", "-o", "remount,ro,bind", "mounted"], check=True)
            try:
                study = "mounted/study.db"
                for command in [["tables", study], ["schema", study], ["query", study, "SELECT count(*) FROM image"],
                                ["show", study, "no-such-image"], ["check", study], ["correlate", study],
                                ["report", study, "--out", f"read-{state}", "--format", "json", "--resamples",
                                 "100"]]:
                    count += 1
                    code, message = run(command)
                    if state == "half" and (code != 65 or "-journal" not in message):
                        problems.append(f"{state}, {command[0]}: {code} {message}")
                    if code not in {0, 1, 65} or (code and "cannot be written; check" in message):
                        problems.append(f"{state}, {command[0]}: {code} {message}")
                    if state == "killed" and command[0] == "tables" and "read as it is" not in message:
                        problems.append(f"{state}: nothing is said: {message}")
                code, message = run(commands("mounted")["score"][1])
                count += 1
                if code != 73:
                    problems.append(f"{state}, score: {code} {message}")
            finally:
                subprocess.run(["umount", "mounted"], check=True)
        self.promise("a study on a disk that is mounted for reading only", count, problems)


def main():
    torture = Torture()
    with tempfile.TemporaryDirectory() as place:
        with open(STUDY, encoding="utf-8") as file:
            text = re.sub(r"twin:.*\n", "", file.read())
        os.chdir(place)
        os.makedirs("manifest")
        with open("manifest/study.yml", "w", encoding="utf-8") as file:
            file.write(text.replace("resamples: 1999", "resamples: 100").replace("images: 2000", "images: 300"))
        code, message = run(["simulate", "--out", "files", "--images", "300", "--annotators", "15", "--classes",
                             "5", "--width", "12", "--truth-images", "1000", "-q"])
        if code != 0:
            sys.exit(f"simulate: {code} {message}")
        with open("files/labels.csv", encoding="utf-8") as file:
            images = [line.split(",")[0] for line in file.read().splitlines()[1:]]
        with open("files/names.csv", "w", encoding="utf-8") as file:
            file.write("image,alias\n" + "".join(f"{image},other-{image}\n" for image in images))
        with open("files/own.csv", "w", encoding="utf-8") as file:
            file.write("image,value\n" + "".join(f"{image},{number % 17}\n" for number, image in enumerate(images)))
        torture.measure()
        torture.kills()
        torture.streams()
        torture.limits()
        torture.writers()
        if os.geteuid() == 0 and subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0:
            torture.small_disk()
            torture.read_only()
        else:
            print("small disk and mount for reading only: skipped, only root may mount")
    print(f"{sum(count for _, count, _ in torture.rows)} tried, {torture.broken} broken")
    sys.exit(1 if torture.broken else 0)


main()
