#!/usr/bin/env python3
"""What else may happen to `talks` while it works, one situation after the other.

usage: Tests/Faults/situations.py [--program FILE]

Ends with 1 where something does not hold. Situations that need root are skipped without it, and
said so.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading

from faultlib import NOW, Violation, calendar, difference, dump, find_program, plain, run, write


class Situations:
    """The situations; each gets a folder of its own."""

    def __init__(self, program):
        self.program = program

    def ingest(self, folder, *more, **options):
        return run([self.program, "ingest", "--now", NOW, *more, "in"], folder, **options)

    def prepare(self, folder, talks=60):
        """An index of some talks, sound."""
        write(f"{folder}/in/a.ics", calendar("A", range(1, talks)))
        write(f"{folder}/in/b.ics", calendar("B", range(1000, 1000 + talks)))
        result = self.ingest(folder)
        expect(result.returncode == 0, f"preparing: {plain(result.stderr)}")
        return dump(f"{folder}/i.sqlite", folder)

    def sound(self, folder):
        check = run([self.program, "check"], folder)
        expect(check.returncode == 0, f"check: {plain(check.stdout + check.stderr)}")

    def two_ingesters(self, folder):
        """Two at once: each waits or ends with 75, nothing is doubled."""
        expected = self.prepare(f"{folder}/alone")
        folder = f"{folder}/both"
        write(f"{folder}/in/a.ics", calendar("A", range(1, 60)))
        write(f"{folder}/in/b.ics", calendar("B", range(1000, 1060)))
        results = []
        threads = [threading.Thread(target=lambda: results.append(self.ingest(folder)))
                   for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for result in results:
            expect(result.returncode in (0, 75), f"{result.returncode}: {plain(result.stderr)}")
        expect(any(result.returncode == 0 for result in results), "none succeeded")
        self.same(folder, expected)

    def same(self, folder, expected):
        differing = difference(dump(f"{folder}/i.sqlite", folder), expected)
        expect(not differing, differing)
        self.sound(folder)

    def reader(self, folder):
        """A reader in a transaction sees the old state, and the log does not stay."""
        self.prepare(folder)
        reader = sqlite3.connect(f"{folder}/i.sqlite", isolation_level=None)
        reader.execute("BEGIN")
        count = reader.execute("SELECT count(*) FROM talk").fetchone()
        write(f"{folder}/in/c.ics", calendar("C", range(2000, 2300)))
        result = self.ingest(folder)
        expect(result.returncode == 0, plain(result.stderr))
        expect(reader.execute("SELECT count(*) FROM talk").fetchone() == count, "it saw the new")
        reader.execute("COMMIT")
        expect(reader.execute("SELECT count(*) FROM talk").fetchone() != count, "it sees the old")
        reader.close()
        write(f"{folder}/in/d.ics", calendar("D", range(3000, 3002)))
        expect(self.ingest(folder).returncode == 0, "the next ingest")
        log = f"{folder}/i.sqlite-wal"
        expect(not os.path.exists(log) or os.path.getsize(log) == 0, "the log stays")
        self.sound(folder)

    def locked(self, folder):
        """Where another process keeps writing, the end is 75 and a clear text."""
        expected = self.prepare(folder)
        writer = sqlite3.connect(f"{folder}/i.sqlite", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        write(f"{folder}/in/c.ics", calendar("C", range(2000, 2010)))
        result = self.ingest(folder)
        expect(result.returncode == 75 and "locked" in result.stderr,
               f"{result.returncode}: {plain(result.stderr)}")
        writer.execute("ROLLBACK")
        writer.close()
        os.unlink(f"{folder}/in/c.ics")
        self.same(folder, expected)

    def truncated(self, folder):
        """A feed that was cut marks nothing gone."""
        self.prepare(folder)
        whole = calendar("A", range(1, 60))
        write(f"{folder}/in/a.ics", whole[:len(whole) // 2])
        self.ingest(folder)
        self.none_gone(folder)

    def emptied(self, folder):
        """A folder that is suddenly empty marks nothing gone."""
        expected = self.prepare(folder)
        shutil.rmtree(f"{folder}/in")
        os.mkdir(f"{folder}/in")
        result = self.ingest(folder)
        expect(result.returncode != 0, "an empty folder is believed")
        self.same(folder, expected)

    def none_gone(self, folder):
        database = sqlite3.connect(f"{folder}/i.sqlite")
        gone = database.execute("SELECT count(*) FROM talk WHERE gone_since IS NOT NULL").fetchone()
        database.close()
        expect(gone == (0,), f"{gone[0]} talks are gone")
        self.sound(folder)

    def denied(self, folder):
        """A calendar that may not be read is said so, and its talks stay."""
        needs_root("setpriv")
        self.prepare(folder)
        os.chmod(folder, 0o777)
        for root, folders, files in os.walk(folder):
            for name in folders + files:
                os.chown(f"{root}/{name}", 65534, 65534)
        os.chown(f"{folder}/in/a.ics", 0, 0)
        os.chmod(f"{folder}/in/a.ics", 0o000)
        os.utime(f"{folder}/in/a.ics", (1_780_000_001, 1_780_000_001))
        parent = os.path.dirname(folder)
        os.chmod(parent, 0o755)
        result = self.ingest(
            folder, prefix=["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
        expect(result.returncode == 4, f"{result.returncode}: {plain(result.stderr)}")
        self.none_gone(folder)

    def mounted(self, folder, mount, then):
        """Runs shell commands in a mount namespace of their own."""
        needs_root("unshare")
        return subprocess.run(
            ["unshare", "-m", "sh", "-ec", mount + "\n" + then], capture_output=True, text=True,
            cwd=folder, timeout=120, env={"PATH": os.environ["PATH"], "TMPDIR": "/tmp"})

    def read_only(self, folder):
        """On a read-only file system an index is read, and not written."""
        self.prepare(folder)
        write(f"{folder}/in/c.ics", calendar("C", range(2000, 2010)))
        result = self.mounted(
            folder, f"mount --bind '{folder}' '{folder}'; mount -o remount,ro,bind '{folder}'",
            f"cd /; '{self.program}' search graph --index '{folder}/i.sqlite' >/dev/null\n"
            f"'{self.program}' check --index '{folder}/i.sqlite' >/dev/null\n"
            f"'{self.program}' ingest --index '{folder}/i.sqlite' '{folder}/in' || echo $?")
        expect(result.stdout.strip().endswith("74"),
               f"{result.returncode}: {plain(result.stdout + result.stderr)}")
        self.sound(folder)

    def full(self, folder):
        """On a full file system an ingest ends with 74, and the old state can be read."""
        write(f"{folder}/in/a.ics", calendar("A", range(1, 40)))
        write(f"{folder}/more/b.ics", calendar("B", range(1000, 3000)))
        result = self.mounted(
            folder, "mkdir -p small; mount -t tmpfs -o size=3m tmpfs small",
            f"'{self.program}' ingest --index small/i.sqlite in >/dev/null\n"
            f"'{self.program}' ingest --index small/i.sqlite more >/dev/null || echo status $?\n"
            f"'{self.program}' check --index small/i.sqlite\n"
            "sqlite3 small/i.sqlite 'SELECT count(*) FROM talk'")
        expect(result.returncode == 0 and "status 74" in result.stdout,
               f"{result.returncode}: {plain(result.stdout + result.stderr)}")
        expect(result.stdout.strip().endswith("39"), plain(result.stdout))


class Skipped(Exception):
    """A situation that cannot be made here."""


def needs_root(tool):
    """Skips the situation without root or a tool."""
    if os.geteuid() != 0 or shutil.which(tool) is None:
        raise Skipped(f"needs root and {tool}")


def expect(condition, message):
    """Ends the situation unless the condition holds."""
    if not condition:
        raise Violation(message)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", help="default .build/release/talks")
    situations = Situations(find_program(parser.parse_args().program))
    wrong = 0
    for name in ("two_ingesters", "reader", "locked", "truncated", "emptied", "denied",
                 "read_only", "full"):
        with tempfile.TemporaryDirectory(prefix="talks-situation-") as folder:
            place = f"{folder}/{name}"
            os.mkdir(place)
            try:
                getattr(situations, name)(place)
                print(f"{name}: holds", flush=True)
            except Skipped as reason:
                print(f"{name}: skipped, {reason}", flush=True)
            except (Violation, sqlite3.Error, subprocess.TimeoutExpired) as problem:
                wrong += 1
                print(f"VIOLATION {name}: {problem}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
