#!/usr/bin/env python3
"""Measure `talks similar`: how often do the first ten talks share a tag with the talk they are like?

usage: score_similar.py [--talks CMD] [--data FOLDER] [--sample N] [--seed N]

FOLDER holds docs.jsonl ({"id", "title", "author", "series", "keywords", "text"}; tags joined with "; "). The documents are
written out as one calendar WITHOUT their tags, so that no tag can be found by being read, and ingested. For a random
sample of talks that have a tag, three lists of ten are compared:

    talks      talks similar UID
    stock      FTS5 `porter unicode61`, the words of the title joined by OR, bm25 with all weights 1
    chance     the share of all other talks that have a tag in common

A tag that stands on more than a tenth of all tagged talks says nothing and is left out. The listing of the same talk by
another name (same title) counts for nobody. Exit status 1 if `talks` is below three times chance, or below stock.
"""
import argparse
import collections
import importlib.util
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "../../../shared")


def tags_of(document):
    return {t.strip().casefold() for t in (document.get("keywords") or "").split(";") if t.strip()}


def escaped(text):
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text).replace("\\", "\\\\").replace(";", "\\;").replace(
        ",", "\\,").replace("\r", "").replace("\n", "\\n")


def write_calendar(documents, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//similar//EN\r\n")
        for number, document in enumerate(documents):
            lines = [
                "BEGIN:VEVENT", "UID:" + document["id"],
                f"DTSTART:20{number // 10000 % 100:02d}{1 + number // 1000 % 10:02d}{1 + number % 28:02d}T090000Z",
                "SUMMARY:" + escaped(document.get("title") or "(untitled)")]
            for author in re.split(r";\s*", document.get("author") or ""):
                if author.strip():
                    name = author.strip().replace('"', "'")
                    lines.append(f'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN="{name}":invalid:nomail')
            if document.get("series"):
                lines.append("CATEGORIES:" + escaped(document["series"]))
            if document.get("text"):
                lines.append("DESCRIPTION:" + escaped(document["text"]))
            lines.append("END:VEVENT")
            file.write("\r\n".join(lines) + "\r\n")
        file.write("END:VCALENDAR\r\n")


def stock_table(documents):
    database = sqlite3.connect(":memory:")
    database.execute(
        "create virtual table t using fts5(title, author, series, text, tokenize='porter unicode61 remove_diacritics 2')")
    database.executemany(
        "insert into t(rowid, title, author, series, text) values (?, ?, ?, ?, ?)",
        [(i, d.get("title"), d.get("author"), d.get("series"), d.get("text")) for i, d in enumerate(documents)])
    return database


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--talks", default="talks")
    parser.add_argument("--data", default=os.path.join(SHARED, "ranking/pyvideo"))
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    with open(os.path.join(arguments.data, "docs.jsonl"), encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    common = collections.Counter(t for d in documents for t in tags_of(d))
    tagged = sum(1 for d in documents if tags_of(d))
    telling = {t for t, n in common.items() if 2 <= n <= tagged / 10}
    tags = [tags_of(d) & telling for d in documents]
    titles = [re.sub(r"\W+", " ", d.get("title") or "").casefold().strip() for d in documents]
    number = {d["id"]: i for i, d in enumerate(documents)}
    holders = collections.defaultdict(set)
    for i, own in enumerate(tags):
        for tag in own:
            holders[tag].add(i)

    random.seed(arguments.seed)
    sample = random.sample([i for i, own in enumerate(tags) if own], arguments.sample)
    stock = stock_table(documents)
    share = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        calendar, index = os.path.join(folder, "docs.ics"), os.path.join(folder, "index.sqlite")
        write_calendar(documents, calendar)
        done = subprocess.run(arguments.talks.split() + ["ingest", calendar, "--index", index], capture_output=True)
        if done.returncode not in (0, 4):
            sys.exit(f"ingest: exit {done.returncode}: {done.stderr.decode(errors='replace')[:300]}")
        for seed in sample:
            others = set().union(*(holders[t] for t in tags[seed])) - {seed}
            others = {i for i in others if titles[i] != titles[seed]}
            share["chance"] += len(others) / (len(documents) - 1)
            found = subprocess.run(
                arguments.talks.split() + ["similar", documents[seed]["id"], "--limit", "11", "--format", "jsonl",
                                           "--index", index], capture_output=True)
            if found.returncode not in (0, 1):
                sys.exit(f"similar {documents[seed]['id']}: {found.stderr.decode(errors='replace')[:300]}")
            ours = [number[json.loads(line)["uid"]] for line in found.stdout.decode().splitlines()]
            words = re.findall(r"\w+", documents[seed].get("title") or "")
            theirs = [r[0] for r in stock.execute(
                "select rowid from t where t match ? order by rank limit 31", (" OR ".join(f'"{w}"' for w in words),))]
            for name, rows in (("talks", ours), ("stock", theirs)):
                rows = [r for r in rows if r != seed and titles[r] != titles[seed]][:10]
                share[name] += sum(1 for r in rows if r in others) / 10
    for name in ("talks", "stock", "chance"):
        share[name] /= len(sample)
    print(f"{len(sample)} talks of {len(documents)}; share of the first ten with a tag in common: "
          f"talks {share['talks']:.3f}, stock {share['stock']:.3f}, chance {share['chance']:.4f}; "
          f"{share['talks'] / share['chance']:.1f} x chance, {share['talks'] / share['stock']:.2f} x stock")
    if share["talks"] < 3 * share["chance"] or share["talks"] < share["stock"]:
        sys.exit(1)


main()
