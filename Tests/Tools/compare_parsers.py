#!/usr/bin/env python3
"""Compare how talks reads calendars with how other programs do.

    compare_parsers.py [--dump PROGRAM] [--examples N] FOLDER...

For each event of each calendar (.ics, .ical, .ifb, .vcs) below the folders, compares summary,
description, start and end, and for recurring events the instances, with

  * icalendar and recurring_ical_events (Python: pip install icalendar recurring_ical_events),
  * libical 3 (the shared library libical.so.3), where it is installed.

Where both references agree, talks should too; each value on which it differs from them is printed.
Where the references differ among themselves, it is counted whose side talks is on.

PROGRAM prints what talks reads; without --dump it is built from CalendarDump beside this file. This
is a tool to run by hand; no test depends on it. Exit code 1 if talks differs from references that
agree.
"""

import argparse
import collections
import ctypes
import ctypes.util
import datetime as dt
import json
import pathlib
import signal
import subprocess
import sys
import warnings

EPOCH = dt.datetime(1970, 1, 1)
UTC = dt.timezone.utc
FIELDS = ("summary", "description", "start", "end")
YEARS = (1971, 2037)  # what a 32-bit time_t and Python's zones tell without trouble


def written(value):
    """A Python date or datetime in the notation of CalendarDump."""
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            return "F" + value.replace(microsecond=0).isoformat()
        return "U%d" % (value.astimezone(UTC).replace(tzinfo=None) - EPOCH).total_seconds()
    return "D" + value.isoformat()


def later(start, duration):
    """RFC 5545: days of the calendar, then exact seconds."""
    if not isinstance(start, dt.datetime):
        if duration.seconds == 0:
            return start + duration
        start = dt.datetime.combine(start, dt.time())
    end = start + dt.timedelta(days=duration.days)
    if end.tzinfo is None:
        return end + dt.timedelta(seconds=duration.seconds)
    return end.astimezone(UTC) + dt.timedelta(seconds=duration.seconds)


# -- icalendar and recurring_ical_events


class Icalendar:
    name = "icalendar"

    def __init__(self):
        import icalendar
        import recurring_ical_events

        self.module = icalendar
        self.recurring = recurring_ical_events

    def read(self, data):
        self.calendars = self.module.Calendar.from_ical(data, multiple=True)
        self.events = [e for c in self.calendars for e in c.walk("VEVENT")]
        return [self.event(e) for e in self.events]

    def event(self, event):
        found = {"uid": self.text(event.get("UID"))}
        found["summary"] = self.text(event.get("SUMMARY"))
        found["description"] = self.text(event.get("DESCRIPTION"))
        found["start"] = found["end"] = None
        try:
            start = event["DTSTART"].dt
            found["start"] = written(start)
            if "DTEND" in event:
                end = event["DTEND"].dt
            elif "DURATION" in event:
                end = later(start, event["DURATION"].dt)
            elif isinstance(start, dt.datetime):
                end = start
            else:
                end = start + dt.timedelta(days=1)
            found["end"] = written(end)
        except Exception:
            pass
        return found

    @staticmethod
    def text(value):
        if isinstance(value, list):
            value = value[0]
        return None if value is None else str(value)

    def instances(self, window):
        """Starts by UID of all recurring series, overrides applied."""
        recurring = {
            self.text(e.get("UID")) for e in self.events if "RRULE" in e or "RDATE" in e
        }
        found = collections.defaultdict(collections.Counter)
        for calendar in self.calendars:
            if calendar.name != "VCALENDAR":
                continue
            query = self.recurring.of(calendar, skip_bad_series=True)
            for event in query.between(*window):
                uid = self.text(event.get("UID"))
                if uid in recurring:
                    found[uid][written(event["DTSTART"].dt)] += 1
        return found


# -- libical


class Time(ctypes.Structure):
    _fields_ = [
        (n, ctypes.c_int)
        for n in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")
    ] + [("zone", ctypes.c_void_p)]


