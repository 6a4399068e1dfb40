"""A commune's congress of delegates: a tie at the last seat, its run-off, a secretary elected directly, and delegates.

The people of a list are given by their places in the crowd, the votes in the order of the list.
"""

from collections.abc import Sequence

from example_parts import Example, Record, congress_file, contest, draw, hold, in_order, pick, target
from example_people import Person
from example_roll import roll

__all__ = ["commune_cao_an"]

FOLDER = "commune-cao-an"
CELLS = (
    *(f"Chi bộ thôn {name}" for name in ("Cao Xá", "Đào Xá", "Đông Giao", "Phú An", "Quý Khê", "Tân An", "Trạm Nội")),
    *("Chi bộ Công an xã", "Chi bộ Quân sự xã", "Chi bộ Trạm Y tế", "Chi bộ Trường Tiểu học", "Chi bộ Trường THCS"),
)


def commune_cao_an() -> Example:
    """Three contests of 156 delegates who are present of 159 summoned: the base is 157."""
    files: dict[str, bytes] = {}
    people = draw(FOLDER, 22, women=6, minority=0, incumbents=12, skilled=3)
    document = congress_file(
        unit={"code": "HD.CG.CAOAN", "name": "Đảng bộ xã Cao An", "level": "commune", "superior": "HD.CG"},
        congress={
            "name": "Đại hội đại biểu lần thứ XXV",
            "term": "2025-2030",
            "place": "Cao An",
            "date": "2025-02-14",
        },
        board=pick(people, 2, 3, 21),
        meetings=[
            {
                "id": "congress",
                "kind": "delegates",
                "roll": {"present": 156, "absent": 1, "convening_absent": 1, "unreplaced": 1},
                "bodies": {"summoned": 12, "present": 12},
            }
        ],
        contests=[_committee(people, files), _secretary(people, files), _delegates(people, files)],
    )
    files["roll.csv"] = _roll(people)
    return Example(folder=FOLDER, name="congress.json", document=document, ballots=files)


def _roll(people: Sequence[Person]) -> bytes:
    """Name the 159 summoned: the nominees and the board, and others of the commune's twelve cells."""
    others = draw(f"{FOLDER}/roll", 137, women=38, minority=2, incumbents=0, skilled=0)
    return roll(
        FOLDER,
        (*people, *others),
        CELLS,
        ex_officio=25,
        appointed=3,
        away={
            23: "Cấp ủy viên triệu tập, vắng suốt đại hội",
            60: "Vắng",
            101: "Vắng suốt đại hội, không có dự khuyết thay",
        },
    )


def _committee(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect 14 of 17 at once; numbers 4 and 7 are level at the fifteenth seat, and the run-off elects 4."""
    first = hold(
        files,
        f"{FOLDER}/bch",
        votes=in_order(127, 147, 138, 97, 145, 142, 97, 146, 62, 136, 121, 144, 131, 143, 134, 140, 141),
        seats=15,
        issued=156,
        valid=149,
        invalid={
            "not_issued": 1,
            "off_list_name": 1,
            "distinguishing_mark": 1,
            "several_inks": 1,
            "signed_or_written": 1,
            "more_than_seats": 1,
            "votes_for_nobody": 1,
        },
    )
    second = hold(
        files,
        f"{FOLDER}/bch",
        2,
        "run_off",
        votes={4: 92, 7: 61},
        seats=1,
        issued=156,
        valid=153,
        invalid={"more_than_seats": 1, "votes_for_nobody": 1},
        excel=True,
    )
    targets = [
        target("women", "elected", "at_least", {"percent": 15}),
        target("young", "elected", "at_least", {"percent": 10}, below=42),
        target("age", "nominees", "at_least", {"percent": 40}, **{"from": 40, "to": 50}),
        target("incumbent", "elected", "at_most", {"percent": 67}),
        target("attribute", "elected", "at_least", {"percent": 5}, name="science_technology"),
    ]
    return contest(
        "bch",
        "committee",
        "Bầu Ban Chấp hành Đảng bộ xã khóa XXV",
        people=pick(people, 1, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16, 17, 18, 19, 20, 22),
        seats=15,
        plan={"age_on": "2025-07-01", "targets": targets},
        rounds=[first, second],
    )


def _secretary(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect the secretary directly, one name of the committee, by boxes (R13); one ballot has both boxes marked."""
    first = hold(
        files,
        f"{FOLDER}/bi-thu",
        votes=in_order(149),
        seats=1,
        issued=156,
        valid=155,
        invalid={"box_not_clear": 1},
    )
    return contest(
        "bi-thu",
        "secretary",
        "Bầu trực tiếp Bí thư Đảng ủy xã khóa XXV",
        people=pick(people, 4),
        seats=1,
        pool="bch",
        rounds=[first],
    )


def _delegates(people: Sequence[Person], files: dict[str, bytes]) -> Record:
    """Elect 8 delegates of 11 and two alternates; one name comes from the floor, one person stands of himself."""
    first = hold(
        files,
        f"{FOLDER}/dai-bieu",
        votes=in_order(144, 98, 135, 86, 139, 81, 38, 125, 130, 109, 119),
        seats=8,
        issued=156,
        valid=154,
        invalid={"more_than_seats": 1, "signed_or_written": 1},
    )
    return contest(
        "dai-bieu",
        "delegates",
        "Bầu đại biểu dự Đại hội đại biểu Đảng bộ cấp trên",
        people=pick(people, 4, 6, 7, 8, 10, 12, 15, 16, 18, 20, 22),
        seats=8,
        alternates=2,
        nominees={6: ("floor", 61), 7: ("self", 52)},
        rounds=[first],
    )
