"""The order of personal names: given name, family name, middle names; in each word the letters before the tone.

The orders are written by hand from the rule, never from what the code gave.
"""

from itertools import pairwise
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.words.names import fold, name_key

ORDERS = {
    "the given name decides before the family name": ["Vũ Văn An", "Trần Văn Bình", "Bùi Thị Cúc"],
    "the family name decides before the middle names": ["Đinh Xuân Hoa", "Đỗ Anh Hoa", "Lê Bích Hoa"],
    "the middle names decide last": ["Lê Thị Hoa", "Lê Thị Kim Hoa", "Lê Thị Lan Hoa", "Lê Văn Hoa"],
    "a shorter name comes before a longer one": ["Hoa", "Lê Hoa", "Lê Thị Hoa"],
    "the letters of the alphabet": [*"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"],
    "a letter with its mark is a letter of its own": [
        "Lan",
        "Lành",
        "Lăng",
        "Lân",
        "Len",
        "Lê",
        "Long",
        "Lô",
        "Lợi",
        "Luyến",
        "Lưu",
    ],
    "d comes before đ, whatever follows": ["Dung", "Duyên", "Dư", "Đào", "Đô"],
    "the tones: ngang, huyền, hỏi, ngã, sắc, nặng": ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"],
    "the tones on a letter with a mark": ["Tương", "Tường", "Tưởng", "Tưỡng", "Tướng", "Tượng"],
    "the letters decide before the tones": ["Bạ", "Ban", "Bán", "Bang", "Bính", "Bo"],
    "the tone of the given name decides before the family name": ["Vũ Văn Hoa", "An Văn Hòa", "An Văn Họa"],
    "the tone of the family name decides before the middle names": ["Ngo Văn Lan", "Ngò An Lan"],
    "f, j, w and z have their Latin places": [
        "Eva",
        "Fa",
        "Ga",
        "Ích",
        "Jan",
        "Khoa",
        "Vy",
        "Wan",
        "Xuân",
        "Yên",
        "Zan",
    ],
    "signs come before letters, letters of other alphabets after them": ["K'Brông", "Ka", "Zan", "Ƀan", "Жан"],
    "a list of a congress": [
        "Nguyễn Thị Ái",
        "Lê Thị An",
        "Đặng Văn Anh",
        "Đoàn Thị Ánh",
        "Trịnh Thiên Ân",
        "Ngô Xuân Bắc",
        "Trần Văn Bình",
        "Phạm Quốc Cường",
        "Hoàng Thị Dung",
        "Tạ Tiến Dũng",
        "Vũ Minh Đức",
        "Đỗ Thanh Giang",
        "Đào Thị Hà",
        "Ngô Thị Hạnh",
        "Phùng Thị Hòa",
        "Lý Thị Hồng",
        "Bùi Xuân Khánh",
        "Đặng Thị Lan",
        "Hồ Văn Nam",
        "Phan Thị Oanh",
        "Dương Văn Phú",
        "Lương Thị Quý",
        "Cao Văn Sơn",
        "Đinh Thị Thủy",
        "Đinh Thị Thúy",
        "Vũ Quốc Tuấn",
        "Trương Văn Tùng",
        "Hà Thị Uyên",
        "Lý Văn Việt",
        "Mai Thị Xuân",
        "Tô Thị Yến",
    ],
}

SAME = [
    ("hoà", "hòa"),
    ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa"),
    ("thuý", "thúy"),
    ("khoẻ", "khỏe"),
    ("Đoàn Thuỵ Loan", "Đoàn Thụy Loan"),
    ("TRẦN VĂN ĐỨC", "trần văn đức"),
    ("Lê  Thị\tAn ", "Lê Thị An"),
    (normalize("NFD", "Nguyễn Thị Thường"), "Nguyễn Thị Thường"),
    ("Y Khŭt", "Y Khut"),
]


@pytest.mark.parametrize("names", ORDERS.values(), ids=ORDERS.keys())
def test_names_stand_in_the_order_of_the_rule(names: list[str]) -> None:
    assert all(name_key(first) < name_key(second) for first, second in pairwise(names))
    shuffled = Random(1).sample(names, len(names))
    assert sorted(shuffled, key=name_key) == names


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Ngang, huyền, hỏi, ngã, sắc, nặng."""

parts = st.tuples(st.lists(st.integers(0, len(LETTERS) - 1), min_size=1, max_size=6), st.integers(0, 5))
"""A word as the rule sees it: the places of its letters, and the place of its tone."""


@st.composite
def spelled(draw: st.DrawFn) -> tuple[list[tuple[list[int], int]], str]:
    """A name as the rule sees it, and as somebody wrote it: the tone on any letter, any capitals, any Unicode form."""
    name = draw(st.lists(parts, min_size=1, max_size=4))
    words = []
    for letters, tone in name:
        written = [LETTERS[place] for place in letters]
        written[draw(st.integers(0, len(written) - 1))] += TONES[tone]
        words.append("".join(written))
    text = normalize(draw(st.sampled_from(["NFC", "NFD"])), " ".join(words))
    return name, draw(st.sampled_from([text, text.upper(), text.title()]))


@given(spelled(), spelled())
def test_names_compare_as_their_letters_and_tones_do(
    one: tuple[list[tuple[list[int], int]], str], other: tuple[list[tuple[list[int], int]], str]
) -> None:
    (rule_one, text_one), (rule_other, text_other) = one, other
    seen_one, seen_other = rule_one[-1:] + rule_one[:-1], rule_other[-1:] + rule_other[:-1]
    assert (name_key(text_one) < name_key(text_other)) is (seen_one < seen_other)
    assert (name_key(text_one) == name_key(text_other)) is (seen_one == seen_other)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_in_either_unicode_form(one: str, other: str) -> None:
    assert name_key(normalize("NFC", one)) == name_key(normalize("NFD", one))
    assert (name_key(one) < name_key(other)) + (name_key(other) < name_key(one)) <= 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Ánh", "nguyen thi anh"),
        ("ĐỖ ĐỨC ĐƯỜNG", "do duc duong"),
        (normalize("NFD", "Đặng Thái Sơn"), "dang thai son"),
        ("ăâđêôơư ằẩẫấậ", "aadeoou aaaaa"),
        ("Y Khŭt 2", "y khut 2"),
    ],
)
def test_folded_text_has_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(spelled())
def test_folding_finds_a_name_however_it_was_written(name: tuple[list[tuple[list[int], int]], str]) -> None:
    _, text = name
    assert fold(text).replace(" ", "").isascii()
    assert fold(fold(text)) == fold(text) == fold(text.upper()) == fold(normalize("NFD", text))
