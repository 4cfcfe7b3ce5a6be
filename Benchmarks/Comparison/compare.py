#!/usr/bin/env python3
"""Times talks and its rivals in turn on the same calendars; prints medians and ratios.

Called by Benchmarks/run. A ratio over 1 says how many times faster talks is.
"""
import argparse
import glob
import importlib.util
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys

from measuring import Measurement, Table, remove_index, run, run_once

HERE = os.path.dirname(os.path.abspath(__file__))
RIVALS = os.path.join(HERE, "../Rivals")


class Comparison:
    def __init__(self, options):
        self.options = options
        self.files = sorted(glob.glob(options.work + "/calendars/*.ics"))
        self.table = Table()
        self.ours = options.work + "/talks.sqlite"
        self.theirs = options.work + "/stock.sqlite"
        self.measure = options.tools + "/measure"
        self.result = {"ingest": {"talks": [], "stock FTS5": []}, "terms": {}}

    def in_turn(self, left, right, prepare=lambda: None):
        """Runs two commands in turn, as many rounds as asked for."""
        ours, theirs = Measurement(), Measurement()
        for _ in range(self.options.rounds):
            prepare()
            run(left, ours)
            run(right, theirs)
        return ours, theirs

    def ingest_command(self, paths, index):
        return [self.options.program, "ingest", *paths, "--index", index, "--quiet"]

    def remove_both(self):
        remove_index(self.ours)
        remove_index(self.theirs)

    # What is compared, in the order of the table.

    def reading(self):
        for what, part in (("read, every property as text", "read"),
                           ("read and extract, with keywords", "extract")):
            self.table.pair(what, "libical, parse only", *self.in_turn(
                [self.measure, part, *self.files], [self.options.stock, "parse", *self.files]))

    def first_ingest(self):
        """Growing parts of the calendars, the whole of them last, so that its index stays."""
        for part in (100, 10, 3, 1):
            files = self.files[:max(1, len(self.files) // part)]
            ours, theirs = self.in_turn(
                self.ingest_command(files, self.ours),
                [self.options.stock, "ingest", self.theirs, *files], self.remove_both)
            talks = count_talks(self.ours)
            self.table.pair(f"first ingest, {talks:,} talks", "libical + stock FTS5 inserts", ours, theirs)
            self.result["ingest"]["talks"].append([talks, ours.median])
            self.result["ingest"]["stock FTS5"].append([talks, theirs.median])
        size, rival = os.path.getsize(self.ours), os.path.getsize(self.theirs)
        self.table.note(f"index {size / 1e6:.1f} MB, stock (one index of two) {rival / 1e6:.1f} MB, {size / rival:.2f} x")

    def segments(self):
        """The FTS5 part alone: the same rows into the same table, which must hold the same."""
        ours, theirs = self.options.work + "/rows.sqlite", self.options.work + "/stock-rows.sqlite"
        subprocess.run([self.options.stock, "rows", theirs, self.ours], check=True, capture_output=True)
        bare = self.options.work + "/bare-rows.sqlite"
        shutil.move(theirs, bare)

        def prepare():
            for copy in (ours, theirs):
                remove_index(copy)
                shutil.copyfile(bare, copy)

        self.table.pair("FTS5 part alone, one index", "stock FTS5 inserts", *self.in_turn(
            [self.options.tools + "/talks-rows", ours], [self.options.stock, "index", theirs], prepare))
        vocabularies = [vocabulary(path) for path in (ours, theirs)]
        if vocabularies[0] != vocabularies[1]:
            sys.exit("the two tables of the same rows do not hold the same terms")
        for path in (ours, theirs, bare):
            remove_index(path)

    def ingest_again(self):
        again = Measurement()
        for _ in range(self.options.rounds):
            run(self.ingest_command(self.files, self.ours), again)
        remove_index(self.ours)
        first = run_once(self.ingest_command(self.files, self.ours))
        self.table.pair("ingest again, nothing changed", "its own first ingest", again, first)

    def increment(self):
        """A thousand new talks into all of the calendars."""
        folder = self.options.work + "/new"
        subprocess.run([self.options.tools + "/generate-calendars", "--talks", "1000", "--files", "5",
                        "--seed", "99", folder], check=True, capture_output=True)
        new = sorted(glob.glob(folder + "/*.ics"))
        ours, theirs = self.options.work + "/ours.add.sqlite", self.options.work + "/theirs.add.sqlite"

        def prepare():
            for source, copy in ((self.ours, ours), (self.theirs, theirs)):
                remove_index(copy)
                shutil.copyfile(source, copy)
            # Either waits for its file to be synced; of a copy just made that would be all of it.
            os.sync()

        self.table.pair("1,000 new talks into them", "stock FTS5 inserts", *self.in_turn(
            self.ingest_command(new, ours), [self.options.stock, "add", theirs, *new], prepare))
        remove_index(ours)
        remove_index(theirs)

    def python(self):
        index, rival = self.options.work + "/ours.sqlite", self.options.work + "/python.sqlite"

        def prepare():
            remove_index(index)
            remove_index(rival)

        self.table.pair("first ingest, all of them", "python-icalendar + sqlite3 FTS5", *self.in_turn(
            self.ingest_command(self.files, index),
            [sys.executable, os.path.join(RIVALS, "python_ingest.py"), rival, *self.files], prepare))
        prepare()

    def streams(self, beside_stock=True):
        """A stream of mixed queries, warm in two ways.

        The rivals are asked every query once before it counts. So are we; and then anew after another
        stream, which shows what a search for words takes that nobody asked for yet.
        """
        paths = []
        for seed in ("1", "2"):
            paths.append(f"{self.options.work}/queries-{seed}.txt")
            with open(paths[-1], "w", encoding="utf-8") as out:
                subprocess.run([sys.executable, HERE + "/make_queries.py", self.ours, "500", seed],
                               stdout=out, check=True)
        for match in ("any", "all", "auto"):
            ask = [self.measure, "queries", self.ours, paths[1], "--match", match]
            stock = ["--stock"] if beside_stock and match != "auto" else []
            found = {"words asked before": printed(ask + stock),
                     "new words": printed([*ask, "--warm", paths[0]])}
            for words, ours in found.items():
                self.table.note(f"{words}: {ours}")
            if match != "auto" and importlib.util.find_spec("tantivy"):
                theirs = printed(
                    [sys.executable, RIVALS + "/tantivy_queries.py", self.ours, paths[1], match])
                self.table.note(f"{match}: {theirs}")
                for words, ours in found.items():
                    whole = mean(theirs) + parsing(theirs)
                    self.table.note(f"{match}, {words}: talks takes {mean(ours) / mean(theirs):.2f} x the mean of "
                                    f"tantivy, {mean(ours) / whole:.2f} x with parsing, as ours is")

    def terms(self):
        """Single words of every document frequency."""
        terms = terms_by_frequency(self.ours)
        path = self.options.work + "/terms.txt"
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(term + "\n" for term in terms)
        times = self.options.work + "/times.tsv"
        printed([self.measure, "queries", self.ours, path, "--match", "any", "--stock", "--times", times])
        columns = {"talks": 1, "stock FTS5": 2}
        rows = read_times(times)
        for name, column in columns.items():
            self.result["terms"][name] = [[terms[row[0]], float(row[column])] for row in rows]
        common = [row for row in rows if terms[row[0]] > count_talks(self.ours) / 10]
        if common:
            ratio = sum(float(r[2]) for r in common) / sum(float(r[1]) for r in common)
            self.table.note(f"words in over a tenth of all talks: stock ORDER BY rank takes {ratio:.0f} x the time")
        if importlib.util.find_spec("tantivy"):
            printed([sys.executable, RIVALS + "/tantivy_queries.py", self.ours, path, "any", times])
            self.result["terms"]["tantivy"] = [[terms[r[0]], float(r[1])] for r in read_times(times)]

    def processes(self):
        """`talks search` as a whole process, beside the sqlite3 program with bm25."""
        frequencies = sorted((n, t) for t, n in terms_by_frequency(self.ours, 4000).items())
        phrase, speaker = one_phrase(self.ours), one_speaker(self.ours)
        kinds = [("a rare word", frequencies[len(frequencies) // 20][1]),
                 ("a common word", frequencies[-max(2, len(frequencies) // 100)][1]),
                 ("the commonest word", frequencies[-1][1]),
                 ("a phrase", f'"{phrase}"'), ("a speaker", f'speaker:"{speaker}"')]
        for what, query in kinds:
            match = query.replace("speaker:", "speakers : ")
            sql = ("SELECT talk.title FROM talk JOIN talk_prose ON talk.id = talk_prose.rowid "
                   f"WHERE talk_prose MATCH '{match}' ORDER BY bm25(talk_prose) LIMIT 10")
            ours, theirs = Measurement(), Measurement()
            for _ in range(max(5, self.options.rounds)):
                run([self.options.program, "search", query, "--index", self.ours], ours)
                run(["sqlite3", "-readonly", self.ours, sql], theirs)
            self.table.pair(f"whole process: {what}", "sqlite3 with bm25", ours, theirs)

    def everything(self):
        size = sum(map(os.path.getsize, self.files))
        self.table.note(f"{len(self.files)} files, {size / 1e6:.1f} MB, {os.cpu_count()} cores, "
                        f"{self.options.rounds} rounds, medians")
        if self.options.stock:
            self.reading()
            self.first_ingest()
            self.segments()
        else:
            run_once(self.ingest_command(self.files, self.ours))
        self.ingest_again()
        if self.options.stock:
            self.increment()
        if importlib.util.find_spec("icalendar"):
            self.python()
        else:
            self.table.note("skipped: the Python package icalendar is not installed")
        self.streams()
        self.terms()
        if not importlib.util.find_spec("tantivy"):
            self.table.note("skipped: the Python package tantivy is not installed")
        if shutil.which("sqlite3"):
            self.processes()
        else:
            self.table.note("skipped: the program sqlite3 is not installed")
        self.result["talks"] = count_talks(self.ours)
        self.result["table"] = self.table.rows
        with open(self.options.result, "w", encoding="utf-8") as out:
            json.dump(self.result, out, indent=1)


def printed(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout.strip()


def mean(printed_figures):
    """The mean that a line of figures says, in microseconds."""
    return float(re.search(r"mean\s+([0-9.]+) us", printed_figures).group(1))


def parsing(printed_figures):
    """The mean that parsing a query takes the rival, in microseconds."""
    return float(re.search(r"parsing ([0-9.]+) us", printed_figures).group(1))


def reading(index):
    return sqlite3.connect(f"file:{index}?mode=ro", uri=True)


def vocabulary(index):
    """Terms, documents and occurrences of a table that stock SQLite finds sound."""
    connection = sqlite3.connect(index)
    connection.execute("insert into talk_text(talk_text, rank) values('integrity-check', 1)")
    connection.execute("create virtual table temp.vocabulary using fts5vocab(main, talk_text, row)")
    return connection.execute(
        "select count(*), sum(doc), sum(cnt), sum(doc * length(term)) from vocabulary").fetchone()


def count_talks(index):
    return reading(index).execute("select count(*) from talk").fetchone()[0]


def one_phrase(index):
    """Three words that stand side by side in the abstract of a talk in the middle."""
    database = reading(index)
    middle = database.execute("select max(id) / 2 from talk").fetchone()[0]
    text = database.execute("select abstract from talk where id = ?", (middle,)).fetchone()[0]
    return re.search(r"[a-z]+ [a-z]+ [a-z]+", text).group()


def one_speaker(index):
    database = reading(index)
    return database.execute("select name from person order by id limit 1 offset 50").fetchone()[0]


def terms_by_frequency(index, count=240):
    """Words and how many talks have them, spread evenly over the logarithm of that number."""
    database = reading(index)
    database.execute("create virtual table temp.vocabulary using fts5vocab(main, talk_prose, row)")
    classes = {}
    for term, frequency in database.execute("select term, doc from temp.vocabulary"):
        if re.fullmatch(r"[a-z]{3,}", term):
            classes.setdefault(len(str(frequency)) * 10 + int(str(frequency)[0]), []).append((term, frequency))
    chance = random.Random(3)
    each = max(1, count // len(classes))
    picked = [pair for terms in classes.values()
              for pair in chance.sample(sorted(terms), min(each, len(terms)))]
    return dict(picked)


def read_times(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "tools", "stock", "work", "result"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    Comparison(parser.parse_args()).everything()


if __name__ == "__main__":
    main()
