#!/usr/bin/env python3
"""Runs the shards of a plan on a Slurm cluster of two nodes on this machine, and breaks what can break.

    slurm.py AVH

One element of an array is killed by SIGKILL, one node goes down in the middle of an array, the missing
element alone is submitted again, a completion record is deleted, two inputs are swapped, and a merge waits
for all of it. Then 1, 7 and 64 shards and one plain run must give the same bytes. Needs slurmctld, slurmd
and munged (Debian: slurm-wlm and munge), no root and no systemd; takes two minutes. Prints one row a
promise. Exit code 1 if any is broken, 77 where the programs are not there.
"""

import array
import glob
import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

AVH = os.path.realpath(sys.argv[1])
FOLDER = tempfile.mkdtemp(prefix="avh-slurm-")
CLASSES, WIDTH, FILES, ROWS = 500, 512, 8, 8192
os.environ["PATH"] += ":/usr/sbin:/sbin"
results = []


def check(promise, holds, found=""):
    results.append(bool(holds))
    print(f"{'holds ' if holds else 'BROKEN'}  {promise}{'' if holds else f': {found}'}", flush=True)


def run(*command, code=0, **options):
    done = subprocess.run(command, capture_output=True, text=True, cwd=FOLDER, **options)
    if code is not None and done.returncode != code:
        raise SystemExit(f"{' '.join(command)}: {done.returncode} in place of {code}\n{done.stdout}{done.stderr}")
    return done


def avh(*words, code=0):
    return run(AVH, *words, code=code)


def states(plan):
    found = avh("shard", "status", "--plan", plan, "--json", "-q", code=None)
    rows = json.loads(found.stdout)
    return {row["shard"]: row["state"] for row in rows}, found.returncode, rows


def wait_for(what, seconds, condition):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    raise SystemExit(f"{what} did not come in {seconds} s\n{run('squeue', code=None).stdout}{tail()}")


def tail():
    text = ""
    for path in sorted(glob.glob(f"{FOLDER}/*.log") + glob.glob(f"{FOLDER}/*.shards/slurm-*.log")):
        with open(path, errors="replace") as file:
            text += f"-- {os.path.basename(path)}\n{''.join(file.readlines()[-8:])}"
    return text


# ---- The cluster

class Cluster:
    """Two nodes of Slurm on this machine, by programs that end with the test."""

    def __init__(self):
        self.processes = {}
        user, host = subprocess.check_output(["id", "-un"], text=True).strip(), socket.gethostname()
        ports = [self.port() for _ in range(3)]
        os.chmod(FOLDER, 0o755)
        with open(f"{FOLDER}/munge.key", "wb") as file:
            file.write(os.urandom(1024))
        os.chmod(f"{FOLDER}/munge.key", 0o400)
        nodes = "\n".join(
            f"NodeName=n{k} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[k]} CPUs=1 State=UNKNOWN" for k in (1, 2))
        with open(f"{FOLDER}/slurm.conf", "w") as file:
            file.write(f"""ClusterName=proof
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket={FOLDER}/munge.socket,cred_expire=5
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
SlurmdTimeout=6
SlurmctldTimeout=30
KillWait=1
MinJobAge=600
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
StateSaveLocation={FOLDER}/state
SlurmdSpoolDir={FOLDER}/spool.%n
SlurmctldPidFile={FOLDER}/slurmctld.pid
SlurmdPidFile={FOLDER}/slurmd.%n.pid
{nodes}
PartitionName=cpu Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
""")
        for name in ("state", "spool.n1", "spool.n2"):
            os.mkdir(f"{FOLDER}/{name}", 0o700)
        os.environ["SLURM_CONF"] = f"{FOLDER}/slurm.conf"
        self.start("munged", "munged", "--foreground", "--force", f"--key-file={FOLDER}/munge.key",
                   f"--socket={FOLDER}/munge.socket", f"--pid-file={FOLDER}/munged.pid",
                   f"--log-file={FOLDER}/munged.log", f"--seed-file={FOLDER}/munged.seed")
        wait_for("munged", 20, lambda: os.path.exists(f"{FOLDER}/munge.socket"))
        self.start("slurmctld", "slurmctld", "-D", "-i")
        self.start_node("n1")
        self.start_node("n2")
        self.wait_idle()

    @staticmethod
    def port():
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            return one.getsockname()[1]

    def start(self, name, *command):
        log = open(f"{FOLDER}/{name}.out.log", "ab")
        self.processes[name] = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def start_node(self, node):
        self.start(node, "slurmd", "-D", "-N", node)

    def wait_idle(self):
        wait_for("two idle nodes", 60, lambda: run("sinfo", "-h", "-N", "-o", "%T", code=None)
                 .stdout.split() == ["idle", "idle"])

    def wait_empty(self, seconds=90):
        wait_for("an empty queue", seconds, lambda: not run("squeue", "-h", "-r", code=None).stdout.strip())

    def stop_node(self, node):
        """All that runs on the node ends at once, as without power: nobody is left to report it."""
        self.processes.pop(node).kill()
        jobs = running(lambda words, environment: environment.get("SLURMD_NODENAME") == node)
        for pid in [parent(pid) for pid in jobs] + jobs:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def stop(self):
        for process in list(self.processes.values())[::-1]:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def parent(pid):
    """The parent of a process; of a job it is the daemon that watches it."""
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rsplit(")", 1)[1].split()[1])


