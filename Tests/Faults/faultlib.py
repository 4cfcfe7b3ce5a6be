"""What the fault tests share: generated calendars, the program, and the content of an index."""

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = ".build/release/talks"
NOW = "2026-11-22T12:00"


class Violation(Exception):
    """Something that must hold and does not."""


def find_program(argument):
    """The absolute path of the program, or the end of this one."""
    path = os.path.abspath(argument or PROGRAM)
    if not os.access(path, os.X_OK):
        sys.exit(f"There is no program at {path}; run `make release`, or name one.")
    return path


def require(*tools):
    """Ends with 77, which is `skipped`, where a tool is missing."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} missing (apt-get install strace util-linux)")
        sys.exit(77)


def run(arguments, folder, timeout=600, prefix=(), **options):
    """Runs the program in `folder` with nothing of the user's around it.

    Where it does not end in `timeout` seconds, it is killed with all that it started: a tracer that
    is killed alone leaves what it traced at work in the folder.
    """
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "TALKS_INDEX": f"{folder}/i.sqlite",
        "TMPDIR": str(folder), "LC_ALL": "C.UTF-8",
    }
    command = list(prefix) + list(arguments)
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True, **options)
    try:
        output, errors = process.communicate(timeout=timeout)
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


# Calendars

WORDS = ("sparse graph tensor rings fields waves quantum lattice neural markov chain optimal "
         "transport sheaf bundle prime moduli learning robust gravity plasma neuron").split()
PEOPLE = ("Ada Okafor", "Blaise Nguyễn", "Chloë Sørensen", "Dai Kimura", "Eve O'Neill",
          "Femi Adeyemi", "Grace Łukasz", "Hugo Weiß")


def event(number, version=0):
    """One talk; another version of it has another title and hour."""
    def word(i):
        return WORDS[(number * 7 + i * 5 + version * 3) % len(WORDS)]
    lines = [
        "BEGIN:VEVENT", f"UID:talk-{number}@example.org",
        f"DTSTART;TZID=Europe/London:2026{number % 12 + 1:02}{number % 27 + 1:02}"
        f"T{9 + (number + version) % 8:02}0000",
        "DURATION:PT1H",
        f"SUMMARY:{word(0).title()} {word(1)} and {word(2)} {number}",
        f"LOCATION:Room {number % 9}",
        f"DESCRIPTION:Speaker: {PEOPLE[number % len(PEOPLE)]}\\n\\n"
        f"Abstract: On {word(3)} {word(4)} {word(5)}.",
        f"CATEGORIES:{word(6)},{word(7)}",
    ]
    if number % 11 == 0:
        lines.append("RRULE:FREQ=WEEKLY;COUNT=4")
    return lines + ["END:VEVENT"]


def calendar(name, numbers, version=0):
    """A calendar of talks, as bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//faults//EN", f"X-WR-CALNAME:{name}"]
    for number in numbers:
        lines += event(number, version)
    lines.append("END:VCALENDAR")
    folded = []
    for line in lines:
        data = line.encode()
        while len(data) > 70:
            cut = 70
            while data[cut] & 0xC0 == 0x80:
                cut -= 1
            folded.append(data[:cut])
            data = b" " + data[cut:]
        folded.append(data)
    return b"\r\n".join(folded) + b"\r\n"


