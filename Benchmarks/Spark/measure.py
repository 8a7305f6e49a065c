#!/usr/bin/env python3
"""Measures what the pipe through `exitpoll decide` costs, alone and under Spark with 1 to 8 parts.

    measure.py --exitpoll PATH --export FILE [--format NAME] [--runs 3]

Prints medians of wall-clock seconds and each road's ratio to the plain run, one run after another.
The Spark rows want PySpark and Java; they are left out where there is none.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

JOB = pathlib.Path(__file__).resolve().parents[2] / "examples" / "spark" / "decide_job.py"
PIPELINE = """\
pipeline: spark-bench
stages:
  - ingest: {{ from: "{export}", format: {format} }}
  - survey: {{}}
  - decide: {{}}
  - feedback: {{}}
  - report
"""


def timed(command, stdin=None, stdout=subprocess.DEVNULL):
    began = time.monotonic()
    done = subprocess.run(command, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} ended with {done.returncode}")
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exitpoll", required=True)
    parser.add_argument("--export", required=True)
    parser.add_argument("--format", default="haptik-chat-history")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    tool, export = str(pathlib.Path(options.exitpoll).resolve()), pathlib.Path(options.export).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="exitpoll-bench-"))
    pipeline = folder / "pipeline.yaml"
    pipeline.write_text(PIPELINE.format(export=export, format=options.format))
    rows = {}

    def note(name, seconds):
        rows.setdefault(name, []).append(seconds)

    def fresh(name):
        shutil.rmtree(folder / name, ignore_errors=True)
        return str(folder / name)

    for _ in range(options.runs):
        for jobs in ("1", "2"):
            note(f"run --dry-run, {jobs} core(s)", timed(
                [tool, "run", str(pipeline), "--dry-run", "--quiet", "--jobs", jobs, "--report", fresh("plain")]))
        with open(export, "rb") as records, open(folder / "part-00000", "wb") as out:
            note("decide, 1 core", timed(
                [tool, "decide", str(pipeline), "--part", "1/1"], stdin=records, stdout=out))
        note("merge, 2 cores", timed(
            [tool, "merge", str(folder / "part-00000"), "--pipeline", str(pipeline), "--report", fresh("merged")]))
        if shutil.which("spark-submit"):
            for parts in (1, 2, 4, 8):
                note(f"Spark local[2], {parts} part(s), report made", timed(
                    ["spark-submit", "--master", "local[2]", "--conf", "spark.ui.enabled=false", str(JOB),
                     "--pipeline", str(pipeline), "--exitpoll", tool, "--partitions", str(parts),
                     "--parts", "file://" + fresh("parts"), "--report", fresh("spark"), str(export)]))
    gigabytes = export.stat().st_size / 1e9
    plain = statistics.median(rows["run --dry-run, 1 core(s)"])
    print(f"{export.name}, {gigabytes:.2f} GB, median of {options.runs}")
    for name, seconds in rows.items():
        median = statistics.median(seconds)
        print(f"{name:42} {median:7.2f} s  {median / gigabytes:7.1f} s/GB  {median / plain:5.2f} x plain")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
