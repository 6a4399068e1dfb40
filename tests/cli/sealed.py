"""A congress on the disk as its clerk has it: the file and its ballots, the trust file, and everybody's keys."""

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

from tally.record import reading, sealed
from tally.record.commitment import read as read_ballots
from tally.record.fingerprint import fingerprint
from tests.cli.made import Answer, congress, contest, person, run, write
from tests.cli.opened import AUDITOR, PASSPHRASE, PEOPLE, key_file
from tests.record.ceremony import BOARD, STATION, board_names, holder_of, seed_of, trust_file

HOLDERS = {name: holder_of(name) for name in board_names()} | {STATION: "Máy kiểm phiếu", AUDITOR: "Phạm Kiểm"}
FIRST, SECOND, THIRD = board_names()
"""The board, by its keys."""
TIED = [{3}] * 10 + [{2}] * 10 + [{1}]
"""Two seats, 21 summoned: An is elected by 20 votes, Bình An and Chi are level at 11 each."""
RUN_OFF = [{3}] * 12 + [{2}] * 9
"""Bình An by 12 votes to 9."""
WHOLE = [{3}] * 14 + [{1}] * 4 + [{1, 2, 3}] * 3
"""Two seats, 21 summoned: Bình An by 18 votes and An by 14; three ballots are for nobody."""


@dataclass
class Desk:
    """The folder of a congress, and the command as it is typed there; ``typed`` are the lines of standard input."""

    folder: Path
    patch: object
    capsys: object

    def __post_init__(self):
        self.patch.chdir(self.folder)
        self.put("trust", trust_file())
        for name, holder in HOLDERS.items():
            self.put(key_of(name), key_file(name, holder))

    def put(self, name, data):
        (self.folder / name).write_bytes(data)
        return name

    def congress(self, *contests, **given):
        """Write the congress file; a contest is its id with its rounds, or with a whole contest."""
        board = [{"name": name, "role": "head" if name == BOARD[0] else "member"} for name in BOARD]
        made = [self._contest(one, rounds) for one, rounds in contests]
        plain = {"mode": "real", "roll": {"present": 21}, "board": board}
        write(self.folder, congress(*made, **plain | given))

    def _contest(self, id_, rounds):
        if isinstance(rounds, dict):
            return rounds | {"id": id_}
        return contest(
            [person(n, name) for n, name in enumerate(PEOPLE, 1)], 2, id=id_, rounds=self.rounds(id_, rounds)
        )

    def rounds(self, id_, rounds):
        """Give rounds as the file has them; one is its totals, or what is struck out on each of its ballots."""
        return [one if isinstance(one, dict) else self._round(id_, number, one) for number, one in enumerate(rounds, 1)]

    def _round(self, id_, number, struck):
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(["ballot", "struck", "defect"])
        rows.writerows([f"P{place}", " ".join(map(str, sorted(one))), ""] for place, one in enumerate(struck, 1))
        name = self.put(f"{id_}-{number}.csv", text.getvalue().encode())
        plain = {"number": number, "purpose": "first", "issued": len(struck), "collected": len(struck), "ballots": name}
        return plain if number == 1 else plain | {"purpose": "run_off", "candidates": [2, 3], "seats": 1}

    def tally(self, *line, typed=(PASSPHRASE,)) -> Answer:
        self.patch.setattr(sys, "stdin", io.StringIO("".join(f"{one}\n" for one in typed)))
        language = () if "--lang" in line else ("--lang", "vi")
        return run(self.capsys, *line, *language)

    def seal(self, *more, key=STATION, **given):
        line = ("seal", "congress.json", "-o", "out", "--trust", "trust", "--pin", self.pin(), "--key", key_of(key))
        return self.tally(*line, *more, **given)

    def pin(self, trust="trust"):
        """The fingerprint of a trust file, as the committee has published it."""
        path = self.folder / trust
        return fingerprint(path.read_bytes().partition(b"\n\n")[0] + b"\n" if path.exists() else b"")

    def sign(self, record, *names):
        for name in names or board_names(2):
            assert self.tally("sign", record, "--key", key_of(name)).status == 0
        return record

    def verify(self, *line, trust="trust", **given):
        return self.tally("verify", *line, "--trust", trust, **given)

    def records(self):
        """The paths of the records that there are, in order."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.glob("out/*.record"))

    def read(self, record):
        return reading.read((self.folder / record).read_bytes())

    def opened(self, path, by=AUDITOR):
        """The ballots of a sealed file, as an auditor opens them."""
        private = sealed.private_of_seed(seed_of(by))
        return read_ballots(sealed.unseal((self.folder / path).read_bytes(), private))

    def files(self):
        """Every file there is with its bytes, its mode and its time."""
        paths = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        return {
            str(path.relative_to(self.folder)): (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
            for path in paths
        }


def key_of(name):
    """The name of the file of a key."""
    return f"{name.replace('/', '_')}.key"


def codes(answer):
    """Where each fault is and its code, as standard error tells them."""
    told = [line.split(": ") for line in answer.err.splitlines() if line.count(": ") > 2]
    return [(path, location, code) for path, location, code, *_ in told]