def running(accepts):
    """The processes of this cluster whose words and environment are accepted."""
    found = []
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            with open(f"/proc/{entry.name}/environ", "rb") as file:
                content = file.read().decode(errors="replace")
            with open(f"/proc/{entry.name}/cmdline", "rb") as file:
                words = file.read().decode(errors="replace").split("\0")
        except OSError:
            continue
        environment = dict(part.split("=", 1) for part in content.split("\0") if "=" in part)
        if environment.get("SLURM_CONF") == f"{FOLDER}/slurm.conf" and accepts(words, environment):
            found.append(int(entry.name))
    return found


def stopped_element(accepts, other=None):
    """An element that scores a shard, held still in the middle of it; not the one that was killed."""
    def look():
        for pid in running(lambda words, environment: words[0] == AVH and "run" in words and accepts(words, environment)):
            if pid == other:
                continue
            try:
                os.kill(pid, signal.SIGSTOP)
            except ProcessLookupError:
                continue
            return pid
        return None
    return wait_for("an element at work", 60, look)


# ---- Files

def write_array(path, values, shape, kind):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
        values.tofile(file)


def make_files():
    generator = random.Random(1)
    pool = array.array("f", (generator.gauss(0, 1) for _ in range(1 << 16)))

    def values(count, shift):
        numbers = array.array("f")
        while len(numbers) < count:
            start = generator.randrange(len(pool))
            numbers.extend(pool[start:start + min(4096, count - len(numbers))])
        numbers[0] += shift
        return numbers

    for k in range(FILES):
        write_array(f"{FOLDER}/emb-{k}.npy", values(ROWS * WIDTH, k), (ROWS, WIDTH), "<f4")
        with open(f"{FOLDER}/ids-{k}.csv", "w") as file:
            file.write("image,label\n" + "".join(
                f"photo_of_{row},{row * 7919 % CLASSES}\n" for row in range(k * ROWS, (k + 1) * ROWS)))
    write_array(f"{FOLDER}/w.npy", values(CLASSES * WIDTH, 0), (CLASSES, WIDTH), "<f4")
    write_array(f"{FOLDER}/b.npy", values(CLASSES, 0), (CLASSES,), "<f4")
    write_array(f"{FOLDER}/labels.npy", array.array("q", (row * 7919 % CLASSES for row in range(FILES * ROWS))),
                (FILES * ROWS,), "<i8")
    with open(f"{FOLDER}/classes.txt", "w") as file:
        file.write("".join(f"class{k}\n" for k in range(CLASSES)))
    annotated = sorted(generator.sample(range(FILES * ROWS), 300))
    with open(f"{FOLDER}/votes.csv", "w") as file:
        file.write("image,annotator,label\n" + "".join(
            f"photo_of_{row},p{voter},class{(row * 7919 + (generator.random() < .3)) % CLASSES}\n"
            for row in annotated for voter in range(5)))
    with open(f"{FOLDER}/known.csv", "w") as file:
        file.write("image,label\n" + "".join(f"photo_of_{row},class{row * 7919 % CLASSES}\n" for row in annotated))
    return annotated


