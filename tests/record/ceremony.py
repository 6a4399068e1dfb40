"""A small congress sealed and signed, for the tests of records: keys from known seeds, a trust file, a board."""

from copy import deepcopy
from datetime import date
from functools import cache
from hashlib import sha256

from tally.congress import BoardMember, Mode
from tally.course import begin
from tally.record import canonical, enrolment, note, trust, trust_chain
from tally.record.document import Commitment, Content, Frame, text_of, tree_of
from tally.record.keyname import KeyName
from tally.record.note import Note
from tally.record.trust import Organisation, Thresholds, Trust
from tally.record.verify import verify
from tally.result import result_of
from tally.rounds import hold
from tests.making import candidate, congress, contest, first, strike

UNIT = "VD.1"
STATION = f"{UNIT}/station-1"
BOARD = ("Nguyễn Thị Hạnh", "Trần Văn Bình", "Lê Thị Cúc")
DAY = date(2025, 2, 14)
SIGNERS = (STATION, f"{UNIT}/board-1", f"{UNIT}/board-2")


def seed_of(name):
    """A key for each name, the same in every run: its name, filled up to 32 bytes."""
    return name.encode().ljust(32, b".")[:32]


@cache
def key(name, holder="Người giữ khóa"):
    return enrolment.read(enrolment.make(seed_of(name), name=name, holder=holder))


def board_names(count=3):
    return [f"{UNIT}/board-{number}" for number in range(1, count + 1)]


def trusted(*, board=3, record=2, roots=3, threshold=2, revoked=(), **given):
    """A trust file as a value: roots and an auditor of the superior, and the unit's board and station."""
    keys = [
        *(key(f"VD/root-{number}") for number in range(1, roots + 1)),
        *(key(name, holder_of(name)) for name in board_names(board)),
        key("VD/auditor-1", "Phạm Kiểm"),
        key(STATION, "Máy kiểm phiếu"),
    ]
    plain = {
        "organisation": Organisation(code="VD", name="Ban Tổ chức Ví dụ"),
        "version": 1,
        "previous": None,
        "valid_from": date(2025, 1, 1),
        "valid_to": date(2030, 12, 31),
        "thresholds": Thresholds(trust=threshold, record=record),
        "keys": tuple(sorted(keys, key=lambda one: str(one.name))),
        "revoked": tuple(revoked),
    }
    return Trust(**plain | given)


def holder_of(name):
    number = KeyName.parse(name).number
    return BOARD[number - 1] if number <= len(BOARD) else f"Ủy viên {number}"


def signed(text, names):
    """A note with the signatures of the keys of these names."""
    return note.write(Note(text=text, signatures=tuple(note.sign(text, name, seed_of(name)) for name in names)))


def trust_file(value=None, by=("VD/root-1", "VD/root-2")):
    return signed(trust.text_of(value or trusted()), by)


def chain_of(*files):
    return trust_chain.chain(files or (trust_file(),), ())


def elected_course(*, struck=None, event=None, vote=None, rounds=1, **given):
    """A committee of two from three candidates, elected in one round by twenty ballots."""
    event = event or congress(mode=Mode.REAL, board=tuple(BoardMember(name=name, role="member") for name in BOARD))
    vote = vote or contest([candidate(1, "An"), candidate(2, "Bình An"), candidate(3, "Chi")], 2, id="bch", **given)
    struck = struck or [({3}, 14), ({1}, 4), ({1, 2, 3}, 2)]
    return hold(begin(event, vote), first(strike([1, 2, 3], struck)))


def content_of(course=None, *, value=None, pool=None, **frame):
    course = course or elected_course()
    plain = {
        "sequence": 1,
        "previous": None,
        "replaces": None,
        "trust": sha(trust.text_of(value or trusted())),
        "station": STATION,
        "software": "kiem-phieu 0.0",
    }
    commitments = tuple(
        Commitment(root=bytes([held.number]) * 32, size=held.count.valid + held.count.invalid) for held in course.held
    )
    return Content(frame=Frame(**plain | frame), result=result_of(course, pool), pool=pool, commitments=commitments)


def sha(text):
    return sha256(text.encode()).digest()


def record_file(content=None, by=None):
    """A record of the small congress, signed by the computer and two members of the board."""
    return signed(text_of(content or content_of()), by or SIGNERS)


def forged(change, *, tree=None, by=SIGNERS):
    """The record of a document with something else in it, spelled as it should be and signed again by all."""
    whole = deepcopy(tree or tree_of(content_of()))
    change(whole)
    return signed(canonical.write(whole).decode(), by)


def put(*way):
    """Put the last step in the place that the others lead to."""
    *place, last, value = way

    def change(tree):
        for step in place:
            tree = tree[step]
        tree[last] = value

    return change


def verified(data, chain=None, **given):
    """What comes of verifying one record by itself."""
    (one,) = verify([data], chain or TRUST, **given)
    return one


def broken(one):
    """Which checks do not hold, and why."""
    return {check.code: check.why for check in one.checks if not check.ok}


def told(one, code):
    """Why a check holds or not, and its figures."""
    return next((check.why, dict(check.params)) for check in one.checks if check.code == code)


TRUST = chain_of()
