"""What must be true of a journal after a fault, given what was said before it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from station.journal.chain import read_written, written
from station.journal.database import Draft, Journal, Stored
from station.journal.errors import JournalError, JournalGone, JournalUnfinished
from tally.record import canonical
from tools.fault_worker import marker

__all__ = ["Outcome", "Said", "wrong_with"]


@dataclass
class Said:
    """What was acknowledged: entries by number, files by name, secrets destroyed, and whether there is a journal."""

    kept: dict[int, str] = field(default_factory=dict)
    filed: dict[str, str] = field(default_factory=dict)
    destroyed: set[int] = field(default_factory=set)
    made: bool = False

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Said":
        """Read what was said, up to the last whole line."""
        said = cls()
        for line in lines:
            match line.split():
                case ["kept", number, hashed]:
                    said.kept[int(number)] = hashed
                case ["filed", name, digest]:
                    said.filed[name] = digest
                case ["destroyed", number]:
                    said.destroyed.add(int(number))
                case ["made"] | ["opened"]:
                    said.made = True
        return said


@dataclass
class Outcome:
    """What came of many trials: how many, how many entries had been acknowledged in them, and what was wrong.

    ``losing``: in how many of them something acknowledged was lost. ``failures``: what the journal said of itself.
    """

    trials: int = 0
    acknowledged: int = 0
    losing: int = 0
    wrong: list[str] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)

    def judge(self, trial: str, path: Path, lines: Sequence[str]) -> None:
        """Look at the journal that a trial left at a path."""
        wrong = list(wrong_with(path, lines))
        self.trials += 1
        self.acknowledged += len(Said.of(lines).kept)
        self.losing += any(line.startswith("lost") for line in wrong)
        self.wrong += [f"{trial}: {line}" for line in wrong]
        self.failures.update(line.removeprefix("failed ") for line in lines if line.startswith("failed "))


def wrong_with(path: Path, lines: Iterable[str]) -> Iterator[str]:
    """Open the journal after the fault and say what is wrong with it; nothing, if all is well.

    ``lost …`` for what was acknowledged and is not there as it was; anything else in a sentence of its own. In the end
    the journal is one entry longer, for it must go on.
    """
    said = Said.of(lines)
    for number in said.destroyed:
        if _found(path, marker(number)):
            yield f"lost destruction: the secret of entry {number} is in the files again"
    random = Random(0).randbytes
    try:
        journal = Journal.open(str(path), random=random)
    except (JournalGone, JournalUnfinished) as error:
        if said.made or said.kept:
            yield f"lost journal: {error}"
            return
        journal = Journal.make(str(path), random=random)
    except JournalError as error:
        yield f"lost journal: {error}"
        return
    stored = {one.entry.number: one for one in journal.read()}
    yield from _lost(said, stored, journal)
    yield from _halved(stored)
    entries = [one.entry for one in stored.values()]
    if read_written(written(entries)) != tuple(entries):
        yield "the chain that is written out is another one"
    body = canonical.write({"first": journal.length + 1, "of": 1})
    try:
        journal.append([Draft(body=body, secret=b"on")])
    except JournalError as error:
        yield f"it does not go on: {error}"
    journal.close()
    for one in stored.values():
        if one.secret is None and one.entry.sealed is not None and _found(path, marker(one.entry.number)):
            yield f"the destroyed secret of entry {one.entry.number} is in the files"


def _lost(said: Said, stored: dict[int, Stored], journal: Journal) -> Iterator[str]:
    for number, hashed in said.kept.items():
        if number not in stored or stored[number].entry.hash.hex() != hashed:
            yield f"lost entry {number}"
    for name, digest in said.filed.items():
        if name not in journal.files() or sha256(journal.file(name)).hexdigest() != digest:
            yield f"lost file {name}"
    for number in said.destroyed:
        if number in stored and stored[number].secret is not None:
            yield f"lost destruction: entry {number} has its secret again"


def _halved(stored: dict[int, Stored]) -> Iterator[str]:
    """Say which entries stand there without those that were appended together with them, or twice."""
    for number, one in stored.items():
        body = json.loads(one.entry.body)
        first, count = body["first"], body["of"]
        if not first <= number < first + count <= len(stored) + 1:
            yield f"entry {number} is a part of {first} and {count - 1} more"


def _found(path: Path, what: bytes) -> bool:
    return any(what in file.read_bytes() for file in path.parent.iterdir())
