#!/usr/bin/env python3
"""Makes a mixed stream of queries of one to five words for an index, the same one for the same seed.

usage: make_queries.py INDEX COUNT [SEED] > QUERIES

Half of the queries are words of one talk (so that some talk has them all), half are drawn from the
vocabulary by document frequency: rare, middling, common, and in over a tenth of all talks.
"""
import random
import re
import sqlite3
import sys


def main():
    index, count = sys.argv[1], int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    db = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    talks = db.execute("select count(*) from talk").fetchone()[0]
    db.execute("create virtual table temp.vocabulary using fts5vocab(main, talk_words, row)")
    classes = [[], [], [], []]
    for term, documents in db.execute("select term, doc from temp.vocabulary"):
        if not re.fullmatch(r"[a-z]{3,}", term):
            continue
        share = documents / talks
        classes[0 if share < 1e-3 else 1 if share < 1e-2 else 2 if share < 1e-1 else 3].append(term)
    for terms in classes:
        terms.sort()
    ids = [row[0] for row in db.execute("select id from talk order by id")]
    for number in range(count):
        length = chance.choice([1, 1, 2, 2, 2, 3, 3, 4, 5])
        if number % 2:
            row = db.execute("select title, abstract from talk where id = ?",
                             (chance.choice(ids),)).fetchone()
            words = re.findall(r"[A-Za-z]{3,}", f"{row[0]} {row[1] or ''}") or ["talk"]
            print(" ".join(chance.choice(words).lower() for _ in range(length)))
        else:
            picked = []
            for _ in range(length):
                terms = chance.choice([c for c in classes if c])
                picked.append(chance.choice(terms))
            print(" ".join(picked))


main()
