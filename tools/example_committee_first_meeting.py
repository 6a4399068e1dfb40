"""A commune's congress and the first meeting of the committee it elects: who may stand for what (R13).

The people of a list are given by their places in the crowd, the votes in the order of the list.
"""

from collections.abc import Sequence

from example_parts import Example, Record, congress_file, contest, draw, hold, in_order, pick
from example_people import Person

__all__ = ["committee_first_meeting"]

FOLDER = "committee-first-meeting"
BOARD = (10, 23, 29)
OUTSIDE = (12, 13, 31)
"""Those who stand for the inspection committee without being in the committee."""


def committee_first_meeting() -> Example:
    """The congress has a base of 118; at the first meeting of the 25 elected it is 25, though 24 are present."""
    files: dict[str, bytes] = {}
    people = draw(FOLDER, 34, women=8, minority=3, incumbents=18, skilled=3)
    document = congress_file(
        unit={"code": "VD.SH.TLT", "name": "Đảng bộ xã Tân Lập Thượng", "level": "commune", "superior": "VD.SH"},
        congress={
            "name": "Đại hội đại biểu lần thứ I",
            "term": "2025-2030",
            "place": "Tân Lập Thượng",
            "date": "2025-07-28",
        },
        board=pick(people, *BOARD),
        meetings=[
            {
                "id": "congress",
                "kind": "delegates",
                "roll": {"present": 117, "replaced": 1, "convening_absent": 1, "unreplaced": 1},
                "bodies": {"summoned": 30, "present": 30},
            },
            {"id": "first-meeting", "kind": "committee", "roll": {"present": 24, "absent": 1}},
        ],
        contests=[
            _committee(people, files),
            _standing_committee(people, files),
            _secretary(people, files),
            _inspection_committee(people, files),
        ],
    )
    return Example(folder=FOLDER, name="congress.json", document=document, ballots=files)


def _committee(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect 25 of 28 at once."""
    votes = in_order(
        92, 113, 55, 115, 96, 112, 108, 84, 101, 89, 87, 111, 94, 109,
        114, 110, 48, 107, 112, 105, 103, 106, 40, 99, 114, 90, 104, 82,
    )  # fmt: skip
    first = hold(
        files,
        f"{FOLDER}/bch",
        votes=votes,
        seats=25,
        issued=118,
        valid=116,
        invalid={"more_than_seats": 1, "several_inks": 1},
    )
    return contest(
        "bch",
        "committee",
        "Bầu Ban Chấp hành Đảng bộ xã khóa I",
        people=[person for place, person in enumerate(people, 1) if place not in {*BOARD, *OUTSIDE}],
        seats=25,
        rounds=[first],
    )


def _standing_committee(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect eight of nine, all of the committee; the ninth is over half too."""
    votes = in_order(23, 24, 22, 21, 15, 24, 20, 23, 18)
    return contest(
        "btv",
        "standing_committee",
        "Bầu Ban Thường vụ Đảng ủy khóa I",
        meeting="first-meeting",
        people=pick(people, 2, 4, 6, 15, 17, 18, 19, 22, 30),
        seats=8,
        pool="bch",
        rounds=[hold(files, f"{FOLDER}/btv", votes=votes, seats=8, issued=24, valid=24)],
    )


def _secretary(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect the one on the list, who is of the standing committee, by boxes."""
    return contest(
        "bi-thu",
        "secretary",
        "Bầu Bí thư Đảng ủy",
        meeting="first-meeting",
        people=pick(people, 4),
        seats=1,
        pool="btv",
        rounds=[hold(files, f"{FOLDER}/bi-thu", votes=in_order(23), seats=1, issued=24, valid=24)],
    )


def _inspection_committee(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect five of five by boxes; a row with both boxes marked and one with neither leave their ballots valid (R6)."""
    first = hold(
        files,
        f"{FOLDER}/ubkt",
        votes=in_order(20, 17, 22, 19, 21),
        seats=5,
        issued=24,
        valid=23,
        invalid={"votes_for_nobody": 1},
        both=[2],
        neither=[4],
    )
    return contest(
        "ubkt",
        "inspection_committee",
        "Bầu Ủy ban Kiểm tra Đảng ủy khóa I",
        meeting="first-meeting",
        people=pick(people, *OUTSIDE, 22, 32),
        seats=5,
        nominees={2: ("floor", 10)},
        rounds=[first],
    )
