"""``python -m tests.station.pty.measure``: what the station takes to start, to show a key, to come back to a long day.

With ``operator`` behind it: a whole box of 550 papers typed at a key every 80 ms, whether the station keeps up or not,
which takes ten minutes; every ballot in the journal is then compared with what was typed.

Everything that is seen is measured through a pseudo-terminal, from the byte that is typed to the bytes that paint what
it does; the picture is worked out afterwards, so that working it out takes no time of the machine.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import monotonic, perf_counter

from station import session
from station.journal.database import Journal
from station.service import Service
from tests.station.pty.conftest import at_papers
from tests.station.pty.terminal import Pty, painted_by
from tests.station.screens.entry_days import OTHER, STRIKE, TYPIST, Days, document, struck
from tests.station.worlds import known_chance

NAMES, BALLOTS = 85, 550
PAPERS, BATCH = 9_250, 25
"""As many as come to 20,000 entries with the opening and closing of their batches."""
STARTS = 9
ENTERS = 100
PACE = 0.08
"""Seconds between two keys of a fast operator."""
LINES = ("3 17 48 62 85", "1 2 7 12 33 71", "5 6 9 44 81", "10 20 30 40 50")


def names():
    """Give names as long as names are."""
    return [f"Nguyễn Thị Phương {number}" for number in range(1, NAMES + 1)]


def text():
    """Give the congress: most of 85 names are to be elected by 550 voters."""
    return document(present=BALLOTS, names=names(), seats=80)


def starts(home: Path) -> list[float]:
    """Give how long it takes from the start of the process to the first painted screen, in milliseconds."""
    took = []
    for _ in range(STARTS):
        pty = Pty.start(home / "day.journal", home, columns=120, lines=40)
        while not any("KHÓA" in piece.data.decode("utf-8", "ignore") for piece in pty.painted):
            pty.read(1)
        took.append((pty.painted[-1].at - pty.began) * 1000)
        pty.kill()
    return took


def keys(home: Path) -> tuple[list[float], list[float], int]:
    """Give how long digits and Enters take to be painted, in milliseconds, and how many keys the ballots took."""
    pty = at_papers(Pty.start(home / "day.journal", home, columns=120, lines=40))
    digits, enters, count, stored = [], [], 0, 0
    while len(enters) < ENTERS:
        line = LINES[stored % len(LINES)]
        for place, key in enumerate(line):
            shown = line[: place + 1].rstrip()
            took = painted_by(pty, key, lambda picture, shown=shown: f"│ {shown}" in picture)
            digits += [took] if key != " " else []
        stored += 1
        enters.append(
            painted_by(pty, "\r", lambda picture, n=stored: f"phiếu {n} " in picture.rpartition("Vừa lưu")[2])
        )
        count += len(line) + 1
    pty.kill()
    return digits, enters, count


def operator(home: Path) -> tuple[list[float], list[float]]:
    """Type a whole box at a key every 80 ms. Gives how long digits and Enters took to be painted, in milliseconds.

    Raises AssertionError where a ballot is not what was typed, or a key was never painted.
    """
    pty = at_papers(Pty.start(home / "day.journal", home, columns=120, lines=40))
    ballots = [LINES[place % len(LINES)] for place in range(BALLOTS)]
    typed: list[tuple[float, str, str, int]] = []
    begin = monotonic()
    for stored, line in enumerate(ballots, start=1):
        for place, key in enumerate(line + "\r"):
            while (left := begin + PACE * len(typed) - monotonic()) > 0:
                pty.read(left)
            shown = line[: place + 1]
            typed.append((monotonic(), key, "" if key == "\r" else f"│ {shown}", stored))
            os.write(pty.process.fd, key.encode())
    while pty.read(1):
        pass
    pty.kill()
    took: dict[bool, list[float]] = {False: [], True: []}
    for at, key, wanted, stored in typed:
        while pty.painted[pty.fed].at < at:
            pty.feed_one()
        painted = at
        while not _is_shown(pty.text, wanted, stored):
            painted = pty.feed_one()
        if key != " ":
            took[key == "\r"].append((painted - at) * 1000)
    service = Service(Journal.open(str(home / "day.journal"), random=known_chance()), lambda: "")
    stored_ballots = service.day.work(STRIKE).entries[0].batches[1].ballots
    service.close()
    assert stored_ballots == tuple(struck(*map(int, line.split())) for line in ballots), (
        "a ballot is not what was typed"
    )
    return took[False], took[True]


def _is_shown(picture: str, line: str, stored: int) -> bool:
    """Whether a line is painted, or its ballot is told as stored: of two keys in one frame only the later is seen."""
    return bool(line and line in picture) or f"phiếu {stored} " in picture.rpartition("Vừa lưu")[2]


def long_day(home: Path) -> int:
    """Make a day of so many entries. Gives how many it has."""
    days = Days(home, document(present=PAPERS, names=names(), seats=80))
    days.start(papers=PAPERS, batch=BATCH)
    ballots = [struck(*sorted({1 + place % 85, 1 + place // 85 % 85, 1 + place // 7 % 85})) for place in range(BATCH)]
    for entry, person in ((1, TYPIST), (2, OTHER)):
        for batch in range(1, PAPERS // BATCH + 1):
            days.typed(entry, batch, ballots, by=person)
    days.leave()
    length = days.service.length
    days.service.close()
    return length


def resumed(home: Path) -> float:
    """Give how long it takes to start on a long day, in seconds."""
    pty = Pty.start(home / "day.journal", home, columns=120, lines=40)
    while not any("KHÓA" in piece.data.decode("utf-8", "ignore") for piece in pty.painted):
        pty.read(1)
    took = pty.painted[-1].at - pty.began
    pty.kill()
    return took


def folds(home: Path) -> float:
    """Give how many events are folded a second, read and spelled already."""
    service = Service(Journal.open(str(home / "day.journal"), random=known_chance()), lambda: "")
    history = list(service.history())
    service.close()
    began = perf_counter()
    session.folded(history)
    return len(history) / (perf_counter() - began)


def p95(took: list[float]) -> float:
    """Give what 95 of 100 stay below."""
    return statistics.quantiles(took, n=20)[-1]


def told(name: str, took: list[float]) -> None:
    """Print the middle of what was measured, and what 95 of 100 stay below."""
    print(f"{name}: median {statistics.median(took):.1f} ms, p95 {p95(took):.1f} ms, of {len(took)}")


def box(folder: str) -> Path:
    """Make a day whose box is counted. Gives its folder."""
    home = Path(folder) / "day"
    home.mkdir()
    days = Days(home, text())
    days.start(papers=BALLOTS, batch=BALLOTS)
    days.leave()
    days.service.close()
    return home


def main() -> None:
    """Measure everything, and print it."""
    with tempfile.TemporaryDirectory() as folder:
        home = box(folder)
        print(f"load: {os.getloadavg()[0]:.1f}")
        if sys.argv[1:] == ["operator"]:
            digits, enters = operator(home)
            told("digit", digits)
            told("Enter", enters)
            print(f"{BALLOTS} ballots at a key every {PACE * 1000:.0f} ms: every one is in the journal as it was typed")
            return
        began = starts(home)
        print(f"first paint: median {statistics.median(began):.0f} ms, least {min(began):.0f}, most {max(began):.0f}")
        digits, enters, count = keys(home)
        told("digit", digits)
        told("Enter", enters)
        print(f"keys a ballot: {count / len(enters):.2f}, of {sum(len(line.split()) for line in LINES) / 4} names")
        long = Path(folder) / "long"
        long.mkdir()
        entries = long_day(long)
        print(f"resume with {entries} entries: {min(resumed(long) for _ in range(3)):.2f} s")
        print(f"folded a second: {folds(long):.0f}")


if __name__ == "__main__":
    main()
