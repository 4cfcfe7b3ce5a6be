#!/usr/bin/env python3
"""Random operations on an index, beside a simple model of what it must hold.

usage: Tests/Soak/soak.py [--program FILE] [--time SECONDS] [--seed N] [--steps N]

Each step is one of: feeds change (events are added, changed, cancelled, removed) and are ingested;
a feed is cut off; files are removed and come back; the folder is emptied; an ingest is killed and
done again; talks are edited, deleted and added through the stock `sqlite3` program; searches while
and after; a backup; a check. After each ingest the table of talks, both full-text indexes and the
exit status are compared with the model.

Neither memory nor the write-ahead log may grow with the number of steps, and nothing may be left
beside the index. Ends with 1, and says seed and step, at the first thing that does not hold.
"""

import argparse
import os
import random
import signal
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Faults"))

from faultlib import NOW, Violation, find_program, plain  # noqa: E402
from model import Event, Feed, Model, uid  # noqa: E402

FEEDS = ["logic", "optics", "number", "probability", "vision", "plasma"]
# So many events a feed may have in the course of time; the index thereby stays as large as it is.
NUMBERS = 60
SECONDS = 600
# What one and the same operation may take more of memory at the end than at the beginning.
GROWTH = 1.3
SLACK = 16 << 20


def kill(process):
    """Kills a program that may have ended; `Popen.kill` would take its status, which wait4 wants."""
    os.kill(process.pid, signal.SIGKILL)


