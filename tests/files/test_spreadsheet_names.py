"""A name is written in letters of the languages of Vietnam, in Unicode; whatever else is there is told, not mended."""

import unicodedata

import pytest

from tests.files.test_spreadsheet import AN, HEADINGS, changed, faults, people, places
from tests.files.test_spreadsheet_roll import AN as DELEGATE
from tests.files.test_spreadsheet_roll import HEADINGS as OF_ROLL
from tests.files.test_spreadsheet_roll import faults as faults_of_roll

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"


def told(name):
    """What is wrong with a name: the key of its fault and the character, if it is one."""
    ((place, key, params),) = faults(HEADINGS, changed(AN, "Họ và tên", name))
    assert place == "B2"
    return key, params


@pytest.mark.unmeasured
@pytest.mark.parametrize("write", [str, str.upper, lambda text: unicodedata.normalize("NFD", text)])
def test_every_letter_of_vietnamese_is_one_of_a_name(write):
    for letter in VIETNAMESE:
        assert people(HEADINGS, changed(AN, "Họ và tên", write(f"{letter} an")))


@pytest.mark.parametrize(
    "name",
    [
        "Y Bhĭt Niê",
        "H'Yăm Bkrông",
        "Ksor H’Bơ Khăp",
        "K'Brêu",
        "K`Ho",
        "Siu Hlŭih",
        "Y Ñăm Êban",
        "Nay H'Ƀuăn",
        "Rơ Čăm Ƀlŏ",
        "Y Bê̆ Kđoh",
        "Bkrông Y Ô̆",
        "Điểu K'Ré",
        "Giàng A Páo",
        "Vừ Mí Kẻ",
        "Ka-Rơ Y-Bhăm",
        "Thạch Sa Mươl",
        "Phạm Đ. Toản",
        'Trần Văn "Bình"',
        "Nguyễn Văn “Út”",
        "LÊ THỊ HOÀ",
        "Ông Ích Khiêm",
        "Đồng Chí Hiếu",
        "ĐỒNG CHÍ HIẾU",
        "đồng chí hiếu",
    ],
)
def test_names_of_every_people_of_vietnam_are_taken_as_they_are(name):
    (person,) = people(HEADINGS, changed(AN, "Họ và tên", name))
    assert person["name"] == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("eth", ["\N{LATIN CAPITAL LETTER ETH}", "ð", "\N{LATIN CAPITAL LETTER AFRICAN D}"])
def test_a_letter_that_only_looks_like_d_with_a_stroke_is_another_letter(eth):
    """Ð is U+00D0; the Đ of Đặng is U+0110. To a reader they are one, to a search they are two persons."""
    assert told(f"{eth}ặng Thị An") == (
        "bad_value.name_like_d",
        {"character": eth, "point": f"U+{ord(eth):04X}"},
    )


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("NguyÔn V¨n A", "¨"),
        ("Hoµng Thu", "µ"),
        ("Ph¹m An", "¹"),
        ("TrÇn An", "Ç"),
        ("§ç An", "§"),
        ("Bïi An", "ï"),
        ("Lª An", "ª"),
        ("Th¶o", "¶"),
        ("Phaïm An", "ï"),
        ("Buøi An", "ø"),
        ("Nguy?n An", "?"),
        ("Lê An*", "*"),
        ("Иван", "И"),
        ("Lê Аn", "А"),
        ("Müller", "ü"),
        ("Straße", "ß"),
        ("An ²", "²"),
    ],
)
def test_a_letter_or_a_symbol_that_no_name_has_is_told_by_its_code(name, character):
    """Texts of the fonts TCVN3 and VNI, letters of Greek and Cyrillic that look right, marks of other languages."""
    assert told(name) == ("bad_value.name_letter", {"character": character, "point": f"U+{ord(character):04X}"})


@pytest.mark.parametrize(("name", "capital"), [("NguyÔn An", "Ô"), ("LuÊn", "Ê"), ("Hå ChÝ Minh", "Ý")])
def test_a_capital_with_a_mark_after_a_small_letter_is_a_letter_of_an_old_font(name, capital):
    name = name.replace("å", "ồ")
    assert told(name) == ("bad_value.name_capital", {"character": capital, "value": name})


@pytest.mark.parametrize("name", ["Lê ThỊ An", "NguyễN An", "H'Ôn", "y-Êban", "KaĐô"])
def test_any_other_capital_is_how_somebody_writes(name):
    assert people(HEADINGS, changed(AN, "Họ và tên", name))


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("Phạm 2", "2"),
        ("Lê D (Chủ tịch)", "("),
        ("Lê D [1]", "["),
        ("Lê D/Trần E", "/"),
        ("Lê D\\E", "\\"),
        ("<Lê D>", "<"),
    ],
)
def test_a_figure_a_slash_or_a_bracket_says_more_than_a_name(name, character):
    assert told(name) == ("bad_value.name_more", {"character": character, "point": f"U+{ord(character):04X}"})


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Đ/c Lê D", "Đ/c"),
        ("đ/C. Lê D", "đ/C."),
        ("Đ/cLê D", None),
        ("Đ.c Lê D", "Đ.c"),
        ("ĐC: Lê D", "ĐC:"),
        ("Đồng chí Lê D", "Đồng chí"),
    ],
)
def test_a_title_is_no_part_of_a_name(name, title):
    key, params = told(name)
    if title is None:
        assert (key, params["character"]) == ("bad_value.name_more", "/")
    else:
        assert (key, params) == ("bad_value.name_title", {"value": title})


@pytest.mark.parametrize(("heading", "place"), [("Họ và tên", "B2"), ("Dân tộc", "E2")])
def test_a_letter_that_was_lost_is_told_wherever_something_is_read(heading, place):
    assert places(HEADINGS, changed(AN, heading, "Nguy\ufffdn")) == [(place, "bad_value.lost_character")]


def test_the_same_letters_are_asked_for_on_a_roll():
    rows = OF_ROLL, [1, "Ðặng An", *DELEGATE[2:]], [2, "Phạm 2", *DELEGATE[2:]]
    assert [fault[:2] for fault in faults_of_roll(*rows)] == [
        ("B2", "bad_value.name_like_d"),
        ("B3", "bad_value.name_more"),
    ]
