#!/usr/bin/env python3
"""Proves on a real Spark standalone cluster that its report is the one that a single machine makes.

    prove.py --exitpoll PATH [--export FILE --layout lines|array|xml --format NAME] [--chats N]

Starts a master and two workers on loopback, and stops them again. Left out, the export is made of
examples/haptik-nightly. Ends with a line of counts; exit status 77 where Spark is not installed.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "haptik-nightly" / "exports" / "343" / "2026-11-20.ndjson"
PIPELINE = """\
pipeline: spark-proof
stages:
  - ingest:
      from: {name}
      format: {format}
  - survey: {{}}
  - decide: {{}}
  - feedback: {{}}
  - report
"""


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exitpoll", required=True)
    parser.add_argument("--export")
    parser.add_argument("--layout", default="lines")
    parser.add_argument("--format", default="haptik-chat-history")
    parser.add_argument("--chats", type=int, default=4000)
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--keep", help="a folder for everything; left out, a temporary one")
    return parser.parse_args()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """A master and workers, each a process of its own."""

    def __init__(self, home, folder):
        self.home, self.folder, self.processes = home, folder, []
        self.port = free_port()
        self.url = f"spark://127.0.0.1:{self.port}"

    def start(self, *arguments, name):
        # The workers find the tool only where the job ships it or names its path.
        environment = dict(
            os.environ, SPARK_LOCAL_IP="127.0.0.1", SPARK_NO_DAEMONIZE="1",
            PYSPARK_PYTHON=sys.executable, SPARK_WORKER_DIR=str(self.folder / name))
        log = open(self.folder / f"{name}.log", "wb")
        process = subprocess.Popen(
            [str(self.home / "bin" / "spark-class"), *arguments], env=environment,
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        self.processes.append(process)
        return process

    def wait_for(self, name, text, count=1):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if (self.folder / f"{name}.log").read_text(errors="replace").count(text) >= count:
                return
            time.sleep(0.2)
        raise SystemExit(f"the cluster did not start: see {self.folder / name}.log")

    def __enter__(self):
        self.start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port",
                   str(self.port), "--webui-port", "0", name="master")
        self.wait_for("master", "I have been elected leader")
        self.workers = [self.start(
            "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
            "--cores", "1", "--memory", "1g", self.url, name=f"worker-{i}") for i in (1, 2)]
        self.wait_for("master", "Registering worker", 2)
        return self

    def __exit__(self, *_):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def submit(self, *arguments, **options):
        environment = dict(os.environ, SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable)
        return subprocess.Popen(
            [str(self.home / "bin" / "spark-submit"), "--master", self.url,
             "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=768m",
             "--conf", "spark.task.maxFailures=4", *arguments],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def made_export(path, count):
    """Writes the example's chats over and over, each under an id of its own."""
    lines = []
    for line in EXAMPLE.read_text().splitlines():
        try:
            lines.append(json.loads(line))
        except ValueError:
            continue
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            chat = dict(lines[number % len(lines)])
            chat["conversation_identifier"] = f"spark_{number}"
            if chat.get("auth_id"):
                chat["auth_id"] = f"u-{number}"
            out.write(json.dumps(chat, ensure_ascii=False) + "\n")
            if number % 500 == 250:
                out.write('{"conversation_identifier": "cut off\n')


def lines_of(path):
    with open(path, encoding="utf-8") as lines:
        return sorted(re.sub(r'"source":\{.*?\},"decision"', '"decision"', line) for line in lines)


def same(one, other):
    """What differs between two reports, apart from order and source."""
    differing = []
    for name in ("decisions.ndjson", "submissions.ndjson"):
        if lines_of(one / name) != lines_of(other / name):
            differing.append(name)
    a, b = (json.loads((report / "summary.json").read_text()) for report in (one, other))
    if a != b:
        differing.append("summary.json")
    return differing