class Soak:
    """One run: the folder, the model, the figures."""

    def __init__(self, program, seed, folder):
        self.program = program
        self.random = random.Random(seed)
        self.folder = folder
        self.index = f"{folder}/i.sqlite"
        self.model = Model()
        self.feeds = [Feed(name) for name in FEEDS]
        self.writes = 0
        self.versions = {}
        self.current = "the first ingest"
        self.counts = {}
        self.memory = {}
        self.log_bytes = 0

    # The program

    def start(self, *arguments):
        """Starts the program with nothing of the user's around it."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": self.folder, "TALKS_INDEX": self.index,
            "TMPDIR": f"{self.folder}/tmp", "LC_ALL": "C.UTF-8"}
        errors = tempfile.TemporaryFile("w+", errors="replace")
        process = subprocess.Popen(
            [self.program, *arguments], cwd=self.folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
            errors="replace")
        return process, errors

    def end(self, started, what):
        """Waits for a program and notes what memory it took; its status, output and errors.

        One that hangs is killed, which no operation takes for its right end.
        """
        process, file = started
        watch = threading.Timer(SECONDS, kill, [process])
        watch.start()
        with process, file:
            output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            file.seek(0)
            errors = file.read()
        watch.cancel()
        if process.returncode >= 0:
            self.memory.setdefault(what, []).append(usage.ru_maxrss << 10)
        return process.returncode, output, errors

    def run(self, *arguments, what=None):
        """Runs the program to its end."""
        return self.end(self.start(*arguments), what or arguments[0])

    # Calendars

    def write(self, feed):
        """Writes the calendar of a feed, or what is left of it."""
        path = f"{self.folder}/in/{feed.name}.ics"
        if not feed.exists:
            if os.path.exists(path):
                os.unlink(path)
            return
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//soak//EN", f"X-WR-CALNAME:{feed.name}"]
        data = "\r\n".join(lines) + "\r\n"
        for position, number in enumerate(sorted(feed.events)):
            event = feed.events[number]
            text = "\r\n".join([
                "BEGIN:VEVENT", f"UID:{uid(feed.name, number)}", f"SEQUENCE:{event.version}",
                f"DTSTART:2027{1 + number % 12:02}{1 + number // 12 + event.version % 20:02}"
                f"T{8 + FEEDS.index(feed.name):02}{event.version % 60:02}00Z",
                "DURATION:PT1H", f"SUMMARY:{event.title(feed.name)}",
                f"DESCRIPTION:Speaker: Ada Okafor\\n\\nAbstract: About {event.title(feed.name)}.",
            ] + (["STATUS:CANCELLED"] if event.is_cancelled else []) + ["END:VEVENT"]) + "\r\n"
            if position == feed.whole:
                data += text[:len(text) // 2]
                break
            data += text
        else:
            data += "END:VCALENDAR\r\n" if feed.whole is None else ""
        feed.content = data.encode()
        with open(path, "wb") as file:
            file.write(feed.content)
        # Files come with any date, also an earlier one; it must only not be the one they had.
        self.writes += 1
        date = 1_780_000_000 + self.writes * 7919 % 1_000_003
        os.utime(path, (date, date))

    def change(self):
        """Changes some feeds."""
        for feed in self.random.sample(self.feeds, self.random.randint(1, 3)):
            self.change_feed(feed)
            self.write(feed)

    def change_feed(self, feed):
        source = self.random
        feed.exists = True
        feed.whole = None
        for _ in range(source.randint(1, 12)):
            number = source.randrange(NUMBERS)
            event = feed.events.get(number)
            if event is None:
                feed.events[number] = Event(number, self.version(feed, number))
            else:
                what = source.random()
                if what < 0.4:
                    feed.events[number] = Event(number, self.version(feed, number))
                elif what < 0.7:
                    cancelled = not event.is_cancelled
                    feed.events[number] = Event(number, self.version(feed, number), cancelled)
                else:
                    del feed.events[number]
        if source.random() < 0.1:
            # Most of a calendar is gone at once.
            keep = source.sample(sorted(feed.events), len(feed.events) // 3)
            feed.events = {number: feed.events[number] for number in keep}
        if source.random() < 0.15 and feed.events:
            feed.whole = source.randrange(len(feed.events))

    def version(self, feed, number):
        """The next version of an event; versions never come again."""
        key = (feed.name, number)
        self.versions[key] = self.versions.get(key, 0) + 1
        return self.versions[key]

    def remove(self):
        """Removes files, or brings some back as they were."""
        for feed in self.random.sample(self.feeds, self.random.randint(1, 3)):
            feed.exists = not feed.exists
            self.write(feed)

    def empty(self):
        """Empties the folder; the next ingest must not believe it. Then all comes back."""
        kept = [feed.exists for feed in self.feeds]
        for feed in self.feeds:
            feed.exists = False
            self.write(feed)
        self.ingest(is_forced=False)
        for feed, exists in zip(self.feeds, kept):
            feed.exists = exists
            self.write(feed)

    # Operations

    def ingest(self, is_forced=None):
        """Ingests, and compares."""
        if is_forced is None:
            is_forced = self.random.random() < 0.2
        arguments = ["ingest", "--now", NOW] + (["--force"] if is_forced else []) + ["in"]
        was_known = bool(self.model.talks)
        is_refused = self.model.ingest(self.feeds, is_forced)
        status, output, errors = self.run(*arguments)
        # Calendars that are cut off are said so, and are no failure.
        expect(status == (4 if is_refused else 0) or not was_known,
               f"{arguments} ends with {status}, refused {is_refused}: {plain(output + errors)}")
        self.compare()

    def kill_ingest(self):
        """Begins an ingest and kills it somewhere."""
        process = self.start("ingest", "--now", NOW, "in")
        time.sleep(self.random.choice([0.001, 0.005, 0.01, 0.02, 0.04, 0.08]))
        kill(process[0])
        self.end(process, "killed")

    def killed(self):
        """Kills an ingest somewhere; then it is done to its end."""
        self.change()
        self.kill_ingest()
        if os.path.exists(self.index) and self.random.random() < 0.5:
            status, output, errors = self.run("check")
            expect(status == 0 or "empty" in errors, f"check after a kill: {plain(output + errors)}")
        self.ingest()

    def anew(self):
        """Begins again with one calendar; then all others come, many new talks at once."""
        for ending in ("", "-wal", "-shm"):
            if os.path.exists(self.index + ending):
                os.unlink(self.index + ending)
        self.model = Model()
        only = self.random.choice(self.feeds)
        for feed in self.feeds:
            feed.exists = feed is only
            self.write(feed)
        self.ingest(is_forced=True)
        for feed in self.feeds:
            feed.exists = True
            self.write(feed)
        if self.random.random() < 0.5:
            self.kill_ingest()
        self.ingest(is_forced=True)

    def edit(self):
        """Edits, deletes and adds talks through the stock program."""
        keys = sorted(key for key, talk in self.model.talks.items() if not talk.is_gone)
        if not keys:
            return
        script = []
        for feed, number in self.random.sample(keys, min(len(keys), 4)):
            what = self.random.random()
            name = uid(feed, number)
            if what < 0.5:
                title = f"Edited zx{self.random.randrange(10 ** 9)}"
                script.append(f"UPDATE talk SET title = '{title}' WHERE uid = '{name}';")
                self.model.talks[feed, number].title = title
            elif what < 0.75:
                script.append(f"DELETE FROM talk WHERE uid = '{name}';")
                del self.model.talks[feed, number]
        if len(self.model.by_hand) < 20:
            title = f"By hand zy{self.random.randrange(10 ** 9)}"
            script.append(f"INSERT INTO talk(title, start_utc) VALUES ('{title}', 1800000000);")
            self.model.by_hand[title] = title
        else:
            title = self.random.choice(sorted(self.model.by_hand))
            script.append(f"DELETE FROM talk WHERE title = '{title}';")
            del self.model.by_hand[title]
        self.stock("\n".join(script))
        self.compare()

    def stock(self, script):
        """Runs a script in the stock program."""
        result = subprocess.run(
            ["sqlite3", "-bail", self.index], input=f".timeout 20000\n{script}",
            capture_output=True, text=True, timeout=SECONDS)
        expect(result.returncode == 0, f"sqlite3: {plain(result.stderr)}")
        return result.stdout

    def search(self):
        """Searches for talks that are there, and for some that are not any more."""
        keys = sorted(self.model.talks)
        for feed, number in self.random.sample(keys, min(len(keys), 3)):
            talk = self.model.talks[feed, number]
            status, output, errors = self.run(
                "search", "--exact", "--match", "all", "--now", NOW, "--format", "json",
                "--", "title:" + talk.title.split()[-1])
            expect(status in (0, 1), f"search ends with {status}: {plain(errors)}")
            # Of others the token is the same only where the talk was edited.
            if not talk.is_gone:
                expect(status == 0 and talk.title in output, f"{talk.title} is not found")
        status, _, errors = self.run("search", "--now", NOW, "no such words anywhere")
        expect(status in (0, 1), f"search ends with {status}: {plain(errors)}")

    def beside(self):
        """Searches and a backup while an ingest runs: each sees a whole state."""
        self.change()
        process = self.start("ingest", "--now", NOW, "--rehash", "--force", "in")
        copy = f"{self.folder}/copy.sqlite"
        searched = self.run("search", "--now", NOW, "ada", what="search beside")
        backed = self.run("backup", copy, what="backup beside")
        status, output, errors = self.end(process, "ingest beside")
        self.model.ingest(self.feeds, True, rereads=True)
        expect(status == 0, f"ingest ends with {status}: {plain(output + errors)}")
        expect(searched[0] in (0, 1), f"search ends with {searched[0]}: {plain(searched[2])}")
        expect(backed[0] == 0, f"backup ends with {backed[0]}: {plain(backed[2])}")
        self.sound(copy)
        os.unlink(copy)
        self.compare()

    def backup(self):
        """A backup holds what the index holds."""
        copy = f"{self.folder}/copy.sqlite"
        status, _, errors = self.run("backup", copy)
        expect(status == 0, f"backup ends with {status}: {plain(errors)}")
        self.sound(copy)
        self.compare(copy)
        os.unlink(copy)

    def check(self):
        """A check finds nothing, but names of people that no talk has any more."""
        status, output, errors = self.run("check")
        expect(status == 0, f"check ends with {status}: {plain(output + errors)}")

    def many(self):
        """Many searches in one process take no more memory than few."""
        for count in (100, 2000):
            path = f"{self.folder}/queries"
            keys = sorted(self.model.talks)
            with open(path, "w", encoding="utf-8") as file:
                for line in range(count):
                    key = keys[line % len(keys)]
                    file.write(f"{line}\t{self.model.talks[key].title}\n")
            status, _, errors = self.run(
                "search", "--batch", path, "--now", NOW, "--format", "json",
                what=f"{count} searches")
            expect(status in (0, 1), f"search ends with {status}: {plain(errors)}")
        few, much = self.memory["100 searches"][-1], self.memory["2000 searches"][-1]
        expect(much < few * GROWTH + SLACK, f"100 searches take {few} bytes, 2000 {much}")

    # Comparison

    def compare(self, path=None):
        """The index says what the model says."""
        self.no_leftovers()
        database = sqlite3.connect(f"file:{path or self.index}?mode=ro", uri=True)
        try:
            rows = database.execute(
                """SELECT s.name, t.uid, t.title, t.status, t.gone_since IS NOT NULL
                   FROM talk t LEFT JOIN source s ON s.id = t.source_id""").fetchall()
            found = sorted(((*row[:4], bool(row[4])) for row in rows), key=repr)
            wanted = self.model.rows()
            if found != wanted:
                extra = [row for row in found if row not in wanted][:3]
                lost = [row for row in wanted if row not in found][:3]
                raise Violation(
                    f"{len(found)} talks, {len(wanted)} in the model; too much {extra}, lost {lost}")
            for table in ("talk_prose", "talk_words"):
                listed = database.execute(
                    f"SELECT rowid FROM {table} WHERE {table} MATCH 'title : zq* OR zx* OR zy*'")
                expect(len(listed.fetchall()) == len(found), f"{table} lacks talks")
        finally:
            database.close()

    def sound(self, path):
        """SQLite's own checks pass; of a copy, since one of them writes."""
        database = sqlite3.connect(path)
        try:
            expect(database.execute("PRAGMA integrity_check").fetchone() == ("ok",), "integrity")
            for table in ("talk_prose", "talk_words"):
                database.execute(f"INSERT INTO {table}({table}, rank) VALUES('integrity-check', 1)")
            database.rollback()
        finally:
            database.close()

    def no_leftovers(self):
        """Nothing is left beside the index, and its log is empty."""
        log = f"{self.index}-wal"
        size = os.path.getsize(log) if os.path.exists(log) else 0
        self.log_bytes = max(self.log_bytes, size)
        expect(size < 8 << 20, f"a log of {size} bytes")
        left = [name for name in os.listdir(f"{self.folder}/tmp")]
        left += [name for name in os.listdir(self.folder) if ".partial" in name]
        # What a killed process leaves the next one removes, or the one after it.
        expect(len(left) <= 2, f"left behind: {left}")

    OPERATIONS = [
        ("change", 8), ("remove", 2), ("empty", 1), ("killed", 4), ("edit", 3), ("search", 4),
        ("anew", 1), ("beside", 2), ("backup", 1), ("check", 1), ("many", 0.3)]

    def step(self):
        """One operation, at random."""
        names, weights = zip(*self.OPERATIONS)
        name = self.current = self.random.choices(names, weights)[0]
        if name in ("change", "remove"):
            getattr(self, name)()
            self.ingest()
        else:
            getattr(self, name)()
        self.counts[name] = self.counts.get(name, 0) + 1

    def first(self):
        """All feeds, and an index of them."""
        os.makedirs(f"{self.folder}/in")
        os.makedirs(f"{self.folder}/tmp")
        for feed in self.feeds:
            for _ in range(4):
                self.change_feed(feed)
            feed.whole = None
            self.write(feed)
        self.ingest(is_forced=True)

    def growth(self):
        """Operations that take more memory at the end than at the beginning."""
        found = []
        for name, sizes in self.memory.items():
            part = len(sizes) // 4
            if part < 5:
                continue
            early, late = max(sizes[:part]), max(sizes[-part:])
            if late > early * GROWTH + SLACK:
                found.append(f"{name}: {early >> 10} KiB at first, {late >> 10} KiB at last")
        return found


