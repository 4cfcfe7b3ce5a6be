#!/usr/bin/env python3
"""Score extraction against archives of which the true title, speakers and series are known.

usage: score_archive.py [--talks CMD] [--archive DIR] [--misses N] [FOLDER ...]

Each X.ics in a folder of DIR has X.gold.jsonl beside it: {"uid", "title", "speakers", "series" or "track", ...}.
Runs `CMD inspect --format jsonl FILE` and compares per event: title, all speakers, and the series where the calendar
states one at all (CATEGORIES). Prints a line a folder; exit 1 where the command fails.
"""
import argparse, collections, json, os, subprocess, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))


def norm(text):
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split()).strip(" .")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--talks", default=os.environ.get("TALKS", "talks"))
    parser.add_argument("--archive", default=os.path.join(HERE, "../../../shared/corpus/archive"))
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("folders", nargs="*")
    args = parser.parse_args()
    if not os.path.isdir(args.archive):
        print("skipped: no archive folder here")
        return 0
    left = args.misses
    for folder in sorted(os.listdir(args.archive)):
        if args.folders and folder not in args.folders:
            continue
        count = collections.Counter()
        path = os.path.join(args.archive, folder)
        for name in sorted(os.listdir(path)):
            if not name.endswith(".ics"):
                continue
            gold = {}
            with open(os.path.join(path, name[:-4] + ".gold.jsonl"), encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    gold[row["uid"]] = row
            with open(os.path.join(path, name), "rb") as file:
                states_series = b"\nCATEGORIES" in file.read()
            run = subprocess.run(
                args.talks.split() + ["inspect", "--format", "jsonl", os.path.join(path, name)],
                capture_output=True, timeout=300)
            if run.returncode not in (0, 4):
                print(f"{name}: exit {run.returncode}: {run.stderr.decode(errors='replace')[:200]}", file=sys.stderr)
                return 1
            got = {}
            for line in run.stdout.decode("utf-8", errors="replace").split("\n"):
                if line.strip():
                    row = json.loads(line)
                    got[row.get("uid")] = row
            for uid, want in gold.items():
                have = got.get(uid, {})
                speakers = [norm(s["name"]) for s in have.get("speakers", [])]
                series = [norm(s) for s in have.get("series", [])]
                track = want.get("series") or want.get("track") or ""
                right = {
                    "title": norm(have.get("title")) == norm(want["title"]),
                    "speakers": sorted(speakers) == sorted(norm(s) for s in want["speakers"]),
                    "series": not states_series or not track or norm(track) in series,
                }
                count["events"] += 1
                count["missing"] += not have
                for field, ok in right.items():
                    count[field] += ok
                if left > 0 and not all(right.values()):
                    left -= 1
                    print(f"MISS {name} {have.get('summary')!r}\n  want {want['title']!r} {want['speakers']} {track!r}"
                          f"\n  got  {have.get('title')!r} {[s['name'] for s in have.get('speakers', [])]} {have.get('series')}")
        share = lambda field: f"{100 * count[field] / max(1, count['events']):6.2f}"
        print(f"{folder:10} events {count['events']:5} missing {count['missing']:3} | "
              f"title {share('title')} speakers {share('speakers')} series {share('series')}")
    return 0


sys.exit(main())
