"""The parsers that are fuzzed: each a function of bytes, with what must hold of whatever it accepts.

A parser gives a value, or raises Refused or BadInput; anything else that it raises is a defect. What it accepts is
written again by the library, and must be the very same bytes; where a format has several spellings, it must read again
as the same value.
"""

import csv
import io
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tally.ballot import Ballots
from tally.congress import MeetingKind
from tally.contest import Biography, Purpose
from tally.course import BallotPaper
from tally.files import ballots
from tally.files.ballots import ballot_ids, read_ballots
from tally.files.ballots_clean import MARKS
from tally.files.congress_file import CongressFile, read_congress
from tally.files.spreadsheet import ListedCandidate, read_list
from tally.files.spreadsheet_columns import STATUS_COLUMNS, Column
from tally.files.spreadsheet_roll import read_roll
from tally.record import canonical, commitment, document, enrolment, keyfile, note, opening, reading, sealed, trust
from tally.record.verify import checks_of_content
from tally.summoned import CameAs, Summoned

__all__ = ["CORPUS", "KEY", "TARGETS", "Target"]

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
KEY = bytes(range(32))
"""The private key that the sealed files of the corpus can be opened with."""
STRIKE = BallotPaper(purpose=Purpose.FIRST, candidates=tuple(range(1, 18)), seats=15)
BOXES = BallotPaper(purpose=Purpose.FIRST, candidates=tuple(range(1, 6)), seats=5)

