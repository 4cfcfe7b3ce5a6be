#!/usr/bin/env python3
"""Kills and fails `talks` at every write and sync of what it does to an index.

usage: Tests/Faults/sweep.py [--program FILE] [--points N] [--jobs N] [SCENARIO...]

For each scenario and each system call that changes files, the call is made to fail, or the process
is killed in it, at its first, second, third … occurrence. After each such point

- the index opens and `talks check` is content, or it is as absent as before;
- doing the same again succeeds and ends in the same content as if nothing had happened;
- `talks check` is content, and no file is left behind but what a killed process cannot remove.

An error that the program was given must also show in its exit status. A point at which the program
does not end is tried again alone, with more time, before it counts as one that hangs. Ends with 1 on
any violation, or where fewer points fired than there should be. Skips (77) without strace.

A migration needs a program of its own, since the released ones know one schema version only; without
--migrator it is left out, and that is said. `TALKS_FAULTS=1 swift build -c release --product
talks-migrate` builds it.
"""

import argparse
import concurrent.futures
import glob
import os
import queue
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from faultlib import (
    NOW, Violation, calendar, difference, dump, find_program, plain, require, run, write)

CALLS = ["pwrite64", "pwritev", "fdatasync", "fsync", "ftruncate", "unlink", "link", "rename"]
WRITES = ["pwrite64", "pwritev", "ftruncate", "link"]
SYNCS = ["fdatasync", "fsync"]
# An index of the first schema version.
OLD_INDEX = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "TalkIndexTests", "Fixtures",
    "schema-1.talks-index")
# Where an undisturbed run takes longer, its points get as many times as long.
LEAST_SECONDS = 120
PATIENCE = 40


class Scenario:
    """Something that changes an index: how its folder looks before, and what is run."""

    target = "i.sqlite"

    def __init__(self, name, arguments, prepare, target=None):
        self.name = name
        self.arguments = arguments
        self.prepare = prepare
        self.target = target or Scenario.target


def scenarios(program, migrator):
    """All scenarios; that of a migration where there is a program for it."""
    def ingest(folder, what):
        result = run([program, "ingest", "--now", NOW, what], folder)
        if result.returncode != 0:
            raise Violation(f"preparing failed: {plain(result.stderr)}")

    def first(folder, version=0):
        write(f"{folder}/in/a.ics", calendar("A", range(1, 25), version))
        write(f"{folder}/in/b.ics", calendar("B", range(40, 60), version))
        write(f"{folder}/in/c.ics", calendar("C", range(70, 80)))

    def existing(folder):
        first(folder)
        ingest(folder, "in")

    def changed(folder):
        existing(folder)
        # Talks that moved, that are new, that are gone; a new file; one that is unchanged.
        write(f"{folder}/in/a.ics", calendar("A", range(4, 30), 1))
        write(f"{folder}/in/b.ics", calendar("B", range(40, 55)))
        write(f"{folder}/in/d.ics", calendar("D", range(90, 99)))

    def added(folder):
        changed(folder)
        # Read first, these become segments of the full text before FTS5 writes what changed.
        write(f"{folder}/in/0.ics", calendar("0", range(200, 300)))

    def large(folder):
        # From 5,000 talks on, a first ingest builds the index beside its place.
        for part in range(5):
            numbers = range(part * 1100, (part + 1) * 1100)
            write(f"{folder}/in/{part}.ics", calendar(f"Part {part}", numbers))

    def damaged(folder):
        existing(folder)
        database = sqlite3.connect(f"{folder}/i.sqlite")
        database.executescript("""
            PRAGMA foreign_keys = OFF;
            DROP INDEX talk_by_uid;
            DROP TRIGGER talk_moved;
            DELETE FROM occurrence WHERE talk_id % 5 = 0;
            DELETE FROM talk_speaker WHERE talk_id % 7 = 0;
            UPDATE talk SET keyword_marks = '?' WHERE id = 3;
            INSERT INTO talk_prose(talk_prose) VALUES('delete-all');
            """)
        database.commit()
        database.close()

    def old(folder):
        first(folder)
        shutil.copyfile(OLD_INDEX, f"{folder}/i.sqlite")

    command = [program, "ingest", "--now", NOW, "in"]
    return [
        Scenario("new", command, first),
        Scenario("existing", command, changed),
        Scenario("added", command, added),
        Scenario("bulk", command, large),
        Scenario("backup", [program, "backup", "copy.sqlite"], existing, "copy.sqlite"),
        Scenario("repair", [program, "check", "--repair"], damaged),
        Scenario("upgrade", command, old),
    ] + ([Scenario("migration", [migrator, "i.sqlite"], existing)] if migrator else [])


