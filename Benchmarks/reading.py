#!/usr/bin/env python3
"""Measure reading and whole dry runs beside other tools and the floors, and print a table with ratios.

    reading.py [--mb 400] [--runs 5] [--bench ../shared/bench] [--work DIR] [--write docs/performance.md]

Everything is measured in one go, interleaved, on files in the page cache; the medians count. Cores are set
with taskset. Peers and floors that are not installed are left out, and said so. `--write` puts the table
between the page's <!-- table --> marks.
"""
import argparse, datetime, os, platform, re, shutil, statistics, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMATS = {"haptik.ndjson": "haptik-chat-history", "haptik.json": "haptik-chat-history", "genesys.xml": "genesys-xml",
           "haptik.ndjson.gz": "haptik-chat-history"}


def arguments():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--mb", type=int, default=400)
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    p.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "exitpoll-bench")
    p.add_argument("--tools", type=Path, default=ROOT / ".build" / "release")
    p.add_argument("--write", type=Path)
    return p.parse_args()


def make_files(a):
    data = a.work / f"{a.mb}mb"
    if not (data / "truth.ndjson").exists():
        subprocess.run([sys.executable, a.bench / "generate.py", data, "--mb", str(a.mb)], check=True)
    packed = data / "haptik.ndjson.gz"
    if not packed.exists():
        with open(packed, "wb") as out:
            subprocess.run(["gzip", "-c", "-6", data / "haptik.ndjson"], stdout=out, check=True)
    return data


