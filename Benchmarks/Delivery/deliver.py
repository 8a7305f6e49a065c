#!/usr/bin/env python3
"""Measures how many submissions a second exitpoll delivers to a local haptik-sandbox, and its memory.

    make build && Benchmarks/Delivery/deliver.py [COUNT ...]

Each COUNT is a run of its own: so many chats, one submission each, a fresh ledger on the disk of the
current folder, no `rate`. exitpoll is bound to one core, the sandbox to another where there is one.
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("EXITPOLL_BIN", ROOT / ".build/release"))
PIPELINE = """
pipeline: benchmark
stages:
  - ingest: { from: chats.ndjson, format: exitpoll }
  - survey: { use: [haptik-csat] }
  - haptik:
      url: ${URL}
      token: ${TOKEN}
      client_id: ${CLIENT}
      ledger: benchmark.ledger
      concurrency: 128
"""


def bound_to(core):
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
    if not cores:
        return None
    return lambda: os.sched_setaffinity(0, {cores[core % len(cores)]})


def timed(arguments, folder, environment, core):
    """Runs to the end; returns seconds, processor seconds, the most memory in MB, and the output."""
    began = time.monotonic()
    process = subprocess.Popen(
        arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        preexec_fn=bound_to(core), text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    seconds = time.monotonic() - began
    if status != 0:
        sys.exit(f"{arguments[1]} ended with {os.waitstatus_to_exitcode(status)}: {output}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 1e6, output


def chats(path, count):
    turns = [("bot", "Was I able to help you?"), ("user", "Yes"),
             ("bot", "On a scale of 1 to 5, how would you rate the overall experience?"),
             ("user", "4")]
    messages = json.dumps([{"role": role, "text": text} for role, text in turns])
    with open(path, "w") as file:
        for number in range(count):
            file.write(f'{{"id":"c{number}","auth_id":"u{number}","business_id":343,'
                       f'"messages":{messages}}}\n')


def measure(count):
    folder = pathlib.Path(tempfile.mkdtemp(prefix=".delivery-", dir="."))
    sandbox = None
    try:
        chats(folder / "chats.ndjson", count)
        (folder / "p.yaml").write_text(PIPELINE)
        sandbox = subprocess.Popen(
            [BIN / "haptik-sandbox", "--port", "0", "--record", folder / "accepted.ndjson"],
            stdout=subprocess.PIPE, text=True, preexec_fn=bound_to(1))
        url = sandbox.stdout.readline().strip().removeprefix("listening on ")
        environment = dict(os.environ, URL=url, TOKEN="t", CLIENT="c")
        tool = str(BIN / "exitpoll")
        timed([tool, "run", "p.yaml", "--dry-run", "--report", "r"], folder, environment, 0)
        seconds, processor, memory, output = timed(
            [tool, "apply", "r", "--quiet"], folder, environment, 0)
        with open(folder / "accepted.ndjson") as file:
            users = {json.loads(line)["auth_id"] for line in file}
        size = os.path.getsize(folder / "benchmark.ledger") / 1e6
        assert len(users) == count, f"{len(users)} of {count} recorded"
        print(f"{count:>9} submissions  {count / seconds:>7.0f}/s  {seconds:>7.1f} s  "
              f"{processor / count * 1e6:>5.0f} µs of processor each  {memory:>5.0f} MB memory  "
              f"{size:>5.0f} MB ledger", flush=True)
    finally:
        if sandbox:
            sandbox.kill()
            sandbox.wait()
        shutil.rmtree(folder)


for number in sys.argv[1:] or ["10000", "100000", "200000"]:
    measure(int(number))