class Sweep:
    """All points of one scenario."""

    def __init__(self, scenario, program, points, jobs, folder):
        self.scenario = scenario
        self.program = program
        self.points = points
        self.folder = folder
        # The index knows its calendars by absolute paths, so each job has a place of its own.
        self.slots = queue.SimpleQueue()
        for number in range(jobs):
            slot = f"{folder}/{scenario.name}{number}"
            os.makedirs(slot)
            scenario.prepare(slot)
            shutil.copytree(slot, slot + ".base")
            self.slots.put(slot)
        self.before = dump(f"{slot}.base/i.sqlite", slot, checks=scenario.name != "repair")
        clean = slot
        log = f"{folder}/{scenario.name}.trace"
        begin = time.monotonic()
        result = run(scenario.arguments, clean, prefix=[
            "strace", "-f", "-qq", "-o", log, "-e", "trace=" + ",".join(CALLS)])
        self.seconds = max(LEAST_SECONDS, PATIENCE * (time.monotonic() - begin))
        if result.returncode != 0:
            raise Violation(f"undisturbed run ends with {result.returncode}: {result.stderr}")
        self.expected = dump(f"{clean}/{scenario.target}", clean)
        self.counts = self.count(log)

    @staticmethod
    def count(log):
        """How often the busiest thread makes each call; strace counts them thread by thread."""
        per_thread = {}
        with open(log, errors="replace") as file:
            for line in file:
                match = re.match(r"(\d+)\s+(\w+)\(", line)
                if match:
                    key = (match[2], match[1])
                    per_thread[key] = per_thread.get(key, 0) + 1
        counts = {}
        for (call, _), number in per_thread.items():
            counts[call] = max(counts.get(call, 0), number)
        return counts

    @staticmethod
    def restore(slot):
        """The folder as it is before, anew."""
        shutil.rmtree(slot)
        shutil.copytree(slot + ".base", slot)

    def plan(self):
        """Every point: call, fault, occurrence."""
        plan = []
        for fault, calls in [("KILL", CALLS), ("ENOSPC", WRITES), ("EIO", SYNCS + WRITES)]:
            for call in calls:
                count = self.counts.get(call, 0)
                step = max(1, -(-count // self.points))
                plan += [(call, fault, number) for number in range(1, count + 1, step)]
        return plan

    def point(self, call, fault, number):
        """Runs one point; returns whether it fired and what is wrong."""
        folder = self.slots.get()
        try:
            for seconds in (self.seconds, 4 * self.seconds):
                try:
                    return self.attempt(folder, call, fault, number, seconds)
                except subprocess.TimeoutExpired as timeout:
                    late = f"does not end in {seconds:.0f} s: {plain(' '.join(timeout.cmd))}"
            return True, [late]
        finally:
            self.slots.put(folder)

    def attempt(self, folder, call, fault, number, seconds):
        """Runs one point in a folder, each program in it for so many seconds at most."""
        self.restore(folder)
        log = f"{folder}.trace"
        what = {
            "KILL": f"signal=SIGKILL:when={number}", "ENOSPC": f"error=ENOSPC:when={number}+",
            "EIO": f"error=EIO:when={number}"}[fault]
        result = run(self.scenario.arguments, folder, timeout=seconds, prefix=[
            "strace", "-f", "-qq", "-o", log, "-e", f"trace={call}",
            "-e", f"inject={call}:{what}"])
        with open(log, errors="replace") as file:
            text = file.read()
        fired = "killed by SIGKILL" in text or "(INJECTED)" in text
        try:
            return fired, self.violations(folder, fault, fired, result, seconds)
        except Violation as violation:
            return fired, [str(violation)]
        except sqlite3.Error as error:
            return fired, [f"sqlite3: {error}"]

    def violations(self, folder, fault, fired, result, seconds):
        """What does not hold after a point."""
        scenario, found = self.scenario, []
        path = f"{folder}/i.sqlite"
        if result.returncode < 0 and result.returncode != -9:
            found.append(f"ended by signal {-result.returncode}")
        if result.returncode in (-9, 137) and fault != "KILL":
            found.append("killed")
        was_done = result.returncode == 0
        if fired and fault != "KILL":
            if not was_done and not result.stderr.strip():
                found.append(f"no message, exit {result.returncode}")
            if not was_done and result.returncode not in (74, 3):
                found.append(f"exit {result.returncode}: {plain(result.stderr)}")
            if glob.glob(f"{folder}/*.partial*"):
                found.append("a partial file is left")
        is_repair = scenario.name == "repair"
        after = dump(path, folder, checks=not is_repair)
        if self.before is not None and after is None:
            found.append("the index is gone")
        if was_done and difference(dump(f"{folder}/{scenario.target}", folder), self.expected):
            found.append("exit 0, but not done")
        check = self.check(folder, seconds)
        # What a check may refuse: no index, and one that is still of the older version.
        is_absent = self.before is None and after is None
        is_old = (
            scenario.name == "upgrade" and after is not None
            and after["version"] == self.before["version"])
        refused = is_absent or is_repair or is_old
        if check.returncode != 0 and not refused or check.returncode not in (0, 3):
            found.append(f"check {check.returncode}: {plain(check.stdout + check.stderr)}")
        if scenario.name == "backup":
            if difference(after, self.before):
                found.append("the index changed")
            if os.path.exists(f"{folder}/copy.sqlite"):
                return found + self.compare(folder)
        again = run(scenario.arguments, folder, timeout=seconds)
        if again.returncode != 0:
            found.append(f"again: {again.returncode}: {plain(again.stderr + again.stdout)}")
        found += self.compare(folder)
        check = self.check(folder, seconds)
        if check.returncode != 0:
            found.append(f"check at last {check.returncode}: {plain(check.stdout)}")
        return found

    def check(self, folder, seconds):
        """What `talks check` says; the migrator checks what only it can read."""
        program = [self.program, "check"]
        if self.scenario.name == "migration":
            program = [self.scenario.arguments[0], "--check", "i.sqlite"]
        return run(program, folder, timeout=seconds)

    def compare(self, folder):
        """How what is there at last differs from what an undisturbed run makes."""
        differing = difference(dump(f"{folder}/{self.scenario.target}", folder), self.expected)
        if not differing and self.scenario.name in ("migration", "upgrade"):
            kept = glob.glob(f"{folder}/i.sqlite.v*-backup")
            if len(kept) != 1:
                return [f"{len(kept)} backups beside the index"]
            differing = difference(dump(kept[0], folder), self.before)
        return [f"not the same in the end: {differing[:400]}"] if differing else []


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", help="default .build/release/talks")
    parser.add_argument("--migrator", help="the program that migrates, see above")
    parser.add_argument("--points", type=int, default=1000, help="most points of one call and fault")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--least", type=int, default=200, help="points that must fire")
    parser.add_argument("scenarios", nargs="*")
    arguments = parser.parse_args()
    require("strace")
    program = find_program(arguments.program)
    migrator = find_program(arguments.migrator) if arguments.migrator else None
    if not migrator:
        print("migration: skipped, no --migrator")
    fired_in_all, wrong = 0, 0
    with tempfile.TemporaryDirectory(prefix="talks-sweep-") as folder:
        for scenario in scenarios(program, migrator):
            if arguments.scenarios and scenario.name not in arguments.scenarios:
                continue
            try:
                sweep = Sweep(scenario, program, arguments.points, arguments.jobs, folder)
            except (Violation, subprocess.TimeoutExpired) as problem:
                wrong += 1
                print(f"VIOLATION {scenario.name}: {problem}", flush=True)
                continue
            plan = sweep.plan()
            fired = {}
            with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
                for point, (has_fired, violations) in zip(
                        plan, pool.map(lambda point: sweep.point(*point), plan)):
                    fired[point[1]] = fired.get(point[1], 0) + has_fired
                    for violation in violations:
                        wrong += 1
                        name = " ".join(map(str, point))
                        print(f"VIOLATION {scenario.name} {name}: {violation}", flush=True)
            counts = ", ".join(f"{name} {number}" for name, number in fired.items())
            print(f"{scenario.name}: {len(plan)} points, fired: {counts}", flush=True)
            total = sum(fired.values())
            fired_in_all += total
            # Threads do not share work alike in every run, so a few of the last points may miss.
            if total < 10 or total < 0.8 * len(plan):
                wrong += 1
                print(f"VIOLATION {scenario.name}: only {total} of {len(plan)} points fired")
    print(f"{fired_in_all} points fired, {wrong} violations")
    if fired_in_all < arguments.least and not arguments.scenarios:
        wrong += 1
        print(f"VIOLATION fewer than {arguments.least} points fired")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