def expect(claim, words):
    print(("holds: " if claim else "FAILS: ") + words, flush=True)
    if not claim:
        raise SystemExit(1)


def main():
    options = arguments()
    try:
        import pyspark
        home = pathlib.Path(os.environ.get("SPARK_HOME") or pathlib.Path(pyspark.__file__).parent)
    except ImportError:
        print("skipped: PySpark is not installed (pip install pyspark)")
        return 77
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        print("skipped: Java is not installed")
        return 77
    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="exitpoll-spark-"))
    folder.mkdir(exist_ok=True)
    try:
        return proved(options, home, folder)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


def proved(options, home, folder):
    tool = pathlib.Path(options.exitpoll).resolve()
    export = pathlib.Path(options.export).resolve() if options.export else folder / "export.ndjson"
    if not options.export:
        made_export(export, options.chats)
    pipeline = folder / "pipeline.yaml"
    pipeline.write_text(PIPELINE.format(name=json.dumps(str(export)), format=options.format))
    now = "2026-11-21T00:00:00Z"
    single = folder / "single"
    began = time.monotonic()
    subprocess.run([str(tool), "run", str(pipeline), "--dry-run", "--quiet", "--now", now,
                    "--report", str(single)], stdout=subprocess.DEVNULL)
    alone = time.monotonic() - began
    expect((single / "manifest.json").exists(), "a single machine makes its report")
    job = [str(HERE / "decide_job.py"), "--pipeline", "pipeline.yaml", "--layout", options.layout,
           "--partitions", str(options.partitions), "--now", now]
    shipped = ["--files", f"{tool},{pipeline}"]
    with Cluster(home, folder) as cluster:
        plain, took = run(cluster, shipped + job + ["--exitpoll", tool.name, "--parts", f"file://{folder}/parts",
                                                    "--report", str(folder / "spark"), str(export)], folder)
        differing = same(single, folder / "spark")
        expect(plain in (0, 1) and not differing,
               f"the cluster's report is the single machine's{': ' if differing else ''}{', '.join(differing)}")
        killed, _ = run(cluster, shipped + job + ["--exitpoll", tool.name, "--parts", f"file://{folder}/parts-2",
                                                  "--report", str(folder / "killed"), str(export)], folder,
                        victim=cluster.workers[0])
        differing = same(single, folder / "killed")
        expect(killed in (0, 1) and not differing, "a worker killed in the middle changes nothing")
        process = cluster.submit(*shipped[:1], str(pipeline), *job, "--exitpoll", "not-there/exitpoll",
                                 "--parts", f"file://{folder}/parts-3", str(export), cwd=folder)
        # spark-submit hands what a Python job says on to its own standard output.
        output, errors = process.communicate()
        own = [line for line in (output + errors).splitlines() if line.startswith("exitpoll-job: ")]
        if process.returncode != 69 or len(own) != 1:
            print(process.returncode, output[-1000:], errors[-3000:], file=sys.stderr)
        expect(process.returncode == 69 and len(own) == 1 and "ship the tool" in own[0],
               "an executor without the tool gives one clear error")
    summary = json.loads((single / "summary.json").read_text())
    print(f"spark: {summary['records']} records, {summary['conversations']} conversations, "
          f"{summary['decision']['submit']} submissions, alike; alone {alone:.1f} s, on the cluster {took:.1f} s; "
          "3 passed, 0 failed")
    return 0


def run(cluster, command, folder, victim=None):
    began = time.monotonic()
    process = cluster.submit(*command, cwd=folder)
    if victim:
        # The worker is killed with all its executors as soon as one of them is at work.
        parts = folder / "parts-2" / "_temporary"
        while process.poll() is None and not any(parts.glob("0/_temporary/*")):
            time.sleep(0.02)
        os.killpg(victim.pid, signal.SIGKILL)
    _, errors = process.communicate()
    if process.returncode not in (0, 1):
        print(errors[-3000:], file=sys.stderr)
    return process.returncode, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
