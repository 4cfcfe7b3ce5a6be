#!/usr/bin/env python3
"""How talks grows: the first ingest of a tenth of the calendars beside that of all, then queries on all.

Called by Benchmarks/run with `scale`. Ten times the talks should take hardly more than ten times as long,
and ranked search is timed beside tantivy, if it is installed.

A virtual machine may give memory that is free back to its host, and get it again at a high price: a file
of some gigabytes then takes many times as long to write as one of a tenth of it, whoever writes it. So a
file of each size is written plainly in the same rounds, and the table says what the machine makes of it.
"""
import argparse
import os
import time

from compare import Comparison, count_talks
from measuring import Measurement, remove_index, run

BLOCK = 1 << 16


def write_plainly(path, size, measurement):
    """Writes a file of `size` bytes as any program would, and removes it."""
    block = bytes(BLOCK)
    started = time.perf_counter()
    with open(path, "wb", buffering=0) as file:
        for _ in range(size // BLOCK):
            file.write(block)
    measurement.seconds.append(time.perf_counter() - started)
    os.remove(path)


class Scale(Comparison):
    def growth(self):
        """First ingests of both sizes in turn; the index of all calendars stays."""
        parts = [self.files[:len(self.files) // 10], self.files]
        ingest, plain = (Measurement(), Measurement()), (Measurement(), Measurement())
        sizes, talks = [0, 0], [0, 0]
        for _ in range(self.options.rounds):
            for part, files in enumerate(parts):
                remove_index(self.ours)
                run(self.ingest_command(files, self.ours), ingest[part])
                sizes[part], talks[part] = os.path.getsize(self.ours), count_talks(self.ours)
                write_plainly(self.options.work + "/plain", sizes[part], plain[part])
        for part in (0, 1):
            self.table.pair(f"first ingest, {talks[part]:,} talks", "writing a file of that size, no sync",
                            ingest[part], plain[part])
        for what, taken in (("first ingest", ingest), ("writing the file", plain)):
            self.table.note(f"{what}: {taken[1].median / taken[0].median:.1f} x the time for "
                            f"{talks[1] / talks[0]:.1f} x the talks")

    def everything(self):
        self.growth()
        # Stock takes up to a second for each query of a million talks.
        self.streams(beside_stock=False)


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "tools", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    Scale(parser.parse_args()).everything()


if __name__ == "__main__":
    main()