class Span(ctypes.Structure):
    _fields_ = [("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", ctypes.c_int)]


class Libical:
    name = "libical"
    VEVENT = 4

    def __init__(self):
        lib = self.lib = ctypes.CDLL("libical.so.3")
        pointer = ctypes.c_void_p
        for name, result, arguments in [
            ("icalparser_parse_string", pointer, [ctypes.c_char_p]),
            ("icalcomponent_isa", ctypes.c_int, [pointer]),
            ("icalcomponent_free", None, [pointer]),
            ("icalcomponent_get_first_component", pointer, [pointer, ctypes.c_int]),
            ("icalcomponent_get_next_component", pointer, [pointer, ctypes.c_int]),
            ("icalcomponent_get_uid", ctypes.c_char_p, [pointer]),
            ("icalcomponent_get_summary", ctypes.c_char_p, [pointer]),
            ("icalcomponent_get_description", ctypes.c_char_p, [pointer]),
            ("icalcomponent_get_dtstart", Time, [pointer]),
            ("icalcomponent_get_dtend", Time, [pointer]),
            ("icalcomponent_string_to_kind", ctypes.c_int, [ctypes.c_char_p]),
            ("icaltime_is_null_time", ctypes.c_int, [Time]),
            ("icaltime_as_timet_with_zone", ctypes.c_long, [Time, pointer]),
            ("icaltime_from_string", Time, [ctypes.c_char_p]),
        ]:
            function = getattr(lib, name)
            function.restype, function.argtypes = result, arguments
        self.ANY = lib.icalcomponent_string_to_kind(b"ANY")
        self.VEVENT = lib.icalcomponent_string_to_kind(b"VEVENT")
        self.callback = ctypes.CFUNCTYPE(None, pointer, ctypes.POINTER(Span), pointer)
        lib.icalcomponent_foreach_recurrence.argtypes = [
            pointer, Time, Time, self.callback, pointer]
        lib.icalcomponent_foreach_recurrence.restype = None

    def read(self, data):
        root = self.lib.icalparser_parse_string(data)
        if not root:
            raise ValueError("nothing parsed")
        self.components = []
        self.walk(root)
        return [self.event(c) for c in self.components]

    def walk(self, component):
        if self.lib.icalcomponent_isa(component) == self.VEVENT:
            self.components.append(component)
        kind = self.lib.icalcomponent_string_to_kind(b"ANY")
        children = []
        child = self.lib.icalcomponent_get_first_component(component, ctypes.c_int(1))
        while child:
            children.append(child)
            child = self.lib.icalcomponent_get_next_component(component, ctypes.c_int(1))
        for child in children:
            self.walk(child)

    def event(self, component):
        def text(value):
            return None if value is None else value.decode("utf-8", "replace")

        return {
            "uid": text(self.lib.icalcomponent_get_uid(component)),
            "summary": text(self.lib.icalcomponent_get_summary(component)),
            "description": text(self.lib.icalcomponent_get_description(component)),
            "start": self.time(self.lib.icalcomponent_get_dtstart(component)),
            "end": self.time(self.lib.icalcomponent_get_dtend(component)),
        }

    def time(self, time):
        if self.lib.icaltime_is_null_time(time):
            return None
        if time.is_date:
            return "D%04d-%02d-%02d" % (time.year, time.month, time.day)
        if not time.zone:
            return "F%04d-%02d-%02dT%02d:%02d:%02d" % (
                time.year, time.month, time.day, time.hour, time.minute, time.second)
        return "U%d" % self.lib.icaltime_as_timet_with_zone(time, time.zone)

    def starts(self, index, window):
        """Starts of one recurring event, without regard to overrides; seconds as libical has them."""
        found = []
        take = self.callback(lambda c, span, data: found.append(span[0].start))
        first, last = (
            self.lib.icaltime_from_string(d.strftime("%Y%m%dT000000Z").encode()) for d in window)
        self.lib.icalcomponent_foreach_recurrence(
            self.components[index], first, last, take, None)
        return found


