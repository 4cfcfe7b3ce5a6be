#!/usr/bin/env python3
"""The rival for ranked search: tantivy over the same texts, one thread, one search a call, no count.

usage: tantivy_queries.py INDEX QUERIES [all|any [TIMES]]

INDEX is an index made by talks; its texts are copied into a tantivy index in a temporary folder.
Prints the mean, median and 99th percentile in microseconds after one warm-up round, and the mean that
parsing the text of a query takes, which talks' own times hold; writes each query and its microseconds to
TIMES.
"""
import sqlite3
import statistics
import sys
import tempfile
import time

import tantivy

FIELDS = ["title", "speakers", "series", "keywords", "abstract", "venue"]


def main():
    index_path, queries_path = sys.argv[1], sys.argv[2]
    conjunction = (sys.argv[3] if len(sys.argv) > 3 else "any") == "all"
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        builder.add_text_field(field, stored=False, tokenizer_name="en_stem")
    builder.add_unsigned_field("id", stored=True)
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(builder.build(), path=folder)
        writer = index.writer(200_000_000, 1)
        db = sqlite3.connect(f"file:{index_path}?mode=ro", uri=True)
        for row in db.execute(f"select id, {', '.join(FIELDS)} from talk order by id"):
            texts = {field: [text] for field, text in zip(FIELDS, row[1:]) if text}
            writer.add_document(tantivy.Document(id=row[0], **texts))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        with open(queries_path, encoding="utf-8") as file:
            texts = [line.strip() for line in file if line.strip()]
        lines = [" ".join(("+" + w if conjunction else w) for w in text.split()) for text in texts]
        for line in lines:
            searcher.search(index.parse_query(line, FIELDS), 10, count=False)
        times, parsing = [], []
        for line in lines:
            started = time.perf_counter_ns()
            query = index.parse_query(line, FIELDS)
            parsed = time.perf_counter_ns()
            searcher.search(query, 10, count=False)
            times.append((time.perf_counter_ns() - parsed) / 1000)
            parsing.append((parsed - started) / 1000)
        if len(sys.argv) > 4:
            with open(sys.argv[4], "w", encoding="utf-8") as out:
                out.writelines(f"{text}\t{time}\n" for text, time in zip(texts, times))
        times.sort()
        print(f"tantivy mean {statistics.mean(times):.1f} us  median {statistics.median(times):.1f} us"
              f"  p99 {times[int(len(times) * 0.99)]:.1f} us  ({len(times)} queries),"
              f" and parsing {statistics.mean(parsing):.1f} us")


main()
