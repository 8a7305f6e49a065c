#!/usr/bin/env python3
"""Decides chats on Apache Spark: reads exports, pipes each partition through `exitpoll decide`.

    spark-submit [--files exitpoll,pipeline.yaml] decide_job.py --pipeline pipeline.yaml \
        --parts DIR [--report DIR] [options] INPUT...

Writes one file of outcomes for each partition to --parts, each sealed with its number. With
--report, the driver then makes one report of them with `exitpoll merge`, the same that one machine
would have made; `exitpoll apply` sends its plan. Sending stays with one sender and one ledger.
"""
import argparse
import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, input_file_block_start, input_file_name

# Strings are passed over whole, so that brackets in them do not count.
JSON_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders or globs that Spark can read")
    parser.add_argument("--pipeline", required=True, help="the pipeline file, here or shipped with --files")
    parser.add_argument("--parts", required=True, help="the folder for the outcomes; must not exist")
    parser.add_argument("--report", help="the report directory on the driver; left out, no report is made")
    parser.add_argument("--exitpoll", default="exitpoll", help="the tool: a path, a shipped file's name, or found in PATH")
    parser.add_argument("--layout", choices=["lines", "array", "xml"], default="lines",
                        help="how records stand in a file: a line each, one JSON array, or XML elements")
    parser.add_argument("--element", default="chatTranscript", help="the element of one record, for --layout xml")
    parser.add_argument("--together", metavar="REGEX",
                        help="records whose first match has the same groups go to the same process, in input order: "
                             "for formats that spread a conversation over several records")
    parser.add_argument("--partitions", type=int, help="how many parts; left out, as Spark splits the input")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="as for exitpoll run")
    parser.add_argument("--now", help="as for exitpoll run; the same for all parts")
    return parser.parse_args()


def records(session, options):
    """The records as bytes, each after its place in the input: file, block, number."""
    if options.layout == "array":
        files = session.sparkContext.binaryFiles(",".join(options.inputs))
        return files.flatMap(lambda file: (((file[0], 0, n), r) for n, r in enumerate(array_elements(file[1]))))
    end = f"</{options.element}>" if options.layout == "xml" else "\n"
    # As binary: what is no UTF-8 must reach the tool as it is, which refuses it.
    rows = session.read.option("lineSep", end).text(options.inputs).select(
        input_file_name(), input_file_block_start(), col("value").cast("binary")).rdd
    if options.layout == "xml":
        start = re.compile(rb"<" + re.escape(options.element.encode()) + rb"[\s>]")
        return numbered(rows, lambda piece: element(piece, start, end.encode()))
    return numbered(rows, lambda line: line if line.strip() else None)


def numbered(rows, record):
    """The rows that hold a record, each record after its place."""
    def places(part):
        for number, (path, block, value) in enumerate(part):
            found = record(bytes(value))
            if found is not None:
                yield (path, block, number), found
    return rows.mapPartitions(places)


def element(piece, start, end):
    """The record that a piece before an end tag holds; what stands before its start tag is left out."""
    found = start.search(piece)
    return piece[found.start():] + end if found else None


