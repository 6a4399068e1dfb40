"""The last part of ``make demo``: a city of 128 units in one spring, of which five have held their congress.

Nobody and no place in it is meant: every name says that it is synthetic, every record is one of an exercise, and the
keys that sign are those of ``tools.synthetic_keys``: whoever reads its source can sign with them. What has come up from
the five units lies in one folder, as a stick brought it; from there on everything is done by the command, as a user
would.
"""

import json
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path

from tally.cli import main
from tally.course import Course
from tally.record import trust
from tally.record.document import Content, Frame, text_of
from tally.record.due import due
from tally.record.trust import Organisation
from tools.demo_city_congress import SYNTHETIC, Kept, board_of, congress_of
from tools.synthetic_keys import signed, trust_file

__all__ = ["city"]

CITY = "GL"
UNITS, AREAS = 128, 8
FIRST, SECOND = (
    ("An", "Bình", "Cao", "Đại", "Đông", "Hòa", "Hưng", "Long", "Mỹ", "Nam", "Phú", "Tân", "Thanh", "Thịnh", "Vĩnh"),
    ("Châu", "Giang", "Khê", "Lộc", "Minh", "Phong", "Sơn", "Thạnh", "Trung"),
)
HELD = {
    4: (date(2025, 4, 8), Kept.AT_ONCE),
    23: (date(2025, 4, 10), Kept.SECOND_BALLOT),
    58: (date(2025, 4, 14), Kept.RUN_OFF),
    90: (date(2025, 4, 15), Kept.LEFT_OPEN),
    121: (date(2025, 4, 17), Kept.AT_ONCE),
}
"""The units that have held their congress: on which day, and how their committee was elected."""
UNSIGNED = 121
"""The unit that sent up a record which one of its board alone has signed."""
LATE = (37, 104)
MORE_ALLOTTED = 23
TODAY = date(2025, 4, 21)
DELEGATES = 8
ROOTS = ("Đỗ Thị Mai", "Bùi Văn Sơn", "Hồ Thị Yến")
"""Who holds the keys that approve the trust file."""
SCENE = """
Một thành phố giả lập: 128 đảng bộ trực thuộc, 5 nơi đã đại hội và gửi tệp về thành ủy.
A made-up city: of 128 units five have held their congress and sent up their files.
"""


def city(left: Path) -> int:
    """Lay down what has come in, and show how it is taken, proved and told. Returns 0 if all went as it should."""
    home = left / "city"
    shutil.rmtree(home, ignore_errors=True)
    archive, incoming = home / "archive", home / "incoming"
    archive.mkdir(parents=True)
    pin = _incoming(incoming)
    (archive / "programme.json").write_text(_programme(), encoding="utf-8")
    print(SCENE)
    print(f"Chương trình đại hội / the programme: {archive / 'programme.json'}", flush=True)
    today = ("--today", TODAY.isoformat())
    status = _say("archive", "add", str(archive), str(incoming))
    unproved = _say("archive", "verify", str(archive), "--training", "--pin", pin)  # 3: a signature is missing
    status = status or (0 if unproved == 3 else 1) or _say("archive", "status", str(archive), *today)
    for name in ("report.xlsx", "report.html"):
        status = status or _say("archive", "report", str(archive), "-o", str(home / name), *today)
    return status


def _say(*line: str) -> int:
    """Run a command and show what it shows. Returns its exit status."""
    print(f"\n$ tally {shlex.join(line)}", flush=True)
    status = main([*line, "--lang", "vi"])
    sys.stdout.flush()
    return status


def _name(number: int) -> str:
    first, second = [*product(FIRST, SECOND)][number - 1]
    return f"Đảng bộ {'xã' if number % 3 == 0 else 'phường'} {first} {second} ({SYNTHETIC})"


def _code(number: int) -> str:
    return f"{CITY}.{number:03}"


def _due(number: int) -> date:
    """The day set for a unit: for those that have held their congress a day or two later, the others through May."""
    if number in HELD:
        return HELD[number][0] + timedelta(days=number % 3)
    return TODAY - timedelta(days=4) if number in LATE else TODAY + timedelta(days=2 + 45 * number // UNITS)


def _programme() -> str:
    units = [
        {
            "code": _code(number),
            "name": _name(number),
            "level": "commune",
            "superior": CITY,
            "cluster": f"Khu vực {(number - 1) * AREAS // UNITS + 1}",
            "due": _due(number).isoformat(),
            "allotted": DELEGATES + (number == MORE_ALLOTTED),
            "superior_plan": [
                {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}},
                {"category": "young", "measured_on": "elected", "at_least": {"percent": 10}, "below": 42},
            ],
            "age_on": "2025-04-01",
            "last_term": {"elected": 15, "women": 2 + number % 2, "young": 1 + number % 3, "ethnic_minority": 0},
        }
        for number in range(1, UNITS + 1)
    ]
    title = f"Đại hội đảng bộ trực thuộc Thành ủy, nhiệm kỳ 2025-2030 ({SYNTHETIC})"
    whole = {"schema": "programme/1", "title": title, "units": units}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _incoming(folder: Path) -> str:
    """Write what has come up: the trust file, and a folder of records from each unit. Gives the fingerprint."""
    boards = {_code(number): board_of(number) for number in HELD}
    file = trust_file(
        Organisation(code=CITY, name=f"Ban Tổ chức Thành ủy ({SYNTHETIC})"),
        roots={f"{CITY}/root-{number}": name for number, name in enumerate(ROOTS, start=1)},
        boards=boards,
        until=date(2025, 12, 31),
    )
    folder.mkdir(parents=True)
    (folder / "danh-sach-khoa.trust").write_bytes(file)
    named = trust.read(file)
    for number, (day, kept) in HELD.items():
        code = _code(number)
        courses = congress_of(
            number, code=code, superior=CITY, name=_name(number), day=day, kept=kept, delegates=DELEGATES
        )
        own = folder / code
        own.mkdir()
        records = [*_records(courses, named.sha256)]
        for sequence, (contest, text) in enumerate(records, start=1):
            alone = number == UNSIGNED and sequence == len(records)
            board = [f"{code}/board-{place}" for place in ((1,) if alone else (1, 3))]
            data = signed(text, (f"{code}/station-1", *board))
            (own / f"{sequence:03}-{contest}.record").write_bytes(data)
    return named.fingerprint


def _records(courses: Sequence[Course], named: bytes) -> Iterator[tuple[str, str]]:
    """Give the text of the record of every round, each naming the one before it, with the contest that it is of."""
    previous = None
    for sequence, one in enumerate(due(courses, ()), start=1):
        congress = one.result.course.congress
        frame = Frame(
            sequence=sequence,
            previous=previous,
            replaces=None,
            trust=named,
            station=f"{congress.unit.code}/station-1",
            software="tools.demo_city",
        )
        sheets = (None,) * len(one.result.course.held)
        text = text_of(Content(frame=frame, result=one.result, pool=one.pool, commitments=sheets))
        previous = sha256(text.encode()).digest()
        yield one.result.contest.id, text


if __name__ == "__main__":
    sys.exit(city(Path("build") / "demo"))
