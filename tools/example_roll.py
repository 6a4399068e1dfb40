"""The roll of an example congress, as an office hands it over: everybody summoned, one by one."""

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from example_parts import SEED
from example_people import Person

__all__ = ["roll"]

HEADINGS = (
    *("TT", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Đơn vị", "Tư cách đại biểu", "Tình trạng"),
    *("Trình độ chuyên môn", "Lý luận chính trị"),
)
SEX = {"female": "Nữ", "male": "Nam"}
SCHOOLED = {"Thạc sĩ": 12, "Đại học": 70, "Cao đẳng": 8, "Trung cấp": 10}
THEORY = {"Cao cấp": 20, "Trung cấp": 65, "Sơ cấp": 15}
PRESENT = "Có mặt"


def roll(
    folder: str,
    people: Sequence[Person],
    bodies: Sequence[str],
    *,
    ex_officio: int,
    appointed: int,
    away: Mapping[int, str],
) -> bytes:
    """Write the roll as a CSV file; ``away`` says by their places, from 1, of whom it says other than present.

    The first are delegates ex officio, the last appointed, all between elected by the bodies in turn.
    """
    rng = random.Random(f"{SEED}/{folder}/roll")
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEADINGS)
    elected = len(people) - ex_officio - appointed
    rights = (*["Đương nhiên"] * ex_officio, *["Bầu"] * elected, *["Chỉ định"] * appointed)
    for place, (person, right, body) in enumerate(zip(people, rights, cycle(bodies), strict=False), 1):
        rows.writerow([place, *_about(person), body, right, away.get(place, PRESENT), *_schooled(rng)])
    return text.getvalue().encode()


def _about(person: Person) -> Iterator[str]:
    yield person.name
    yield SEX[person.sex]
    yield "/".join(reversed(person.born.split("-")))
    yield person.ethnicity


def _schooled(rng: random.Random) -> Iterator[str]:
    for levels in (SCHOOLED, THEORY):
        yield rng.choices(list(levels), weights=list(levels.values()))[0]