# -- comparison


class TooSlow(Exception):
    pass


def limited(seconds, action):
    def stop(*_):
        raise TooSlow

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return action()
    finally:
        signal.alarm(0)


def seconds_of(time):
    """A time in the notation of CalendarDump as seconds, floating ones read in UTC."""
    if time[0] == "U":
        return int(time[1:])
    value = dt.datetime.fromisoformat(time[1:])
    return int((value - EPOCH).total_seconds())


def pairs(ours, theirs):
    """Events that are the same: in order where the counts agree, else by UID and start."""
    if len(ours) == len(theirs):
        return [(a, i) for i, a in enumerate(ours)]
    waiting = collections.defaultdict(list)
    for index, event in enumerate(theirs):
        waiting[(event["uid"], event["start"])].append(index)
    found = []
    for event in ours:
        indices = waiting.get((event.get("uid"), event.get("start")))
        if indices:
            found.append((event, indices.pop(0)))
    return found


def same(field, a, b):
    if field in ("summary", "description"):
        return (a or "").replace("\r\n", "\n").rstrip() == (b or "").replace("\r\n", "\n").rstrip()
    return a == b


def span_of(event):
    """Where an event without end ends is a matter of taste; libical says the start, too."""
    return event["end"] if event["end"] is not None else event["start"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--dump", help="the program CalendarDump; built if not given")
    parser.add_argument("--examples", type=int, default=3, help="differences shown of each kind")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10_000)

    references = []
    for reference in (Icalendar, Libical):
        try:
            references.append(reference())
        except (ImportError, OSError) as error:
            print(f"without {reference.name}: {error}")
    if not references:
        return 2

    program = options.dump
    if program is None:
        package = pathlib.Path(__file__).parent / "CalendarDump"
        build = ["swift", "build", "-c", "release", "--package-path", str(package)]
        subprocess.run(build, check=True, stdout=sys.stderr)
        folder = subprocess.run(
            build + ["--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
        program = folder + "/CalendarDump"

    endings = {".ics", ".ical", ".icalendar", ".ifb", ".vcs"}
    files = sorted(
        p for folder in options.folders for p in folder.rglob("*")
        if p.is_file() and p.suffix.lower() in endings)
    output = subprocess.run(
        [program], input="\n".join(map(str, files)) + "\n", capture_output=True, text=True,
        check=True).stdout

    counts = collections.Counter()
    examples = collections.defaultdict(list)

    def differ(kind, *what):
        counts[kind] += 1
        examples[kind].append(what)

    for path, line in zip(files, output.split("\n")):
        ours = json.loads(line)
        data = path.read_bytes()
        counts["files"] += 1
        counts["events, talks"] += len(ours["events"])
        read = {}
        for reference in references:
            try:
                read[reference.name] = limited(30, lambda: reference.read(data))
                counts[f"events, {reference.name}"] += len(read[reference.name])
            except (Exception, TooSlow) as error:
                counts[f"files not read, {reference.name}"] += 1
                if ours["events"]:
                    counts[f"events only talks reads, without {reference.name}"] += len(
                        ours["events"])
                else:
                    counts[f"of them without an event for talks, {reference.name}"] += 1
                continue
            lost = len(read[reference.name]) - len(ours["events"])
            if lost > 0:
                differ(f"fewer events than {reference.name}", path, lost)
            if lost < 0:
                differ(f"more events than {reference.name}", path, -lost)

        # Values of each event.
        aligned = [dict() for _ in ours["events"]]
        position = {id(e): i for i, e in enumerate(ours["events"])}
        for name, events in read.items():
            for event, index in pairs(ours["events"], events):
                aligned[position[id(event)]][name] = events[index]
        for event, others in zip(ours["events"], aligned):
            if not others:
                continue
            for field in FIELDS:
                values = [
                    (span_of(o) if field == "end" else o[field]) for o in others.values()]
                mine = event.get(field)
                agreed = len(values) == len(references) and all(
                    same(field, values[0], v) for v in values)
                kind = "agree" if agreed else "alone" if len(values) == 1 else "disagree"
                right = [n for n, v in zip(others, values) if same(field, mine, v)]
                if kind == "agree":
                    counts[f"{field}: references agree"] += 1
                    if not right:
                        differ(f"{field}: talks differs from both", path, event["line"], mine,
                               values[0])
                elif kind == "alone":
                    counts[f"{field}: one reference"] += 1
                    if not right:
                        differ(f"{field}: talks differs from the one", path, event["line"], mine,
                               values)
                else:
                    counts[f"{field}: references disagree"] += 1
                    who = "with " + right[0] if right else "with neither"
                    differ(f"{field}: references disagree, talks {who}", path, event["line"], mine,
                           values)

        # Instances of each series, as recurring_ical_events tells them.
        starts = [
            dt.date.fromisoformat(e["start"][1:11]) if e["start"][0] != "U"
            else (EPOCH + dt.timedelta(seconds=int(e["start"][1:]))).date()
            for e in ours["events"] if e.get("start")]
        starts = [s for s in starts if YEARS[0] <= s.year <= YEARS[1] - 3]
        if not starts:
            continue
        window = (min(starts), max(starts) + dt.timedelta(days=1000))
        low, high = (seconds_of("D" + d.isoformat()) for d in window)

        def within(start):
            return low + 2 * 86400 <= seconds_of(start) < high - 2 * 86400

        first = references[0]
        if first.name in read and hasattr(first, "instances"):
            try:
                theirs = limited(60, lambda: first.instances(window))
            except (Exception, TooSlow) as error:
                counts["files without instances, recurring_ical_events"] += 1
                theirs = {}
            mine = collections.defaultdict(collections.Counter)
            cut = set()
            for series in ours["series"]:
                if series.get("cut") == "instances":
                    cut.add(series.get("uid"))
                for start, _ in series["instances"]:
                    if within(start):
                        mine[series.get("uid")][start] += 1
            for uid, times in theirs.items():
                expected = {t: n for t, n in times.items() if within(t)}
                counts["instances: series compared"] += 1
                counts["instances: compared"] += sum(expected.values())
                got = dict(mine.get(uid, {}))
                if uid in cut and got:
                    last = max(map(seconds_of, got))
                    expected = {t: n for t, n in expected.items() if seconds_of(t) <= last}
                if got != expected:
                    differ("instances: series that differ from recurring_ical_events", path, uid,
                           sorted(set(got) - set(expected))[:3], sorted(set(expected) - set(got))[:3])

        # Instances of each event, as libical tells them.
        library = next((r for r in references if r.name == "libical"), None)
        if library and "libical" in read and len(read["libical"]) == len(ours["events"]):
            for index, event in enumerate(ours["events"]):
                if event.get("instances") is None:
                    continue
                theirs = sorted(
                    {s for s in library.starts(index, window) if low + 172800 <= s < high - 172800})
                got = sorted(
                    {seconds_of(s) for s, _ in event["instances"] if within(s)})
                if len(event["instances"]) >= 3500:
                    last = seconds_of(event["instances"][-1][0])
                    theirs = [s for s in theirs if s <= last]
                counts["instances: events compared with libical"] += 1
                if got != theirs:
                    differ("instances: events that differ from libical", path, event["line"],
                           sorted(set(got) - set(theirs))[:3], sorted(set(theirs) - set(got))[:3])

    for kind in sorted(counts):
        print(f"{counts[kind]:8}  {kind}")
        for what in examples.get(kind, [])[: options.examples]:
            print("          ", *[str(w)[:160].replace("\n", "\\n") for w in what], sep=" | ")
    return 1 if any("differs from both" in kind for kind in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
