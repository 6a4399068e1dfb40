"""A congress file that uses every key there is, and short ways to change it, read it and see what is wrong with it."""

import copy
import json

from tally import BadInput
from tally.files.congress_file import read_congress
from tally.files.rounds import read_courses

PATH = "congress.json"
CODES = {
    "bad_syntax",
    "bad_value",
    "file_missing",
    "missing",
    "not_utf8",
    "repeated_ballot",
    "repeated_candidate",
    "repeated_key",
    "round_does_not_answer",
    "unknown_candidate",
    "unknown_column",
    "unknown_defect",
    "unknown_key",
}


def candidate(number, name=None, **given):
    plain = {
        "number": number,
        "name": name or f"Người {number}",
        "sex": "male",
        "born": "1975-03-15",
        "ethnicity": "Kinh",
        "incumbent": False,
        "nominated_by": "committee",
    }
    return plain | given


def totals(votes, *, valid=20, invalid=0, **given):
    return {
        "valid": valid,
        "invalid": invalid,
        "votes": {str(number): count for number, count in votes.items()},
    } | given


def held(number, purpose, votes, *, issued=20, collected=20, **given):
    """A round counted on tally sheets; its totals go with so many ballots collected unless it says otherwise."""
    sums = totals(votes, valid=collected)
    return {"number": number, "purpose": purpose, "issued": issued, "collected": collected, "totals": sums} | given


def decision(after_round, choice, *, agree=20, against=0, abstain=0, not_voting=0):
    cards = {"agree": agree, "against": against, "abstain": abstain, "not_voting": not_voting}
    return {"after_round": after_round, "choice": choice} | cards


def contest(candidates=4, seats=3, *, rounds=(), **given):
    people = [candidate(n) for n in range(1, candidates + 1)] if isinstance(candidates, int) else list(candidates)
    plain = {"id": "c", "meeting": "m", "kind": "committee", "title": "Bầu cử", "quota": seats, "seats": seats}
    return plain | {"candidates": people, "rounds": list(rounds)} | given


def document(*contests, meeting=None, **given):
    """A congress of twenty members: over half is eleven."""
    plain = {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": "training",
        "unit": {"code": "VD.1", "name": "Đảng bộ ví dụ", "level": "commune"},
        "congress": {"name": "Đại hội ví dụ", "term": "2025-2030", "place": "Ví dụ", "date": "2025-02-14"},
        "meetings": [{"id": "m", "kind": "members", "roll": {"present": 20}} | (meeting or {})],
        "contests": list(contests),
    }
    return plain | given


BIOGRAPHY = {
    "home": "xã Cao An",
    "position": "Bí thư chi bộ, thôn Đông",
    "education": "Đại học Luật",
    "theory": "Trung cấp",
    "admitted": "2010-02-03",
    "official": "2011",
}
FULL = document(
    contest(
        [
            candidate(1, sex="female", born="1986", biography=BIOGRAPHY),
            candidate(2, nominated_by="floor", agreed_by=9, attributes=["science"]),
            candidate(3, withdrawal="refused"),
            candidate(4, from_round=2),
            candidate(5, withdrawal="granted", withdrawn_before_round=2),
        ],
        1,
        quota=2,
        id="dai-bieu",
        kind="delegates",
        alternates=1,
        leave_open=False,
        plan={
            "age_on": "2025-07-01",
            "targets": [
                {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}},
                {"category": "young", "below": 42, "measured_on": "elected", "at_least": {"count": 1}},
                {"category": "age", "from": 40, "to": 50, "measured_on": "nominees", "at_most": {"percent": 40}},
                {"category": "attribute", "name": "science", "measured_on": "elected", "at_least": {"percent": 5}},
            ],
        },
        rounds=[
            {"number": 1, "purpose": "first", "issued": 20, "collected": 20}
            | {"totals": totals({1: 9, 2: 6, 3: 2, 5: 1}, valid=18, invalid=2, reasons={"several_inks": 2})},
            {"number": 2, "purpose": "further", "issued": 20, "collected": 20}
            | {"candidates": [1, 2, 3, 4], "seats": 1, "ballots": "dai-bieu-2.csv"},
        ],
        decisions=[decision(0, "again"), decision(1, "further", agree=9, against=8, abstain=2, not_voting=1)],
    ),
    contest(2, 1, id="bch", pool="dai-bieu"),
    meeting={
        "kind": "delegates",
        "roll": {"present": 19, "replaced": 1, "absent": 1, "convening_absent": 1, "unreplaced": 1},
        "bodies": {"summoned": 12, "present": 12},
    },
    unit={"code": "VD.1", "name": "Đảng bộ ví dụ", "level": "commune", "superior": "VD"},
    options={"all_blank_boxes": "valid"},
    board=[{"name": "Tạ Ban Một", "role": "head", "born": "1980-01-01"}],
)  # fmt: skip


def changed(place, value, whole=FULL):
    """The document with another value at a place; with a key or an item taken out if the value is ``...``."""
    whole = copy.deepcopy(whole)
    node = whole
    for step in place[:-1]:
        node = node[step]
    if value is ...:
        del node[place[-1]]
    else:
        node[place[-1]] = value
    return whole


def places(node=FULL, place=()):
    """Every place of a document, the whole of it first."""
    yield place, node
    for step, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from places(child, (*place, step))


def where(place):
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def read(whole):
    return read_congress(PATH, json.dumps(whole).encode())


def courses(whole):
    """Hold every round of a document whose rounds were all counted on tally sheets."""

    def no_file(name, place, paper):
        raise AssertionError(f"{place} names {name}")

    return read_courses(read(whole), no_file)


def refused(reading, *args):
    """The faults for which something is refused; none if it is read."""
    try:
        reading(*args)
    except BadInput as error:
        return error.faults
    return ()


def faults(whole, reading=read):
    """What is wrong with a document: where, and the stable code, in the order told."""
    found = refused(reading, whole)
    assert {fault.path for fault in found} <= {PATH}
    return [(fault.location, fault.code) for fault in found]


def sentences(whole, reading=read):
    """The keys of the sentences that tell what is wrong with a document."""
    return [fault.key for fault in refused(reading, whole)]
