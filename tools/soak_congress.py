"""The congress that ``tools.soak`` plays again and again: 17 names for 15 places, and ballots drawn by chance."""

import json
from random import Random

from station.session.marks import Marks

CONTEST = "bch"
NAMES, SEATS = 17, 15
PINS = {"Nguyễn Thị Hạnh": "1111", "Mai Quang Minh": "2222", "Lê Văn Cảnh": "3333", "Đỗ Thị Duyên": "4444"}
"""The head of the board, a member, and two operators, each with a PIN."""


def document(number: int) -> str:
    """Give the congress file of one of them."""
    head, member, *_ = PINS
    people = [
        {
            "number": place,
            "name": f"Trần Văn {chr(64 + place)}",
            "sex": "female" if place % 3 else "male",
            "born": f"19{60 + place}-05-01",
            "ethnicity": "Kinh",
            "incumbent": True,
            "nominated_by": "committee",
        }
        for place in range(1, NAMES + 1)
    ]
    contest = {
        "id": CONTEST,
        "meeting": "dh",
        "kind": "committee",
        "title": "Bầu Ban Chấp hành",
        "quota": SEATS,
        "seats": SEATS,
        "candidates": people,
    }
    tree = {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": "training",
        "unit": {"code": f"VD.{number}", "name": f"Đảng bộ thứ {number}", "level": "commune", "superior": "VD"},
        "congress": {"name": "Đại hội", "term": "2025-2030", "place": "Ví dụ", "date": "2025-02-14"},
        "board": [{"name": head, "role": "head"}, {"name": member, "role": "member"}],
        "meetings": [{"id": "dh", "kind": "members", "roll": {"present": 1600}}],
        "contests": [contest],
    }
    return json.dumps(tree, ensure_ascii=False)


def drawn_ballots(rng: Random, count: int) -> list[Marks]:
    """Give ballots: two to five of the names struck out on each."""
    everybody = range(1, NAMES + 1)
    return [Marks(struck=tuple(sorted(rng.sample(everybody, rng.randint(2, 5))))) for _ in range(count)]
