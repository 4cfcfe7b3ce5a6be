"""Runs commands in turn and keeps what they took: seconds, and the greatest resident memory."""
import os
import statistics
import subprocess
import sys
import time


class Measurement:
    """Seconds of each round, and the most memory that any of them held, in megabytes."""

    def __init__(self):
        self.seconds = []
        self.megabytes = 0.0

    @property
    def median(self):
        return statistics.median(self.seconds)


def remove_index(path):
    for suffix in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def run(command, measurement, accepted=(0, 4)):
    """Runs `command` once, adds what it took to `measurement`, and returns what it printed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    measurement.seconds.append(time.perf_counter() - started)
    measurement.megabytes = max(measurement.megabytes, usage.ru_maxrss / 1024)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        sys.exit(f"{' '.join(command[:2])} ended with {process.returncode}")
    return output.decode("utf-8", "replace")


def run_once(command, accepted=(0, 4)):
    """Runs `command` and returns its measurement."""
    measurement = Measurement()
    run(command, measurement, accepted)
    return measurement


class Table:
    """Lines of ours beside theirs, printed as they come and kept as raw figures."""

    def __init__(self):
        self.rows = []

    def pair(self, what, rival, ours, theirs, times=1):
        """Prints one line; `times` is how much more work the rival's figure stands for."""
        ratio = theirs.median * times / ours.median
        print(f"{what:36} {ours.median:9.3f} s {ours.megabytes:5.0f} MB   {rival:34} "
              f"{theirs.median:9.3f} s   {ratio:8.2f} x", flush=True)
        self.rows.append({"what": what, "seconds": ours.seconds, "megabytes": ours.megabytes,
                          "rival": rival, "rival_seconds": theirs.seconds, "ratio": ratio})

    def note(self, text):
        print(text, flush=True)
        self.rows.append({"note": text})
