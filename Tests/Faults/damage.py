#!/usr/bin/env python3
"""Overwrites random bytes of an index; `talks check` must see it, or it must not matter.

usage: Tests/Faults/damage.py [--program FILE] [--rounds N] [--seed N]

Each round overwrites 64 bytes of a copy of an index with random ones. Then either `talks check`
ends with 3 and names the damage (or that the file is no index any more), or the damage is proved to
lie in unused space: the logical content, full-text searches included, is that of the sound index,
and SQLite's and FTS5's own integrity checks pass. Ends with 1 where damage slips through.
"""

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from faultlib import NOW, Violation, calendar, difference, dump, find_program, plain, run, write

# A check of this small index takes a fraction of a second.
SECONDS = 30


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", help="default .build/release/talks")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    program = find_program(arguments.program)
    found, harmless, wrong = 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="talks-damage-") as folder:
        write(f"{folder}/in/a.ics", calendar("A", range(1, 700)))
        result = run([program, "ingest", "--now", NOW, "in"], folder)
        if result.returncode != 0:
            sys.exit(f"ingest failed: {result.stderr}")
        index, sound = f"{folder}/i.sqlite", f"{folder}/sound"
        shutil.copyfile(index, sound)
        expected = dump(index)
        size = os.path.getsize(index)
        for number in range(arguments.rounds):
            source = random.Random(arguments.seed * 1_000_003 + number)
            shutil.copyfile(sound, index)
            for suffix in ("-wal", "-shm", "-journal"):
                if os.path.exists(index + suffix):
                    os.unlink(index + suffix)
            place = source.randrange(size - 64)
            with open(index, "r+b") as file:
                file.seek(place)
                file.write(source.randbytes(64))
            try:
                check = run([program, "check"], folder, timeout=SECONDS)
            except subprocess.TimeoutExpired:
                wrong += 1
                print(f"VIOLATION at {place} (page {place // 16384 + 1}), round {number}: "
                      f"check does not end")
                continue
            if check.returncode == 3 and (check.stdout + check.stderr).strip():
                found += 1
                continue
            try:
                differing = difference(dump(index), expected)
            except (sqlite3.Error, Violation) as error:
                differing = str(error)
            if check.returncode == 0 and not differing:
                harmless += 1
            else:
                wrong += 1
                print(f"VIOLATION at {place} (page {place // 16384 + 1}), round {number}: check ends "
                      f"with {check.returncode} {plain(check.stdout + check.stderr)}; {differing[:300]}")
    print(f"{arguments.rounds} damages: {found} found, {harmless} in unused space, {wrong} missed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
