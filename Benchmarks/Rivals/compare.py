#!/usr/bin/env python3
"""Times talks and its rivals in turn on the same calendars; prints medians and ratios.

Called by Benchmarks/run. A ratio over 1 says how many times faster talks is.
"""
import argparse
import glob
import importlib.util
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def seconds(command, remove=()):
    for path in remove:
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
    started = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode not in (0, 4):
        sys.exit(f"{command[0]} ended with {result.returncode}: {result.stderr[-500:]}")
    return time.perf_counter() - started


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "tools", "stock", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    a = parser.parse_args()
    files = sorted(glob.glob(a.work + "/calendars/*.ics"))
    size = sum(map(os.path.getsize, files))
    ours, theirs = a.work + "/talks.sqlite", a.work + "/stock.sqlite"
    print(f"{len(files)} files, {size / 1e6:.1f} MB, {os.cpu_count()} cores, {a.rounds} rounds, medians")

    def pair(what, rival, our_command, rival_command, remove=()):
        left, right = [], []
        for _ in range(a.rounds):
            left.append(seconds(our_command, remove[:1]))
            right.append(seconds(rival_command, remove[1:]))
        l, r = statistics.median(left), statistics.median(right)
        print(f"{what:34} {l:9.3f} s   {rival:34} {r:9.3f} s   {r / l:7.2f} x", flush=True)

    measure = a.tools + "/measure"
    ingest = [a.program, "ingest", a.work + "/calendars", "--index", ours, "--quiet"]
    if a.stock:
        pair("read, every property as text", "libical, parse only",
             [measure, "read", *files], [a.stock, "parse", *files])
        pair("read and extract, with keywords", "libical, parse only",
             [measure, "extract", *files], [a.stock, "parse", *files])
        pair("first ingest", "libical + stock FTS5 inserts",
             ingest, [a.stock, "ingest", theirs, *files], remove=(ours, theirs))
        print(f"index size {os.path.getsize(ours) / 1e6:.1f} MB, "
              f"stock {os.path.getsize(theirs) / 1e6:.1f} MB")
    else:
        seconds(ingest, remove=(ours,))
    again = statistics.median(seconds(ingest) for _ in range(a.rounds))
    first = seconds(ingest, remove=(ours,))
    print(f"{'ingest again, nothing changed':34} {again:9.3f} s   {'its own first ingest':34} "
          f"{first:9.3f} s   {first / again:7.2f} x")
    if importlib.util.find_spec("icalendar"):
        script = [sys.executable, os.path.join(HERE, "python_ingest.py"), theirs]
        tenth = files[:max(1, len(files) // 10)]
        folder = a.work + "/tenth"
        os.makedirs(folder)
        for path in tenth:
            os.link(path, os.path.join(folder, os.path.basename(path)))
        pair("first ingest of a tenth", "python-icalendar + sqlite3 FTS5",
             [a.program, "ingest", folder, "--index", a.work + "/tenth.sqlite", "--quiet"],
             script + tenth, remove=(a.work + "/tenth.sqlite", theirs))
    else:
        print("skipped: the Python package icalendar is not installed")
    queries = a.work + "/queries.txt"
    with open(queries, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, os.path.join(HERE, "make_queries.py"), ours, "1000"],
                       stdout=out, check=True)
    for match in ("any", "all", "auto"):
        stock = ["--stock"] if match != "auto" else []
        result = subprocess.run([measure, "queries", ours, queries, "--match", match, *stock],
                                capture_output=True, text=True)
        print(result.stdout, end="")
    if importlib.util.find_spec("tantivy"):
        for match in ("any", "all"):
            result = subprocess.run([sys.executable, os.path.join(HERE, "tantivy_queries.py"), ours,
                                     queries, match], capture_output=True, text=True)
            print(f"{match}: {result.stdout}", end="")
    else:
        print("skipped: the Python package tantivy is not installed")


main()
