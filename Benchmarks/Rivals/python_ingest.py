#!/usr/bin/env python3
"""The thirty lines a competent user writes: python-icalendar and sqlite3 with FTS5.

usage: python_ingest.py INDEX FILE...
"""
import sqlite3
import sys

import icalendar


def main():
    index, files = sys.argv[1], sys.argv[2:]
    db = sqlite3.connect(index)
    db.execute("create virtual table talk using fts5(uid unindexed, title, speakers, series, abstract,"
               " venue, tokenize='porter unicode61 remove_diacritics 2')")
    count = 0
    for path in files:
        with open(path, "rb") as file:
            calendar = icalendar.Calendar.from_ical(file.read())
        rows = []
        for event in calendar.walk("VEVENT"):
            title, _, speakers = str(event.get("SUMMARY", "")).partition(" - ")
            categories = event.get("CATEGORIES")
            series = ", ".join(str(c) for c in categories.cats) if categories else ""
            rows.append((str(event.get("UID", "")), title, speakers, series,
                         str(event.get("DESCRIPTION", "")), str(event.get("LOCATION", ""))))
        db.executemany("insert into talk values(?,?,?,?,?,?)", rows)
        count += len(rows)
    db.commit()
    print(count, "events")


main()
