"""The example congresses with records: a trust file for each unit, keys from known seeds, every round in a record."""

from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from tally import decide
from tally.congress import BoardMember
from tally.files.disk import load_congress, load_courses
from tally.record import enrolment, note, trust
from tally.record.document import Commitment, Content, Frame, text_of
from tally.record.due import due
from tally.record.note import Note
from tally.record.trust import Organisation, Thresholds, Trust
from tests.making import from_random
from tests.property.elections import random_election

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
CASES = Path(__file__).parent.parent / "cases"
SITTING = tuple(BoardMember(name=name, role="member") for name in ("Nguyễn Thị Hằng", "Trần Văn Đức", "Lê Thị Ước"))
NAMES = ("cell-26", "committee-first-meeting", "commune-cao-an", "province-486")


def seed(name):
    return sha256(f"trust vector {name}".encode()).digest()


def signed(text, names):
    return note.write(Note(text=text, signatures=tuple(note.sign(text, name, seed(name)) for name in names)))


def trust_file(congress):
    """Three roots of the superior, the unit's board and its station."""
    unit = congress.unit.code
    holders = {f"VD/root-{number}": f"Người giữ khóa gốc {number}" for number in (1, 2, 3)}
    holders |= {f"{unit}/board-{number}": member.name for number, member in enumerate(congress.board, start=1)}
    holders[f"{unit}/station-1"] = "Máy kiểm phiếu"
    keys = [enrolment.read(enrolment.make(seed(name), name=name, holder=holders[name])) for name in sorted(holders)]
    made = Trust(
        organisation=Organisation(code="VD", name="Đảng bộ ví dụ"),
        version=1,
        previous=None,
        valid_from=date(2014, 1, 1),
        valid_to=date(2030, 12, 31),
        thresholds=Thresholds(trust=2, record=2),
        keys=tuple(keys),
        revoked=(),
    )
    return signed(trust.text_of(made), ("VD/root-1", "VD/root-3"))


def signers(unit):
    return [f"{unit}/station-1", f"{unit}/board-1", f"{unit}/board-3"]


@cache
def example(name):
    """The trust file of an example, and its records: of every contest, after every round."""
    (path,) = (EXAMPLES / name).glob("congress.*")
    return sealed(load_courses(load_congress(str(path))))


@cache
def case(name):
    """The same of a folder of tests/cases, with a board of three."""
    courses = load_courses(load_congress(str(CASES / name / "congress.json")))
    return sealed([replace(course, congress=replace(course.congress, board=SITTING)) for course in courses])


@cache
def drawn(number):
    """The same of a random election, with a board of three."""
    event, vote, rounds = from_random(random_election(number))
    return sealed([decide(replace(event, board=SITTING), vote, rounds)])


def sealed(courses):
    trusted = trust_file(courses[0].congress)
    unit, previous, records = courses[0].congress.unit.code, None, []
    for sequence, one in enumerate(due(courses, ()), start=1):
        frame = Frame(
            sequence=sequence,
            previous=previous,
            replaces=one.replaces,
            trust=sha256(trusted[: trusted.rindex(b"\n\n") + 1]).digest(),
            station=f"{unit}/station-1",
            software="kiem-phieu 0",
        )
        commitments = tuple(_commitment(one.result.contest.id, held) for held in one.result.course.held)
        text = text_of(Content(frame=frame, result=one.result, pool=one.pool, commitments=commitments))
        records.append(signed(text, signers(unit)))
        previous = sha256(text.encode()).digest()
    return trusted, tuple(records)


def _commitment(contest, held):
    """A root that stands for the ballots of a round, and their number; None where it was counted on tally sheets."""
    if sum(held.count.reasons.values()) != held.count.invalid:
        return None
    size = held.count.valid + held.count.invalid
    return Commitment(root=sha256(f"{contest} {held.number}".encode()).digest(), size=size)