def new_study(name):
    avh("import", name, "votes.csv", "--dataset", "photos", "--set", "crowd", "--label-space", "classes.txt",
        "--labels", "known.csv", "-q")


def plan(name, *words):
    avh("shard", "plan", "--features", "emb-*.npy", "--ids", "ids-*.csv", "--labels", "ids-*.csv", "--weights", "w.npy",
        "--bias", "b.npy", "--model", "net", "--format", "npz", *words, "-o", name, "-q")


def columns(paths):
    """The bytes of every array of npz files, one file behind another."""
    found = {}
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                content = archive.read(name)
                start = 10 + int.from_bytes(content[8:10], "little")
                found[name] = found.get(name, b"") + content[start:]
    return found


def table(study, name, columns="*"):
    with sqlite3.connect(f"{FOLDER}/{study}") as database:
        return database.execute(f"SELECT {columns} FROM {name}").fetchall()


# ---- The proof

def prove():
    annotated = make_files()
    cluster = Cluster()
    try:
        on_cluster(cluster)
    finally:
        cluster.stop()
    same_bytes(annotated)


def submit(*words):
    found = avh("shard", "submit", "--plan", "plan.json", "--engine", "slurm", "--partition", "cpu", "--max-array", "4",
                "--into", "study.db", "--json", "-q", *words)
    return json.loads(found.stdout)


def on_cluster(cluster):
    plan("plan.json", "--shards", "7")
    new_study("study.db")
    dry = avh("shard", "submit", "--plan", "plan.json", "--engine", "slurm", "--into", "study.db", "--dry-run").stdout
    check("a dry run says what would be submitted and submits nothing",
          "--array=0-6" in dry and not run("squeue", "-h").stdout, dry)
    jobs = submit()
    check("arrays are cut at the limit, and a merge depends on them",
          [(job["task"], job["elements"], job["shards"]) for job in jobs]
          == [("shards", "0-3", 4), ("shards", "0-2", 3), ("merge", None, 0)], jobs)

    killed = stopped_element(lambda words, environment: environment.get("SLURM_ARRAY_TASK_ID") == "1"
                             and words[words.index("--offset") + 1] == "0")
    check("the element that is killed has no record yet", not os.path.exists(f"{FOLDER}/plan.shards/done-000001.json"))
    os.kill(killed, signal.SIGKILL)

    lost = stopped_element(lambda words, environment: environment.get("SLURMD_NODENAME") == "n2", killed)
    with open(f"/proc/{lost}/environ") as file:
        environment = dict(part.split("=", 1) for part in file.read().split("\0") if "=" in part)
    with open(f"/proc/{lost}/cmdline") as file:
        offset = file.read().split("\0")
    shard = int(environment["SLURM_ARRAY_TASK_ID"]) + int(offset[offset.index("--offset") + 1])
    cluster.stop_node("n2")
    wait_for("a node that is down", 60, lambda: "down" in run("sinfo", "-h", "-N", "-n", "n2", "-o", "%T").stdout)
    cluster.wait_empty()
    found, code, _ = states("plan.json")
    check("a node that goes down in mid-array loses nothing: its element runs on the other",
          found[shard] == "done", (shard, found))
    check("only the killed element is missing, and status says so with code 1",
          code == 1 and [k for k, state in found.items() if state != "done"] == [1], found)
    check("the merge that waited for it is out of the queue, and the study is as before",
          table("study.db", "run") == [], table("study.db", "run"))
    cluster.start_node("n2")
    cluster.wait_idle()

    before = {k: open(f"{FOLDER}/plan.shards/scores-{k:06}.npz", "rb").read() for k in (0, 4)}
    os.remove(f"{FOLDER}/plan.shards/done-000004.json")
    check("a shard whose record is deleted is missing", states("plan.json")[0][4] == "missing")

    os.rename(f"{FOLDER}/emb-0.npy", f"{FOLDER}/aside")
    os.rename(f"{FOLDER}/emb-7.npy", f"{FOLDER}/emb-0.npy")
    os.rename(f"{FOLDER}/aside", f"{FOLDER}/emb-7.npy")
    found = states("plan.json")[0]
    check("two swapped inputs make stale what was made of them", [found[0], found[6], found[3]] == ["stale", "stale", "done"],
          found)
    refused = avh("merge", "--plan", "plan.json", "--into", "study.db", code=1).stderr
    check("a merge refuses", "plan.json cannot be merged: shard 0 is stale" in refused, refused)
    refused = avh("shard", "run", "--plan", "plan.json", "--shard", "0", code=65).stderr
    check("a shard does not run on another input than the planned one", "is not the file that the plan means" in refused,
          refused)
    os.rename(f"{FOLDER}/emb-0.npy", f"{FOLDER}/aside")
    os.rename(f"{FOLDER}/emb-7.npy", f"{FOLDER}/emb-0.npy")
    os.rename(f"{FOLDER}/aside", f"{FOLDER}/emb-7.npy")

    jobs = submit()
    check("a second submission takes up the two missing shards alone",
          [(job["task"], job["elements"], job["shards"]) for job in jobs]
          == [("shards", "1", 1), ("shards", "0", 1), ("merge", None, 0)], jobs)
    cluster.wait_empty()
    found, code, _ = states("plan.json")
    check("then every shard is done, with code 0", code == 0 and set(found.values()) == {"done"}, found)
    check("what ran again has the same bytes", before == {
        k: open(f"{FOLDER}/plan.shards/scores-{k:06}.npz", "rb").read() for k in (0, 4)})
    check("the merge that waited put the annotated images into the study",
          table("study.db", "score", "count(*)") == [(300,)] and table("study.db", "shard", "count(*)") == [(7,)],
          tail())
    check("nothing of killed attempts is left",
          not [name for name in os.listdir(f"{FOLDER}/plan.shards") if "attempt" in name],
          os.listdir(f"{FOLDER}/plan.shards"))