def array_elements(data):
    """The elements of a JSON array; what does not close stays one record, for exitpoll to refuse."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    depth, begin = 0, None
    for token in JSON_TOKEN.finditer(data):
        mark = token.group()
        if mark in (b"[", b"{"):
            depth += 1
            if depth == 2:
                begin = token.start()
        elif mark in (b"]", b"}"):
            depth -= 1
            if depth == 1 and begin is not None:
                yield data[begin:token.end()]
                begin = None
    if begin is not None:
        yield data[begin:]


def kept_together(rdd, pattern, count):
    """The records parted by key; those of one key stay in the order of the input."""
    key = re.compile(pattern.encode("utf-8"))

    def keyed(pair):
        place, record = pair
        found = key.search(record)
        return (found.groups() or found.group() if found else place), (place, record)

    parted = rdd.map(keyed).partitionBy(count)
    return parted.mapPartitions(lambda rows: sorted(row[1] for row in rows), preservesPartitioning=True)


def located(name):
    """A file that the job shipped, else a file here, else the name, to be found in PATH."""
    shipped = SparkFiles.get(os.path.basename(name))
    for path in (shipped, name):
        if os.path.isfile(path):
            return os.path.abspath(path)
    return name


def decided(options, count):
    """The function that pipes a partition through exitpoll."""
    def run(number, lines):
        tool, pipeline = located(options.exitpoll), located(options.pipeline)
        command = [tool, "decide", pipeline, "--part", f"{number + 1}/{count}"]
        for setting in options.set:
            command += ["--set", setting]
        if options.now:
            command += ["--now", options.now]
        place = socket.gethostname()
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except OSError as error:
            raise RuntimeError(
                f"exitpoll-job: the executor on {place} cannot run {tool!r} ({error.strerror}): ship the tool "
                f"with --files, or name a path that every executor has with --exitpoll") from None
        problems = []
        errors = threading.Thread(target=lambda: problems.extend(process.stderr))
        feeder = threading.Thread(target=feed, args=(process, lines, problems))
        errors.start()
        feeder.start()
        for line in process.stdout:
            yield line.rstrip(b"\n").decode("utf-8")
        feeder.join()
        errors.join()
        # 65: no record of this part could be read; each has its line all the same.
        if process.wait() not in (0, 65):
            said = b"".join(piece for piece in problems if isinstance(piece, bytes)).decode("utf-8", "replace")
            raise RuntimeError(
                f"exitpoll-job: exitpoll on {place} ended with {process.returncode}: {said.strip()}")
        for problem in problems:
            if isinstance(problem, Exception):
                raise problem
    return run


def feed(process, lines, problems):
    try:
        for line in lines:
            process.stdin.write(line + b"\n")
        process.stdin.close()
    except BrokenPipeError:
        pass  # The tool has ended; its status says why.
    except Exception as error:  # What Spark could not read must fail the task, not end it early.
        problems.append(error)
        process.kill()


def fetched(context, folder):
    """The folder of parts as a local path; parts elsewhere are copied to the driver."""
    path = context._jvm.org.apache.hadoop.fs.Path(folder)
    system = path.getFileSystem(context._jsc.hadoopConfiguration())
    uri = system.makeQualified(path).toUri()
    if uri.getScheme() == "file":
        return uri.getPath(), None
    local = tempfile.mkdtemp(prefix="exitpoll-parts-")
    system.copyToLocalFile(False, path, context._jvm.org.apache.hadoop.fs.Path(local + "/parts"), True)
    return local + "/parts", local


def main():
    options = arguments()
    session = SparkSession.builder.appName("exitpoll-decide").getOrCreate()
    context = session.sparkContext
    context.setLogLevel("OFF")  # What goes wrong is said once, below.
    try:
        rdd = records(session, options)
        if options.together:
            rdd = kept_together(rdd, options.together, options.partitions or rdd.getNumPartitions())
        elif options.partitions:
            # Contiguous parts would want a sort; the report is the same up to the order of its lines.
            rdd = rdd.repartition(options.partitions)
        count = rdd.getNumPartitions()
        rdd.values().mapPartitionsWithIndex(decided(options, count)).saveAsTextFile(options.parts)
        if options.report:
            local, scratch = fetched(context, options.parts)
            status = subprocess.call(
                [located(options.exitpoll), "merge", local, "--pipeline", located(options.pipeline),
                 "--report", options.report])
            if scratch:
                shutil.rmtree(scratch)
            return status
        print(f"{count} parts in {options.parts}; next: exitpoll merge {options.parts} "
              f"--pipeline {options.pipeline} --report DIR")
        return 0
    except Exception as error:
        own = re.search(r"exitpoll-job: [^\n]*", str(error))
        print(own.group() if own else f"exitpoll-job: {error}", file=sys.stderr)
        return 69
    finally:
        session.stop()


if __name__ == "__main__":
    sys.exit(main())
