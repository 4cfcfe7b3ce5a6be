#!/usr/bin/env python3
"""Check calendars with two independent readers: the `icalendar` package and libical.

usage: validate_ics.py [FILE ...]      (standard input without files)

Exits with 0 where both readers take every calendar without an error, and every event has what RFC 5545
asks for; with 1 after printing what is wrong; with 77 where a reader is not installed.
"""
import ctypes
import ctypes.util
import re
import sys

try:
    import icalendar
except ImportError:
    print("the Python package icalendar is not installed", file=sys.stderr)
    sys.exit(77)


def load_libical():
    name = ctypes.util.find_library("ical") or "libical.so.3"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        print("libical is not installed", file=sys.stderr)
        sys.exit(77)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for function in ("icalcomponent_count_errors", "icalrestriction_check", "icalcomponent_isa"):
        getattr(library, function).argtypes = [ctypes.c_void_p]
        getattr(library, function).restype = ctypes.c_int
    library.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.icalcomponent_count_components.restype = ctypes.c_int
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    library.icalcomponent_string_to_kind.argtypes = [ctypes.c_char_p]
    library.icalcomponent_string_to_kind.restype = ctypes.c_int
    return library


def check_bytes(data):
    """Rules on bytes that readers forgive."""
    if not data.endswith(b"\r\n"):
        yield "the last line does not end in CR LF"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "a lone CR or LF"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} octets"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield "a character cut in two by folding"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data):
        yield "a control character"


def check_icalendar(data):
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        yield f"icalendar: {error}"
        return
    for name, message in calendar.errors:
        yield f"icalendar: {name}: {message}"
    seen = set()
    for event in calendar.walk("VEVENT"):
        for name, message in event.errors:
            yield f"icalendar: {name}: {message}"
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            if name not in event:
                yield f"icalendar: an event without {name}"
        key = (str(event.get("UID")), str(event.get("RECURRENCE-ID")))
        if key in seen:
            yield f"two events with the UID {key[0]}"
        seen.add(key)
        if "DTEND" in event and event["DTEND"].dt < event["DTSTART"].dt:
            yield f"{key[0]} ends before it begins"
    for component in calendar.walk():
        if component.name not in ("VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"):
            yield f"a component {component.name}"


def check_libical(library, data):
    component = library.icalparser_parse_string(data)
    if not component:
        yield "libical: no calendar"
        return
    library.icalrestriction_check(component)
    if library.icalcomponent_count_errors(component):
        text = library.icalcomponent_as_ical_string(component).decode("utf-8", "replace")
        for line in text.replace("\r\n ", "").splitlines():
            if line.startswith("X-LIC-ERROR"):
                yield "libical: " + line
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    events = library.icalcomponent_count_components(component, kind)
    expected = data.count(b"\r\nBEGIN:VEVENT\r\n")
    if events != expected:
        yield f"libical: {events} events, not {expected}"


def main():
    library = load_libical()
    inputs = [(path, open(path, "rb").read()) for path in sys.argv[1:]]
    if not inputs:
        inputs = [("standard input", sys.stdin.buffer.read())]
    failed = False
    for name, data in inputs:
        faults = [*check_bytes(data), *check_icalendar(data), *check_libical(library, data)]
        for fault in faults:
            print(f"{name}: {fault}")
        failed = failed or bool(faults)
        if not faults:
            print(f"{name}: fine, {data.count(b'BEGIN:VEVENT')} events")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