_SEXES = {"male": "Nam", "female": "Nữ"}
_SOURCES = {"committee": "Cấp ủy triệu tập", "floor": "Đại hội đề cử", "self": "Tự ứng cử"}
_HEADINGS = (
    Column.NUMBER,
    Column.NAME,
    Column.SEX,
    Column.BORN,
    Column.ETHNICITY,
    Column.NOMINATED_BY,
    Column.INCUMBENT,
    Column.SCIENCE_TECHNOLOGY,
    Column.HOME,
    Column.POSITION,
    Column.EDUCATION,
    Column.THEORY,
    "Ngày vào Đảng",
    "Ngày chính thức",
)
_BESIDES = ("home", "position", "education", "theory")
_ROLL_HEADINGS = (
    *_HEADINGS[:5],
    Column.BODY,
    Column.EX_OFFICIO,
    Column.ELECTED,
    Column.APPOINTED,
    Column.STATUS,
    *_HEADINGS[-6:],
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A parser, and whether what it made of some bytes is right."""

    read: Callable[[bytes], Any]
    holds: Callable[[bytes, Any], bool]


def _written_by(write: Callable[[Any], bytes]) -> Callable[[bytes, Any], bool]:
    """Say that what was read writes as the same bytes."""
    return lambda data, value: write(value) == data


def _keyfile_holds(data: bytes, file: keyfile.KeyFile) -> bool:
    tree: dict[str, canonical.Tree] = {
        "schema": "key/1",
        "name": file.vkey.name,
        "holder": file.holder,
        "vkey": str(file.vkey),
        "kdf": {"function": "argon2id", **asdict(file.cost)},
        "salt": file.salt.hex(),
        "nonce": file.nonce.hex(),
    }
    header = canonical.write(tree)
    return header == file.header and canonical.write(tree | {"ciphertext": file.ciphertext.hex()}) == data


def _committed(data: bytes) -> commitment.Committed | commitment.Ballot:
    """Read the ballots of a round, or one ballot by itself."""
    return commitment.read(data) if data.startswith(b"ballots/") else commitment.read_ballot(data)


def _committed_holds(data: bytes, value: commitment.Committed | commitment.Ballot) -> bool:
    return (value.written() if isinstance(value, commitment.Ballot) else commitment.write(value)) == data


@cache
def _sealed_files() -> frozenset[bytes]:
    return frozenset(path.read_bytes() for path in (CORPUS / "sealed").glob("sound-*"))


def _sealed_holds(data: bytes, _opened: bytes) -> bool:
    """Say that nothing opens but what was sealed: whoever has not the file key makes no other file that does."""
    return data in _sealed_files()


def _trust_holds(data: bytes, file: trust.TrustFile) -> bool:
    return (
        trust.text_of(file.trust) == file.text and (note.write(file.note) if file.note else file.text.encode()) == data
    )


def _record_holds(data: bytes, record: reading.Record) -> bool:
    """Say that it writes as the same bytes, and if it agrees with itself, that its result writes as the same text.

    Checking it raises nothing, whatever stands in it.
    """
    content, checks = checks_of_content(record)
    if content and all(check.ok for check in checks.values()) and document.text_of(content).encode() != record.text:
        return False
    return note.write(record.note) == data and canonical.write(record.tree) == record.text


def _paper(data: bytes) -> BallotPaper:
    return BOXES if b"agree" in data.partition(b"\n")[0] else STRIKE


def _ballots(data: bytes) -> Ballots:
    return read_ballots("ballots.csv", data, _paper(data))


def _ballots_hold(data: bytes, value: Ballots) -> bool:
    """Say that both ways through a file come to the same, and that its ballots, written again, are the same."""
    ids = ballot_ids("ballots.csv", data, _paper(data))
    with patch.object(ballots, "read_clean", lambda *_, **__: None):
        row_by_row = _ballots(data)
    return len(ids) == len(set(ids)) == len(value) and row_by_row == value == _ballots(_ballots_csv(value))


def _ballots_csv(value: Ballots) -> bytes:
    columns = {name: getattr(value, name) for name in MARKS[value.kind]}
    lines = [",".join(["ballot", *columns, "defect"])]
    for place in range(len(value)):
        cells = [
            " ".join(str(number) for bit, number in enumerate(value.candidates) if marks[place] >> bit & 1)
            for marks in columns.values()
        ]
        lines.append(",".join([str(place), *cells, str(value.defects.get(place, ""))]))
    return "\n".join(lines).encode()


def _list(data: bytes) -> tuple[ListedCandidate, ...]:
    return read_list("list.csv", data).people


def _list_holds(_data: bytes, people: tuple[ListedCandidate, ...]) -> bool:
    """Say that the persons, written as a plain list, are read as the same persons."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_HEADINGS)
    for person in people:
        said = person.get("biography", {})
        born, *days = (_day_first(day) for day in (person["born"], said.get("admitted"), said.get("official")))
        sex, source = _SEXES[person["sex"]], _SOURCES[person["nominated_by"]]
        marks = ["x" if is_marked else "" for is_marked in (person["incumbent"], person["attributes"])]
        besides = [*(said.get(part, "") for part in _BESIDES), *days]
        rows.writerow([person["number"], person["name"], sex, born, person["ethnicity"], source, *marks, *besides])
    return _list(text.getvalue().encode()) == people


def _roll(data: bytes) -> tuple[Summoned, ...]:
    return read_roll("roll.csv", data, MeetingKind.DELEGATES).people


def _roll_holds(_data: bytes, people: tuple[Summoned, ...]) -> bool:
    """Say that the persons, written as a plain roll, are read as the same persons."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_ROLL_HEADINGS)
    for person in people:
        told = person.biography or Biography()
        days = [_day_first(str(day)) if day else "" for day in (person.born, told.admitted, told.official)]
        rights = ["x" if person.came_as is right else "" for right in CameAs]
        known = [person.number, person.name, _SEXES[person.sex], days[0], person.ethnicity, person.body, *rights]
        besides = [*(getattr(told, part) for part in _BESIDES), *days[1:]]
        rows.writerow([*known, STATUS_COLUMNS[person.status], *besides])
    return _roll(text.getvalue().encode()) == people


def _day_first(day: str | None) -> str:
    return "/".join(reversed(day.split("-"))) if day else ""


def _congress(data: bytes) -> CongressFile:
    return read_congress("congress.json" if _is_json(data) else "congress.toml", data)


def _is_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _congress_holds(data: bytes, file: CongressFile) -> bool:
    """Say that its values, written as plain JSON by the standard library, are read as the same congress."""
    tree = json.loads(data.decode("utf-8-sig")) if _is_json(data) else tomllib.loads(data.decode("utf-8-sig"))
    again = read_congress("congress.json", json.dumps(tree, default=str).encode())
    return replace(file, path="") == replace(again, path="")


TARGETS: Mapping[str, Target] = {
    "note": Target(read=note.parse, holds=_written_by(note.write)),
    "canonical": Target(read=canonical.read, holds=_written_by(canonical.write)),
    "keyfile": Target(read=keyfile.read, holds=_keyfile_holds),
    "opening": Target(read=opening.read, holds=_written_by(opening.write)),
    "commitment": Target(read=_committed, holds=_committed_holds),
    "sealed": Target(read=lambda data: sealed.unseal(data, KEY), holds=_sealed_holds),
    "trust": Target(read=trust.read, holds=_trust_holds),
    "enrolment": Target(read=enrolment.read, holds=_written_by(enrolment.write)),
    "record": Target(read=reading.read, holds=_record_holds),
    "ballots": Target(read=_ballots, holds=_ballots_hold),
    "spreadsheet": Target(read=_list, holds=_list_holds),
    "roll": Target(read=_roll, holds=_roll_holds),
    "congress": Target(read=_congress, holds=_congress_holds),
}
