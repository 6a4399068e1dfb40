"""A cell's congress of members: a committee (chi ủy), a secretary at the second ballot, and a deputy alone on the list.

The people of a list are given by their places in the crowd, the votes in the order of the list.
"""

from collections.abc import Sequence

from example_parts import Example, Record, congress_file, contest, draw, hold, in_order, pick
from example_people import Person

__all__ = ["cell_26"]

FOLDER = "cell-26"


def cell_26() -> Example:
    """Three contests of 26 official members, of whom three leave the base: it is 23."""
    files: dict[str, bytes] = {}
    people = draw(FOLDER, 9, women=3, minority=0, incumbents=4, skilled=1)
    document = congress_file(
        unit={"code": "VD.DONG", "name": "Chi bộ thôn Đông", "level": "cell", "superior": "VD"},
        congress={"name": "Đại hội lần thứ XII", "term": "2025-2027", "place": "thôn Đông", "date": "2025-02-08"},
        board=pick(people, 1, 7, 9),
        meetings=[
            {
                "id": "congress",
                "kind": "members",
                "roll": {"present": 22, "absent": 1, "exempt_absent": 2, "excused_whole": 1},
            }
        ],
        contests=[_committee(people, files), _secretary(people, files), _deputy(people, files)],
    )
    return Example(folder=FOLDER, name="congress.toml", document=document, ballots=files)


def _committee(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect five of six at once."""
    first = hold(
        files,
        f"{FOLDER}/chi-uy",
        votes=in_order(21, 20, 18, 16, 20, 8),
        seats=5,
        issued=22,
        valid=21,
        invalid={"more_than_seats": 1},
    )
    return contest(
        "chi-uy",
        "committee",
        "Bầu Chi ủy khóa XII",
        people=pick(people, 2, 3, 4, 5, 6, 8),
        seats=5,
        rounds=[first],
    )


def _secretary(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Vote on two names for one seat: 11 and 10 of a base of 23 elect nobody, then 14 to 8 elects the first."""
    first = hold(
        files,
        f"{FOLDER}/bi-thu",
        votes=in_order(11, 10),
        seats=1,
        issued=22,
        valid=21,
        invalid={"more_than_seats": 1},
    )
    second = hold(files, f"{FOLDER}/bi-thu", 2, "further", votes=in_order(14, 8), seats=1, issued=22, valid=22)
    return contest(
        "bi-thu",
        "secretary",
        "Bầu Bí thư Chi bộ",
        people=pick(people, 2, 4),
        seats=1,
        pool="chi-uy",
        nominees={2: ("floor", 9)},
        rounds=[first, second],
    )


def _deputy(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Vote on one name by boxes; one ballot has both boxes marked and is invalid."""
    first = hold(
        files,
        f"{FOLDER}/pho-bi-thu",
        votes=in_order(19),
        seats=1,
        issued=22,
        valid=21,
        invalid={"box_not_clear": 1},
    )
    return contest(
        "pho-bi-thu",
        "deputy_secretary",
        "Bầu Phó Bí thư Chi bộ",
        people=pick(people, 3),
        seats=1,
        pool="chi-uy",
        rounds=[first],
    )
