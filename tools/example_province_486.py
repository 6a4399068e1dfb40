"""A province's congress of 486 delegates: 68 seats of a quota of 69, a list of 78, complete in one ballot.

The votes are given in the order of the list.
"""

from collections.abc import Sequence

from example_parts import Example, Record, congress_file, contest, draw, hold, in_order, pick, target
from example_people import Person

__all__ = ["province_486"]

FOLDER = "province-486"
BOARD = (31, 55, 81)
VOTES = in_order(
    462, 390, 465, 411, 468, 224, 407, 360, 354, 391, 429, 374, 403, 467, 474, 428, 468, 444, 393, 403,
    118, 422, 345, 440, 398, 438, 471, 375, 454, 349, 361, 420, 392, 352, 372, 459, 457, 470, 457, 207,
    393, 428, 431, 398, 414, 388, 185, 362, 463, 413, 463, 382, 369, 375, 464, 231, 472, 472, 367, 341,
    392, 422, 379, 427, 386, 468, 141, 393, 262, 172, 163, 456, 96, 423, 406, 448, 386, 443,
)  # fmt: skip
TARGETS = (
    target("women", "nominees", "at_least", {"percent": 15}),
    target("women", "elected", "at_least", {"percent": 20}),
    target("young", "elected", "at_least", {"percent": 10}, below=42),
    target("age", "nominees", "at_least", {"percent": 40}, **{"from": 40, "to": 50}),
    target("age", "nominees", "at_most", {"percent": 50}, **{"from": 51, "to": 65}),
    target("ethnic_minority", "elected", "at_least", {"count": 7}),
    target("incumbent", "elected", "at_most", {"percent": 67}),
    target("new", "elected", "at_least", {"percent": 33}),
    target("attribute", "elected", "at_least", {"percent": 5}, name="science_technology"),
)


def province_486() -> Example:
    """One contest of 483 who attend of 486 summoned: the base is 484."""
    files: dict[str, bytes] = {}
    people = draw(FOLDER, 81, women=16, minority=10, incumbents=46, skilled=7)
    roll = {"present": 482, "replaced": 1, "absent": 1, "convening_absent": 1, "unreplaced": 1}
    document = congress_file(
        unit={"code": "VD.SH", "name": "Đảng bộ tỉnh Sơn Hà", "level": "province", "superior": "VD"},
        congress={
            "name": "Đại hội đại biểu lần thứ I",
            "term": "2025-2030",
            "place": "Sơn Hà",
            "date": "2025-09-26",
        },
        board=pick(people, *BOARD),
        meetings=[{"id": "congress", "kind": "delegates", "roll": roll, "bodies": {"summoned": 104, "present": 104}}],
        contests=[_committee(people, files)],
    )
    return Example(folder=FOLDER, name="congress.json", document=document, ballots=files)


def _committee(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect the 68 with most votes; number 69 is over half and yet not among them."""
    first = hold(
        files,
        f"{FOLDER}/bch",
        votes=VOTES,
        seats=68,
        issued=483,
        valid=477,
        invalid={"distinguishing_mark": 1, "signed_or_written": 1, "more_than_seats": 2},
    )
    return contest(
        "bch",
        "committee",
        "Bầu Ban Chấp hành Đảng bộ tỉnh khóa I",
        people=[person for place, person in enumerate(people, 1) if place not in BOARD],
        quota=69,
        seats=68,
        nominees={48: ("floor", 201), 73: ("self", 158)},
        plan={"age_on": "2025-09-01", "targets": list(TARGETS)},
        rounds=[first],
    )
