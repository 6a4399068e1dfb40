"""One table: our count beside other programs, on the same ballots, in one run (see docs/performance.md).

Each method runs in a process of its own, which prepares its form of the ballots and then counts them so many times. The
table has the median of the seconds, the memory that the process held with the ballots ready, and the most it held while
counting (Linux only).
"""

import argparse
import gc
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from array import array
from pathlib import Path
from random import Random

from tools.bench_methods import METHODS, Sample

SEED = 190
RUNS = 5
PEAK_RESET = Path("/proc/self/clear_refs")
SIZES = ((1_000, 30, 20), (100_000, 30, 20), (1_000_000, 30, 20), (550, 85, 69), (1_590, 220, 200))
"""Ballots, names on the list, seats: three sizes for the comparison, and the two largest counts there are."""


def main() -> None:
    """Print the table; as a child, run one method and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", nargs=2, metavar=("METHOD", "FOLDER"))
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--most", type=int, default=1_000_000, help="leave out sizes of more ballots")
    arguments = parser.parse_args()
    if arguments.child:
        _child(*arguments.child, runs=arguments.runs)
        return
    machine = platform.processor() or platform.machine()
    print(f"{machine}, Python {platform.python_version()}; medians of {arguments.runs}")
    for ballots, candidates, seats in SIZES:
        if ballots <= arguments.most:
            _table(ballots, candidates, seats, runs=arguments.runs)


def _table(ballots: int, candidates: int, seats: int, *, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _write_ballots(Path(folder), ballots, candidates, seats)
        print(f"\n{ballots:,} ballots x {candidates} names, {seats} seats")
        print(f"  {'method':<44}{'seconds':>11}{'ready MB':>10}{'peak MB':>9}")
        figures = {}
        for key, method in METHODS.items():
            command = [sys.executable, "-m", "tools.bench", "--child", key, folder, "--runs", str(runs)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"  {method.name:<44}  failed: {done.stderr.strip().splitlines()[-1]}")
                continue
            figures[key] = json.loads(done.stdout)
            seconds, ready, peak = (figures[key][name] for name in ("seconds", "ready_mb", "peak_mb"))
            print(f"  {method.name:<44}{seconds:>11.5f}{ready:>10.0f}{peak:>9.0f}", flush=True)
        _agree(figures)
        _ratios({key: figure["seconds"] for key, figure in figures.items()})


def _agree(figures: dict[str, dict[str, object]]) -> None:
    votes = {json.dumps(figure["votes"]) for figure in figures.values() if figure["votes"] is not None}
    if len(votes) != 1:
        sys.exit("the methods do not agree on the votes")


def _ratios(seconds: dict[str, float]) -> None:
    for first, second, goal in (
        ("tally_text", "csv_reader", "at most 4"),
        ("tally_rows", "numpy_masked", "at most 1"),
        ("numpy_masked", "tally_alone", "at least 15"),
        ("abcvoting", "tally_alone", "at least 100"),
        ("votelib", "tally_alone", "at least 100"),
        ("pref_voting", "tally_alone", "at least 100"),
    ):
        if first in seconds and second in seconds:
            print(f"  {first} / {second}: {seconds[first] / seconds[second]:.2f} (goal at 1,000,000: {goal})")


def _write_ballots(folder: Path, ballots: int, candidates: int, seats: int) -> None:
    """Deal seeded ballots: most fill all the seats, some fewer; about one in a hundred keeps too many names or none."""
    rng = Random(SEED)
    names = list(range(candidates))
    rows, lines = [], ["ballot,struck,agree,disagree,defect"]
    for ballot in range(1, ballots + 1):
        chance = rng.random()
        kept = seats if chance < 0.7 else rng.randint(1, seats) if chance < 0.985 else rng.choice((0, seats + 1))
        struck = sorted(rng.sample(names, candidates - kept))
        rows.append(sum(1 << name for name in struck))
        lines.append(f"{ballot},{' '.join(str(name + 1) for name in struck)},,,")
    (folder / "ballots.csv").write_text("\n".join(lines) + "\n")
    width = (candidates + 7) // 8
    (folder / "rows").write_bytes(b"".join(row.to_bytes(width, "little") for row in rows))
    (folder / "sample.json").write_text(json.dumps([candidates, seats, width]))


def _child(key: str, folder: str, *, runs: int) -> None:
    here = Path(folder)
    candidates, seats, width = json.loads((here / "sample.json").read_text())
    packed = array("B", (here / "rows").read_bytes()).tobytes()
    rows = [int.from_bytes(packed[start : start + width], "little") for start in range(0, len(packed), width)]
    sample = Sample(candidates=candidates, seats=seats, text=(here / "ballots.csv").read_bytes(), rows=rows)
    method = METHODS[key]
    state = method.prepare(sample)
    if state is not sample:
        del sample, rows
    del packed
    method.count(state)  # once unmeasured, so that nobody pays for imports
    gc.collect()
    ready = _memory("VmRSS")
    PEAK_RESET.write_text("5")
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        votes = method.count(state)
        seconds.append(time.perf_counter() - start)
    figures = {"seconds": statistics.median(seconds), "ready_mb": ready, "peak_mb": _memory("VmHWM"), "votes": votes}
    print(json.dumps(figures))


def _memory(name: str) -> float:
    """Give a figure of this process's memory in megabytes, as the system reckons it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