def write(path, data):
    """Writes a file with a date that does not depend on when."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    os.utime(path, (1_780_000_000, 1_780_000_000))


# Content

CONTENT = {
    "version": "PRAGMA user_version",
    "schema": """SELECT type, name, tbl_name, sql FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'""",
    "talks": """SELECT s.name, f.path, t.line, t.uid, t.recurrence_id, t.kind, t.status, t.title,
        t.speakers, t.affiliations, t.series, t.keywords, t.venue, t.abstract, t.biography,
        t.start_utc, t.end_utc, t.start_local, t.end_local, t.start_day, t.time_zone, t.time_form,
        t.zone_origin, t.is_recurring, t.is_tba, t.sequence, t.last_modified, t.fingerprint,
        t.content_hash, t.gone_since IS NOT NULL, t.language, t.organiser, t.url, t.join_link,
        t.join_secret, t.other_forms
        FROM talk t LEFT JOIN source s ON s.id = t.source_id LEFT JOIN file f ON f.id = t.file_id""",
    "occurrences": """SELECT t.uid, o.start_utc, o.end_utc, o.start_day, o.utc_offset
        FROM occurrence o LEFT JOIN talk t ON t.id = o.talk_id""",
    "speakers": """SELECT t.uid, l.position, p.name, p.folded, l.affiliation, l.name
        FROM talk_speaker l LEFT JOIN talk t ON t.id = l.talk_id
        LEFT JOIN person p ON p.id = l.person_id""",
    "series": """SELECT t.uid, l.position, p.name, p.folded, l.name
        FROM talk_series l LEFT JOIN talk t ON t.id = l.talk_id
        LEFT JOIN series p ON p.id = l.series_id""",
    "keywords": """SELECT t.uid, l.position, l.keyword, l.weight, l.is_stated, l.text
        FROM talk_keyword l LEFT JOIN talk t ON t.id = l.talk_id""",
    "names": """SELECT 1, name, folded FROM person UNION ALL SELECT 2, name, folded FROM series""",
    "files": """SELECT s.name, s.title, s.url, f.path, f.size, f.mtime_ns, f.hash, f.events,
        f.rejected, f.is_truncated FROM source s LEFT JOIN file f ON f.source_id = s.id""",
    "changes": """SELECT t.uid, c.field, c.before FROM talk_change c
        LEFT JOIN talk t ON t.id = c.talk_id""",
    "talk_prose": "SELECT count(*) FROM talk_prose_docsize",
    "talk_words": "SELECT count(*) FROM talk_words_docsize",
    "found": """SELECT t.uid, t.title FROM talk_prose f JOIN talk t ON t.id = f.rowid
        WHERE talk_prose MATCH 'sparse OR graph OR neural'""",
    "foundWords": """SELECT t.uid, t.title FROM talk_words f JOIN talk t ON t.id = f.rowid
        WHERE talk_words MATCH 'kimura OR rings OR moduli'""",
}


def relative(row, folder):
    """A row with the paths in it taken relative to `folder`."""
    if not folder:
        return row
    prefix = folder.encode() + b"/"
    return tuple(cell.replace(prefix, b"") if isinstance(cell, bytes) else cell for cell in row)


def dump(path, folder="", checks=True):
    """The logical content of an index without row and revision numbers, read from a copy.

    Paths are taken relative to `folder`.

    `None` where there is no index, or one without tables.
    """
    if not os.path.exists(path):
        return None
    with tempfile.TemporaryDirectory() as place:
        copy = f"{place}/copy"
        for suffix in ("", "-wal", "-journal"):
            if os.path.exists(path + suffix):
                shutil.copyfile(path + suffix, copy + suffix)
        database = sqlite3.connect(copy)
        database.text_factory = bytes
        try:
            if not database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                return None
            content = {}
            for name, sql in CONTENT.items():
                rows = database.execute(sql).fetchall()
                content[name] = sorted((relative(row, folder) for row in rows), key=repr)
            if checks:
                for table in ("talk_prose", "talk_words"):
                    database.execute(
                        f"INSERT INTO {table}({table}, rank) VALUES('integrity-check', 1)")
                answer = database.execute("PRAGMA integrity_check").fetchone()[0]
                if answer != b"ok":
                    raise Violation(f"integrity_check: {answer}")
            return content
        finally:
            database.close()


def difference(found, expected):
    """In which parts two contents differ, in words; empty where they do not."""
    if found is None or expected is None:
        return "" if found is expected else f"{'no' if found is None else 'an'} index"
    parts = []
    for name in expected:
        if found[name] != expected[name]:
            extra = [row for row in found[name] if row not in expected[name]]
            lost = [row for row in expected[name] if row not in found[name]]
            parts.append(f"{name}: {len(extra)} extra {extra[:1]}, {len(lost)} lost {lost[:1]}")
    return "; ".join(parts)


def plain(text):
    """Text on one line, short."""
    return re.sub(r"\s+", " ", text).strip()[:300]
