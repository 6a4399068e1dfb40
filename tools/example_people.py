"""Invented people for the example congresses: plausible names, births and backgrounds, in the order of a ballot.

Every name is a family, a middle and a given name drawn from the lists below; nobody is meant.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tally.words.names import name_key

__all__ = ["Person", "crowd"]

FAMILIES = {
    "Nguyễn": 30, "Trần": 11, "Lê": 10, "Phạm": 8, "Hoàng": 5, "Vũ": 5, "Đặng": 4, "Bùi": 4, "Đỗ": 4, "Ngô": 3,
    "Dương": 3, "Lý": 2, "Đào": 2, "Đoàn": 2, "Trịnh": 2, "Mai": 2, "Tạ": 1, "Lương": 1, "Cao": 1, "Phùng": 1,
}  # fmt: skip
MINORITY_FAMILIES = {
    "Tày": ("Nông", "Ma", "Hoàng"),
    "Nùng": ("Vi", "Lương", "Lộc"),
    "Mường": ("Bùi", "Quách", "Đinh"),
    "Thái": ("Lò", "Cầm", "Hà"),
    "Dao": ("Triệu", "Bàn", "Đặng"),
}
MIDDLES = {
    "male": "Văn Văn Văn Đức Quốc Minh Xuân Hữu Công Đình Quang Ngọc Thanh Trọng Bá Duy Mạnh Tiến",
    "female": "Thị Thị Thị Thị Thu Thanh Kim Ngọc Minh Bích Hồng",
}
GIVEN = {
    "male": """
        An Bách Bảo Bình Chiến Chung Chương Cường Dũng Duy Dương Đại Đạt Điệp Đông Đức Giang Hải Hào Hậu Hiếu
        Hiệp Hoàn Hoàng Hùng Huy Hưng Khánh Khoa Kiên Lâm Long Lực Mạnh Minh Nam Nghĩa Phong Phú Phúc Quang
        Quân Quyết Sáng Sơn Tài Thái Thành Thắng Thịnh Thuận Tiến Toàn Trung Trường Tuấn Tùng Việt Vinh
    """,
    "female": """
        Ánh Bích Châu Chi Dung Duyên Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Lan Liên Loan Mai Nga Ngân Ngọc
        Nhung Oanh Phương Quyên Thảo Thu Thủy Thúy Trang Tuyết Uyên Vân Xuân Yến
    """,
}
BORN = {(1984, 1992): 20, (1975, 1983): 50, (1966, 1974): 30}
"""From which years people come, and how many in a hundred."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One invented person, as the short-biography list has it; ``born`` is an ISO date."""

    name: str
    sex: str
    born: str
    ethnicity: str
    incumbent: bool
    attributes: tuple[str, ...]


def crowd(
    rng: random.Random, count: int, *, women: int, minority: int, incumbents: int, skilled: int
) -> tuple[Person, ...]:
    """Draw people of different names, in the order of a ballot (R6), of whom exactly so many are women, and so on.

    ``skilled`` have the attribute ``science_technology``; the incumbents are taken from those born before 1985.
    """
    places = range(count)
    female = set(rng.sample(places, women))
    ethnicities = dict.fromkeys(rng.sample(places, minority), "")
    for place in ethnicities:
        ethnicities[place] = rng.choice(list(MINORITY_FAMILIES))
    births = [_birth(rng) for _ in places]
    sitting = set(rng.sample([place for place in places if births[place] < "1985"], incumbents))
    schooled = set(rng.sample(places, skilled))
    given = {sex: _without_end(rng, names.split()) for sex, names in GIVEN.items()}
    people: dict[str, Person] = {}
    for place in places:
        sex = "female" if place in female else "male"
        ethnicity = ethnicities.get(place, "Kinh")
        name = ""
        while not name or name in people:
            name = _name(rng, sex=sex, ethnicity=ethnicity, given=next(given[sex]))
        people[name] = Person(
            name=name,
            sex=sex,
            born=births[place],
            ethnicity=ethnicity,
            incumbent=place in sitting,
            attributes=("science_technology",) if place in schooled else (),
        )
    return tuple(sorted(people.values(), key=lambda person: name_key(person.name)))


def _name(rng: random.Random, *, sex: str, ethnicity: str, given: str) -> str:
    if ethnicity == "Kinh":
        family = rng.choices(list(FAMILIES), weights=list(FAMILIES.values()))[0]
    else:
        family = rng.choice(MINORITY_FAMILIES[ethnicity])
    middle = rng.choice([word for word in MIDDLES[sex].split() if word not in {family, given}])
    return f"{family} {middle} {given}"


def _birth(rng: random.Random) -> str:
    first, last = rng.choices(list(BORN), weights=list(BORN.values()))[0]
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _without_end(rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """Give the names in a random order, and all of them once before any comes again."""
    while True:
        yield from rng.sample(names, len(names))