def expect(condition, message):
    """Ends the run unless the condition holds."""
    if not condition:
        raise Violation(message)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", help="default .build/release/talks")
    parser.add_argument("--time", type=float, default=60, help="seconds")
    parser.add_argument("--steps", type=int, default=10 ** 9, help="most steps")
    parser.add_argument("--seed", type=int, default=None, help="default: another one every time")
    arguments = parser.parse_args()
    program = find_program(arguments.program)
    if shutil.which("sqlite3") is None:
        print("skipped: sqlite3 missing (apt-get install sqlite3)")
        return 77
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(10 ** 9)
    print(f"seed {seed}", flush=True)
    end = time.monotonic() + arguments.time
    folder = tempfile.mkdtemp(prefix="talks-soak-")
    soak = Soak(program, seed, folder)
    step = 0
    try:
        soak.first()
        while time.monotonic() < end and step < arguments.steps:
            step += 1
            soak.step()
            if step % 200 == 0:
                print(f"{step} steps, {len(soak.model.talks)} talks", flush=True)
        soak.check()
        problems = soak.growth()
    except (Violation, sqlite3.Error, subprocess.TimeoutExpired) as problem:
        print(f"VIOLATION seed {seed}, step {step} ({soak.current}): {problem}\nkept: {folder}")
        return 1
    counts = ", ".join(f"{name} {number}" for name, number in sorted(soak.counts.items()))
    memory = max(soak.memory["ingest"]) >> 20
    print(f"{step} steps ({counts}); {len(soak.model.talks)} talks; at most {memory} MiB of memory an "
          f"ingest, {soak.log_bytes} bytes of log; {len(problems)} violations")
    for problem in problems:
        print(f"VIOLATION seed {seed}: memory of {problem}")
    shutil.rmtree(folder)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
