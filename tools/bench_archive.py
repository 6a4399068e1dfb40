"""How an archive grows: a synthetic nation at 1 % and 10 %, and with ``--whole`` at 100 %, every step a process.

    python -m tools.bench_archive [--whole] [--in FOLDER]

Seconds by the clock and of the processors, records a second of a processor, the most memory that the process held, and
the largest of its workers; then by how much they grow where there is ten times as much. On a machine that has nothing
else to do the clock shows as many seconds as the processors have, shared among the cores.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from tally.archive.index import INDEX, update
from tally.archive.recount import recount_all
from tally.archive.workers.executors import begin_of
from tally.cli import main as tally
from tally.congress import Mode
from tally.record import sealed
from tools import nation
from tools.nation_ballots import AUDITOR
from tools.synthetic_keys import key_seed

CORES = len(os.sched_getaffinity(0))
GOAL_MB, GOAL_RECORDS = 500, 1_000
SIZES = {"1 %": nation.NATION // 100, "10 %": nation.NATION // 10, "100 %": nation.NATION}


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What a step took: seconds by the clock, of all processors, and the most MB of the process and of a worker."""

    step: str
    records: int
    seconds: float
    busy: float
    own: float
    workers: float


def _update(folder: Path, *, executor: str) -> None:
    update(str(folder / "archive"), expected=Mode.TRAINING, begin=begin_of(executor))


def _recount(folder: Path) -> None:
    key = sealed.private_of_seed(key_seed(AUDITOR))
    found = recount_all(str(folder / "archive"), [str(folder / "ballots")], key=key, begin=begin_of("processes"))
    if not found.is_sound or found.agree != found.committed:
        raise SystemExit("the recount does not agree")


def _command(name: str, *line: str | Path) -> None:
    *options, folder = map(str, line)
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        if tally(["archive", name, f"{folder}/archive", *options]):
            raise SystemExit(f"tally archive {name} failed")


def _report(form: str, folder: Path) -> None:
    file = folder / f"report.{form}"
    _command("report", "--today", "2025-05-02", "-o", file, folder)
    file.unlink()


STEPS: dict[str, Callable[[Path], None]] = {
    "index, one core": partial(_update, executor="processes:1"),
    "index, all cores": partial(_update, executor="processes"),
    "again, nothing new": partial(_update, executor="processes"),
    "list": partial(_command, "list"),
    "list --json": partial(_command, "list", "--json"),
    "status": partial(_command, "status", "--today", "2025-05-02"),
    "status --json": partial(_command, "status", "--today", "2025-05-02", "--json"),
    "report as a page": partial(_report, "html"),
    "report as a workbook": partial(_report, "xlsx"),
    "recount, all cores": _recount,
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="How an archive grows with the number of its units.")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--in", dest="folder", type=Path)
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        _measure(*asked.step)
        return
    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {CORES} cores, load "
        f"{os.getloadavg()[0]:.1f}; a synthetic nation; ballots sealed one by one"
    )
    found = []
    for name, units in SIZES.items():
        if name != "100 %" or asked.whole:
            with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
                found.append(_size(name, units, Path(folder)))
    for fewer, more in pairwise(found):
        _slope(fewer, more)


def _size(name: str, units: int, folder: Path) -> list[Measured]:
    """Make a part of the nation, and measure every step on it."""
    start = time.perf_counter()
    for part in ("archive", "ballots"):
        (folder / part).mkdir()
    begin = begin_of("processes")
    records = nation.write(folder / "archive", units, sealed_in=folder / "ballots", begin=begin)
    print(f"\n{name}: {units} units, {records} records, made in {time.perf_counter() - start:.0f} s")
    print("  {:<22}{:>9}{:>9}{:>11}{:>9}{:>11}".format("", "seconds", "busy", "a busy s", "own MB", "worker MB"))
    measured = []
    for step in STEPS:
        if step == "index, all cores":
            (folder / "archive" / INDEX).unlink()
        line = [sys.executable, "-m", "tools.bench_archive", "--step", step, str(folder)]
        told = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
        one = Measured(step=step, records=records, **told)
        measured.append(one)
        figures = f"{one.seconds:>9.2f}{one.busy:>9.2f}{records / one.busy:>11.0f}{one.own:>9.0f}{one.workers:>11.0f}"
        print(f"  {step:<22}{figures}", flush=True)
    return measured


def _slope(fewer: Sequence[Measured], more: Sequence[Measured]) -> None:
    times = more[0].records / fewer[0].records
    print(f"\n{times:.1f} times as many records: seconds, busy seconds, MB more of the process, of a worker")
    for less, one in zip(fewer, more, strict=True):
        grown = f"{one.seconds / less.seconds:>9.1f}{one.busy / less.busy:>9.1f}"
        grown += f"{one.own - less.own:>+10.0f}{one.workers - less.workers:>+11.0f}"
        print(f"  {one.step:<22}{grown}")


def _measure(step: str, folder: str) -> None:
    """Do a step in this process, and tell what it took."""
    start = time.perf_counter()
    STEPS[step](Path(folder))
    seconds = time.perf_counter() - start
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = sum(one.ru_utime + one.ru_stime for one in (own, workers))
    print(
        json.dumps({"seconds": seconds, "busy": busy, "own": own.ru_maxrss / 1024, "workers": workers.ru_maxrss / 1024})
    )


if __name__ == "__main__":
    main()
