"""Power cuts: every call that changes the disk is noted, and disks that a cut may leave behind are tried.

Three kinds of cut: during a day's work; after the process was killed and the journal opened anew, while what the killed
one had not synced is still only in the memory of the system; and once more while the journal is opened after a cut.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from tools.fault_disk import CHANGES, SAID, Disk, Image, Op, Watch, watched
from tools.fault_judge import Outcome
from tools.fault_worker import Player

__all__ = ["DAY", "MEMORY", "NAME", "cut", "cut_after_kill", "cut_again", "noted"]

T = TypeVar("T")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where trials lie that need no true disk, if there is such a place."""
NAME = "journal.db"
DAY = (
    "make",
    "checkpoint 12",
    "append 1 120",
    "append 3 2500",
    "file record-1 9000",
    *["append 1 120"] * 4,
    "destroy 2 3",
    "append 2 700",
    "close",
    "open",
    "append 1 120",
    "leave",
    "open",
    "checkpoint 12",
    *["append 1 300"] * 6,
    "file record-2 5000",
    "destroy 1 8",
    "append 1 120",
)
"""Making, appending, checkpoints, files, destroying, closing, and being killed between two acts."""
MORNING = ("begin", "append 1 120", "append 2 700")

_SURE = ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0))
"""How much of the unsynced names and calls is kept, in the ways that chance would seldom find."""
_LATER_TRIED = 0.2
_ROUNDS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class _Moment:
    """The moment before a call: what is synced and what is not, and what was said; both go on changing."""

    number: int
    at: int
    disk: Disk
    said: Sequence[str]


class _Notes(Watch):
    def __init__(self) -> None:
        self.ops: list[Op] = []

    def do(self, op: Op, call: Callable[[bytes], T]) -> T | None:
        done = super().do(op, call)
        if op.kind in CHANGES:
            self.ops.append(op)
        return done


def noted(acts: Sequence[str], image: Image, seed: int) -> list[Op]:
    """Do acts on the files of an image; give every call that changed the disk, and what was said between them."""
    notes = _Notes()
    with TemporaryDirectory(dir=MEMORY) as name:
        folder = _laid_out(image, name)

        def say(line: str) -> None:
            notes.ops.append(Op(kind=SAID, name=line))

        with watched(notes, folder):
            Player(folder / NAME, say, Random(seed).randbytes).play((*acts, "leave"))
    return notes.ops


def cut(images: int, seed: int) -> Outcome:
    """Cut the power at every moment of the day, in ever new ways, until so many images were tried."""

    def now(moment: _Moment, way: int, chance: Random) -> Iterator[_Tried]:
        yield moment.said, _image(moment, way, chance)

    return _tried(images, seed, now)


def cut_after_kill(images: int, seed: int) -> Outcome:
    """Kill at every moment of the day, open over what is only in memory, and cut the power after that."""
    ops = noted(DAY, {}, seed)

    def later(moment: _Moment, way: int, chance: Random) -> Iterator[_Tried]:
        more = noted(MORNING, _image(moment, 1, chance), seed)
        following = islice(_moments({}, [*ops[: moment.at], *more]), moment.number, None)
        yield from _some(following, way, chance)

    return _tried(images, seed, later)


def cut_again(images: int, seed: int) -> Outcome:
    """Cut the power at every moment of the day, open what is left, and cut it again while that goes on."""

    def later(moment: _Moment, way: int, chance: Random) -> Iterator[_Tried]:
        left = _image(moment, way, chance)
        said = [Op(kind=SAID, name=line) for line in moment.said]
        yield from _some(_moments(left, [*said, *noted(MORNING, left, seed)]), way, chance)

    return _tried(images, seed, later)


_Tried = tuple[Sequence[str], Image]
"""What was said before a cut, and the disk that it left."""


def _tried(images: int, seed: int, cuts: Callable[[_Moment, int, Random], Iterator[_Tried]]) -> Outcome:
    """Judge what comes of every moment of the day, round by round, each image once, until there were so many.

    Where that is too few for some rounds of all moments, a round takes only some.
    """
    chance = Random(seed)
    ops = noted(DAY, {}, seed)
    rare = max(1, len(ops) * _ROUNDS // images)
    outcome = Outcome()
    known: set[bytes] = set()
    for way in count():
        for moment in _moments({}, ops):
            if (moment.number + way) % rare:
                continue
            for said, image in cuts(moment, way, chance):
                parts = [*said, *(f"{name} {sha256(data).hexdigest()}" for name, data in image.items())]
                if (alike := sha256("\n".join(parts).encode()).digest()) in known:
                    continue
                known.add(alike)
                with TemporaryDirectory(dir=MEMORY) as name:
                    folder = _laid_out(image, name)
                    with watched(Watch(), folder):
                        outcome.judge(f"round {way}, moment {moment.number}", folder / NAME, said)
                if outcome.trials == images:
                    return outcome
    raise AssertionError


def _moments(image: Image, ops: Sequence[Op]) -> Iterator[_Moment]:
    """Give the moment before each call that changes the disk, and the one after the last."""
    disk = Disk(image)
    said: list[str] = []
    numbers = count()
    for at, op in enumerate((*ops, None)):
        if op is not None and op.kind == SAID:
            said.append(op.name)
            continue
        yield _Moment(number=next(numbers), at=at, disk=disk, said=said)
        if op is not None:
            disk.apply(op)


def _some(moments: Iterator[_Moment], way: int, chance: Random) -> Iterator[_Tried]:
    for moment in moments:
        if chance.random() < _LATER_TRIED:
            yield moment.said, _image(moment, way, chance)


def _image(moment: _Moment, way: int, chance: Random) -> Image:
    """Give a disk that a cut may leave: in the first rounds all or nothing is kept, then as chance will have it."""
    if way < len(_SURE):
        names, calls = _SURE[way]
    else:
        names, calls = chance.choice([0.0, 0.5, 1.0]), chance.choice([0.1, 0.3, 0.6, 0.9])
    return moment.disk.image(names=names, calls=calls, chance=chance)


def _laid_out(image: Image, name: str) -> Path:
    folder = Path(name).resolve()
    for file, data in image.items():
        (folder / file).write_bytes(data)
    return folder