def make_walk(a):
    tool = a.work / "walk"
    try:
        subprocess.run(["g++", "-O2", "-std=c++17", ROOT / "Benchmarks/Reading/walk.cpp", "-o", tool, "-lsimdjson"], check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return tool


def pipeline(a, name):
    path = a.work / f"{name}.yaml"
    path.write_text(f"pipeline: bench\nstages:\n  - ingest: {{ from: none, format: {FORMATS[name]} }}\n"
                    "  - survey: { use: [haptik-csat, generic] }\n  - decide: {}\n  - report\n")
    return path


class Job:
    """One thing to time: a label, a file, how many cores, and the command."""

    def __init__(self, label, file, cores, command, inner=False, env=None, check=None):
        self.label, self.file, self.cores, self.command = label, file, cores, [str(c) for c in command]
        self.inner, self.env, self.check, self.seconds, self.peak = inner, env, check, [], 0

    def run(self, data):
        shutil.rmtree(data.parent / "report", ignore_errors=True)
        command = ["taskset", "-c", "0" if self.cores == 1 else f"0-{self.cores - 1}"] + self.command
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **(self.env or {})})
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        taken = time.monotonic() - start
        if process.returncode not in (0, 1):
            sys.exit(f"{self.label} failed: {' '.join(self.command)}")
        self.seconds.append(float(output.split()[-1]) if self.inner else taken)
        self.peak = max(self.peak, usage.ru_maxrss // 1024)
        if self.check and len(self.seconds) == 1:
            subprocess.run([sys.executable, *map(str, self.check)], check=True, stdout=sys.stderr)

    @property
    def median(self):
        return statistics.median(self.seconds)


def has(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode == 0


def jobs(a, data, missing):
    peers, out = a.bench / "peers", a.work / "out.ndjson"
    report = a.work / "report"
    same = [peers / "same.py", data / "truth.ndjson"]
    found = []
    walk = make_walk(a)
    if walk:
        found.append(Job("simdjson walk", "haptik.ndjson", 1, [walk, data / "haptik.ndjson"], inner=True))
    else:
        missing.append("simdjson walk (g++ and libsimdjson-dev)")
    if shutil.which("xmllint"):
        for mode in ("--stream", "--sax"):
            found.append(Job(f"xmllint {mode}", "genesys.xml", 1, ["xmllint", mode, "--noout", "--huge", data / "genesys.xml"]))
    else:
        missing.append("xmllint (libxml2-utils)")
    if has("zlib"):
        code = ("import sys,time,zlib;s=time.monotonic();d=zlib.decompressobj(31);f=open(sys.argv[1],'rb')\n"
                "while b:=f.read(1<<18): d.decompress(b)\nprint(0,time.monotonic()-s)")
        found.append(Job("zlib alone", "haptik.ndjson.gz", 1, [sys.executable, "-c", code, data / "haptik.ndjson.gz"], inner=True))
    reading = a.tools / "reading-benchmark"
    for name in ("haptik.ndjson", "haptik.json", "genesys.xml", "haptik.ndjson.gz"):
        if reading.exists():
            found.append(Job("exitpoll, reading alone", name, 1, [reading, FORMATS[name], data / name], inner=True))
        for cores in (1, 2):
            command = [a.tools / "exitpoll", "run", pipeline(a, name), "--dry-run", "--quiet", "--jobs", cores,
                       "--input", data / name, "--report", report]
            found.append(Job("exitpoll run --dry-run", name, cores, command, check=same + [report / "submissions.ndjson"]))
    for module, script, label in (("orjson", "python_orjson.py", "orjson + re"), ("duckdb", "duckdb_sql.py", "DuckDB"),
                                  ("polars", "polars_lazy.py", "Polars")):
        if not has(module):
            missing.append(label)
            continue
        for cores in (1, 2):
            extra = [] if module == "polars" else [cores]
            found.append(Job(label, "haptik.ndjson", cores, [sys.executable, peers / script, data / "haptik.ndjson", out, *extra],
                             env={"POLARS_MAX_THREADS": str(cores)}, check=same + [out]))
    if has("lxml") and has("orjson"):
        found.append(Job("lxml", "genesys.xml", 1, [sys.executable, peers / "python_lxml.py", data / "genesys.xml", out], check=same + [out]))
    else:
        missing.append("lxml")
    return found


def table(found, data):
    sizes = {name: (data / name).stat().st_size / 1e6 for name in FORMATS}
    sizes["haptik.ndjson.gz"] = sizes["haptik.ndjson"]  # what comes out of it counts
    rows = ["| file | what | cores | median s | spread s | MB/s | peak MB |", "|---|---|---:|---:|---:|---:|---:|"]
    for job in sorted(found, key=lambda j: (j.file, j.cores, j.median)):
        rows.append(f"| {job.file} | {job.label} | {job.cores} | {job.median:.2f} | {min(job.seconds):.2f}–{max(job.seconds):.2f} "
                    f"| {sizes[job.file] / job.median:.0f} | {job.peak} |")
    return rows


def ratios(found):
    by = {(j.label, j.file, j.cores): j.median for j in found}
    run, read = "exitpoll run --dry-run", "exitpoll, reading alone"

    def ratio(what, aim, over, under):
        if over in by and under in by:
            lines.append(f"| {what} | {aim} | {by[over] / by[under]:.2f} |")

    lines = ["| ratio of speeds | aim | measured |", "|---|---:|---:|"]
    walk, xml, nd, array = ("simdjson walk", "haptik.ndjson", 1), "genesys.xml", "haptik.ndjson", "haptik.json"
    ratio("NDJSON read alone to the bare simdjson walk", "0.5", walk, (read, nd, 1))
    ratio("NDJSON end to end to the walk", "0.25", walk, (run, nd, 1))
    ratio("NDJSON on two cores to one", "1.7", (run, nd, 1), (run, nd, 2))
    ratio("the giant array to NDJSON", "0.8", (run, nd, 1), (run, array, 1))
    ratio("XML end to end to xmllint --stream", "1.5", ("xmllint --stream", xml, 1), (run, xml, 1))
    ratio("XML read alone to xmllint --sax", "0.6", ("xmllint --sax", xml, 1), (read, xml, 1))
    ratio("XML on two cores to one", "1.7", (run, xml, 1), (run, xml, 2))
    ratio("gzip end to end on two cores to zlib alone", "1", ("zlib alone", "haptik.ndjson.gz", 1), (run, "haptik.ndjson.gz", 2))
    for label in ("orjson + re", "DuckDB", "Polars"):
        for cores in (1, 2):
            ratio(f"exitpoll to {label}, {cores} core{'s' * (cores > 1)}", "3", (label, nd, cores), (run, nd, cores))
    ratio("exitpoll to lxml, 1 core", "3", ("lxml", xml, 1), (run, xml, 1))
    return lines


def machine(a, missing):
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.processor())
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    line = f"{model}, {os.cpu_count()} cores, Linux {platform.release()}, {swift}; {a.mb} MB, {a.runs} runs, {datetime.date.today()}."
    return line + (f" Left out, as not installed: {', '.join(missing)}." if missing else "")


def main():
    a = arguments()
    if not (a.bench / "generate.py").exists():
        sys.exit(f"{a.bench}/generate.py is missing: name its folder with --bench")
    a.work.mkdir(parents=True, exist_ok=True)
    data, missing = make_files(a), []
    found = jobs(a, data, missing)
    for round in range(a.runs):
        for job in found:
            job.run(data)
        print(f"round {round + 1} of {a.runs} done", file=sys.stderr)
    lines = [machine(a, missing), "", *ratios(found), "", *table(found, data)]
    print("\n".join(lines))
    if a.write:
        page = a.write.read_text()
        text = "\n".join(["<!-- table -->", *lines, "<!-- /table -->"])
        a.write.write_text(re.sub(r"<!-- table -->.*<!-- /table -->", lambda _: text, page, flags=re.S))


if __name__ == "__main__":
    main()
