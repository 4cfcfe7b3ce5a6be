#!/usr/bin/env python3
"""Sees to it that every test that SECURITY.md names is there.

usage: Tests/Tools/check_promises.py

In the last column of each table, `Suite.function`, `.function` (of the suite named before), and
`Suite` followed by a test's title in quotes are looked for in the tests; names with a slash must be
files. A row without a name is a promise without a test. Ends with 1 where anything is missing.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def suites():
    """The source of each suite, by its name."""
    found = {}
    for path in sorted((ROOT / "Tests").rglob("*.swift")):
        text = path.read_text(encoding="utf-8")
        for part in re.split(r"(?m)^(?=(?:@Suite.*\n?)?(?:struct|final class|extension) )", text):
            name = re.search(r"(?m)^(?:@Suite\S*(?:\([^\n]*\))? )?(?:struct|final class|extension) (\w+)",
                             part)
            if name:
                found[name[1]] = found.get(name[1], "") + part
    return found


def missing(cell, known):
    """What a cell names and is not there."""
    suite = ""
    names = re.findall(r'`([^`]+)`|"([^"]+)"', cell)
    if not names:
        yield "no test is named"
    for code, title in names:
        if title:
            if f'"{title}"' not in known.get(suite, ""):
                yield f'{suite} has no test "{title}"'
            continue
        for word in code.split()[:1]:
            if "/" in word:
                if not (ROOT / word).exists():
                    yield f"{word} is no file"
                continue
            owner, _, function = word.partition(".")
            suite = owner or suite
            if suite not in known:
                yield f"there is no suite {suite}"
            elif function and not re.search(rf"func {function}\b", known[suite]):
                yield f"{suite} has no test {function}"


def main():
    known, wrong, rows, is_figures = suites(), 0, 0, False
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells and not set(cells[0]) <= set("-: ") and cells[-1] not in ("held by", "state"):
            if not is_figures:
                rows += 1
                for problem in missing(cells[-1], known):
                    wrong += 1
                    print(f"SECURITY.md:{number}: {problem}")
        elif cells:
            # A table of what was run promises nothing.
            is_figures = cells[-1] == "state" or (is_figures and set(cells[0]) <= set("-: "))
    print(f"{rows} promises, {wrong} without a test of that name")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