def same_bytes(annotated):
    names = [f"emb-{k}.npy" for k in range(FILES)]
    avh("score", "--features", "emb-*.npy", "--weights", "w.npy", "--bias", "b.npy", "--labels", "labels.npy", "--out",
        "plain.npz", "-q")
    new_study("plain.db")
    with open(f"{FOLDER}/images.txt", "w") as file:
        file.write("".join(f"photo_of_{row}\n" for row in range(FILES * ROWS)))
    avh("score", "plain.db", "--model", "net", "--features", "emb-*.npy", "--weights", "w.npy", "--bias", "b.npy", "--images",
        "images.txt", "--unknown-images", "count", "-q")
    plain = columns([f"{FOLDER}/plain.npz"])
    ranks = {}
    for count in (1, 7, 64):
        name, study = ("plan", "study.db") if count == 7 else (f"plan{count}", f"study{count}.db")
        if count != 7:
            plan(f"{name}.json", "--shards", str(count))
            new_study(study)
            avh("shard", "run", "--plan", f"{name}.json", "--all", "-q")
            avh("merge", "--plan", f"{name}.json", "--into", study, "-q")
        found = columns(sorted(glob.glob(f"{FOLDER}/{name}.shards/scores-*.npz")))
        found.pop("image.npy")
        check(f"{count} shards have the scores of one plain run, byte for byte", found == plain,
              [key for key in plain if found.get(key) != plain[key]])
        ranks[count] = columns(sorted(glob.glob(f"{FOLDER}/{name}.shards/ranks-*.npz")))
        for part in ("score", "run", "model", "image"):
            check(f"{count} shards give the table {part} of one plain run", table(study, part) == table("plain.db", part))
        check(f"{count} shards give the ranks of one", table(study, "global_rank") == table("study1.db", "global_rank")
              and ranks[count] == ranks[1] and len(table(study, "global_rank")) == 600)


missing = [name for name in ("slurmctld", "slurmd", "munged", "sbatch") if not shutil.which(name)]
if missing:
    print(f"skipped: {', '.join(missing)} not found (Debian: slurm-wlm and munge)")
    sys.exit(77)
start = time.monotonic()
try:
    prove()
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
print(f"{sum(results)} of {len(results)} promises hold ({time.monotonic() - start:.0f} s)")
sys.exit(0 if all(results) else 1)
