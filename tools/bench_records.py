"""How many records a second one core verifies, and what of that the signatures and the parsing take alone.

A record is of the largest contest of an example congress, as its last round left it, with five signatures: the
computer's and four of the board's. Every figure is the median of the runs, all in one process, on one core.
"""

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tally.congress import Mode
from tally.files.disk import load_congress, load_courses
from tally.files.values import validated_json
from tally.record import canonical, ed25519, enrolment, note, trust
from tally.record.document import Commitment, Content, Frame, text_of
from tally.record.models import RecordModel
from tally.record.note import Note
from tally.record.trust import Organisation, Thresholds, Trust
from tally.record.trust_chain import TrustChain, chain
from tally.record.verify import Verdict, verify
from tally.result import results_of

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
CONGRESSES = {
    "a cell of 26": ("cell-26/congress.toml", "chi-uy"),
    "a commune of 159": ("commune-cao-an/congress.json", "bch"),
    "a province of 486": ("province-486/congress.json", "bch"),
}
BOARD = 5
SIGNING = 4
RUNS = 7
RECORDS = 200
GOAL = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A signed record, the trust file that it was made under, and who signed it."""

    record: bytes
    trust: TrustChain
    signers: tuple[tuple[bytes, bytes], ...]


def main() -> None:
    """Print the table."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    machine = platform.processor() or platform.machine()
    print(f"{machine}, Python {platform.python_version()}; one core, medians of {RUNS} runs of {RECORDS} records")
    heads = ("record of", "bytes", "signatures", "parsing", "whole", "a second", "whole / parts")
    print("  {:<20}{:>8}{:>12}{:>10}{:>10}{:>10}{:>15}".format(*heads))
    for name, (path, contest) in CONGRESSES.items():
        _row(name, _case(EXAMPLES / path, contest))


def _row(name: str, case: Case) -> None:
    text = note.parse(case.record).text.encode()
    signatures = _seconds(lambda: [ed25519.verify(public, signature, text) for public, signature in case.signers])
    parsing = _seconds(lambda: _parse(case.record))
    whole = _seconds(lambda: verify([case.record], case.trust, expected=Mode.TRAINING))
    micro = (f"{1e6 * figure:.0f} µs" for figure in (signatures, parsing, whole))
    columns = "".join(f"{figure:>{width}}" for figure, width in zip(micro, (12, 10, 10), strict=True))
    ratio = whole / (signatures + parsing)
    print(f"  {name:<20}{len(case.record):>8}{columns}{1 / whole:>10.0f}{ratio:>15.2f}")


def _parse(record: bytes) -> None:
    text = note.parse(record).text.encode()
    canonical.read(text)
    validated_json(RecordModel, "record", text)


def _seconds(call: Callable[[], object]) -> float:
    """Give the median of the seconds that one call takes."""
    runs = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for _ in range(RECORDS):
            call()
        runs.append((time.perf_counter() - start) / RECORDS)
    return statistics.median(runs)


def _case(path: Path, contest: str) -> Case:
    file = load_congress(str(path))
    unit, day = file.congress.unit.code, file.congress.date
    board = [f"{unit}/board-{number}" for number in range(1, BOARD + 1)]
    members = [member.name for member in file.congress.board]
    holders = {name: members[place % len(members)] for place, name in enumerate(board)}
    names = ["VD/root-1", "VD/root-2", "VD/root-3", *board, f"{unit}/station-1"]
    value = _trust(names, holders, day)
    file_of_trust = _signed(trust.text_of(value), names[:2])
    result = next(one for one in results_of(load_courses(file)) if one.contest.id == contest)
    approved = chain([file_of_trust], ())
    frame = Frame(
        sequence=1,
        previous=None,
        replaces=None,
        trust=approved.files[0].sha256,
        station=names[-1],
        software="kiem-phieu",
    )
    commitments = tuple(
        Commitment(root=bytes(32), size=held.count.valid + held.count.invalid) for held in result.course.held
    )
    signing = [names[-1], *board[:SIGNING]]
    record = _signed(text_of(Content(frame=frame, result=result, pool=None, commitments=commitments)), signing)
    if verify([record], approved, expected=Mode.TRAINING)[0].verdict is not Verdict.VALID:
        raise SystemExit("the record is not valid")
    publics = [ed25519.public_of(_seed(name)) for name in signing]
    given = [signature.signature for signature in note.parse(record).signatures]
    return Case(record=record, trust=approved, signers=tuple(zip(publics, given, strict=True)))


def _trust(names: list[str], holders: dict[str, str], day: date) -> Trust:
    keys = [
        enrolment.read(enrolment.make(_seed(name), name=name, holder=holders.get(name, "Người giữ khóa")))
        for name in sorted(names)
    ]
    return Trust(
        organisation=Organisation(code="VD", name="Ban Tổ chức"),
        version=1,
        previous=None,
        valid_from=day,
        valid_to=day,
        thresholds=Thresholds(trust=2, record=2),
        keys=tuple(keys),
        revoked=(),
    )


def _signed(text: str, names: list[str]) -> bytes:
    return note.write(Note(text=text, signatures=tuple(note.sign(text, name, _seed(name)) for name in names)))


def _seed(name: str) -> bytes:
    """Give a key for each name: for measuring alone."""
    return name.encode().ljust(32, b".")[:32]


if __name__ == "__main__":
    main()
