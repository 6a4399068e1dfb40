"""A small congress: a tie and its run-off, a doubtful ballot, an odd one, and a secretary elected by boxes."""

import json
from pathlib import Path

BOARD = ("Nguyễn Thị Hạnh", "Mai Quang Minh", "Vũ Thị Oanh")
NAMES = ("Lê Thị An", "Trần Văn Bảo", "Phạm Quốc Cường", "Hoàng Thị Dung", "Vũ Minh Đức")
FIRST = ["4", "5", "4", "", "5", "1", "4", "2", "5", "3", "1", "4", "5"]
"""Four of five are elected: 4 and 5 are level at the last seat, by 8 of 14. One ballot is left as it was printed."""
DOUBTFUL = "2"
"""The last paper of the first round has several inks."""
RUN_OFF = ["5"] * 8 + ["4"] * 6
SECRETARY = [("1", "")] * 12 + [("", "1"), ("1", "1")]
"""Who elects the secretary: twelve agree, one does not, one marks both boxes."""
PRESENT = 14


def write_small(folder: Path):
    """Write the congress file with its rounds, and the ballots, into a folder."""
    folder.mkdir(exist_ok=True)
    first = [f"{place},{struck}," for place, struck in enumerate(FIRST, start=1)]
    _write(folder / "bch-1.csv", "ballot,struck,defect", [*first, f"{PRESENT},{DOUBTFUL},several_inks"])
    _write(folder / "bch-2.csv", "ballot,struck,defect", [f"{n},{one}," for n, one in enumerate(RUN_OFF, start=1)])
    boxes = [f"{place},{agree},{disagree}," for place, (agree, disagree) in enumerate(SECRETARY, start=1)]
    _write(folder / "bi-thu-1.csv", "ballot,agree,disagree,defect", boxes)
    tree = {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": "training",
        "unit": {"code": "VD.1", "name": "Đảng bộ xã Ví Dụ", "level": "commune", "superior": "VD"},
        "congress": {
            "name": "Đại hội lần thứ II",
            "term": "2025-2030",
            "place": "Ví Dụ",
            "date": "2025-02-14",
        },
        "board": [{"name": name, "role": "member" if place else "head"} for place, name in enumerate(BOARD)],
        "meetings": [{"id": "dh", "kind": "members", "roll": {"present": PRESENT}}],
        "contests": [
            _contest("bch", "committee", NAMES, 4, None, [_round(1), _round(2)]),
            _contest("bi-thu", "secretary", NAMES[:1], 1, "bch", [_round(1, "bi-thu")]),
        ],
    }
    (folder / "congress.json").write_text(json.dumps(tree, ensure_ascii=False, indent=2), encoding="utf-8")


def _write(path, head, rows):
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")


def _round(number, contest="bch"):
    held = {"number": number, "purpose": "first", "issued": PRESENT, "collected": PRESENT}
    if number > 1:
        held |= {"purpose": "run_off", "candidates": [4, 5], "seats": 1}
    return held | {"ballots": f"{contest}-{number}.csv"}


def _contest(contest, kind, names, seats, pool, rounds):
    return {
        "id": contest,
        "meeting": "dh",
        "kind": kind,
        "title": f"Bầu {contest}",
        "quota": seats,
        "seats": seats,
        "pool": pool,
        "candidates": [
            {
                "number": number,
                "name": name,
                "sex": "female",
                "born": f"{1970 + number}-01-01",
                "ethnicity": "Kinh",
                "incumbent": True,
                "nominated_by": "committee",
            }
            for number, name in enumerate(names, start=1)
        ],
        "rounds": rounds,
    }
