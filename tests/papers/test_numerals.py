"""Numbers in words, written out by hand."""

import pytest

from tally.papers.numerals import in_words
from tally.words import Lang

VI = {
    0: "không",
    1: "một",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    19: "mười chín",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi bốn",
    25: "hai mươi lăm",
    55: "năm mươi lăm",
    91: "chín mươi mốt",
    100: "một trăm",
    101: "một trăm linh một",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    999: "chín trăm chín mươi chín",
    1_000: "một nghìn",
    1_005: "một nghìn không trăm linh năm",
    1_015: "một nghìn không trăm mười lăm",
    1_100: "một nghìn một trăm",
    1_590: "một nghìn năm trăm chín mươi",
    21_000: "hai mươi mốt nghìn",
    1_000_001: "một triệu không trăm linh một",
    2_345_678: "hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám",
}
EN = {
    0: "zero",
    13: "thirteen",
    20: "twenty",
    21: "twenty-one",
    100: "one hundred",
    105: "one hundred and five",
    1_000: "one thousand",
    1_015: "one thousand and fifteen",
    1_590: "one thousand five hundred and ninety",
    2_345_678: "two million three hundred and forty-five thousand six hundred and seventy-eight",
}


@pytest.mark.parametrize(("number", "words"), VI.items())
def test_a_number_is_written_out_in_vietnamese(number, words):
    assert in_words(number, Lang.VI) == words


@pytest.mark.parametrize(("number", "words"), EN.items())
def test_a_number_is_written_out_in_english(number, words):
    assert in_words(number, Lang.EN) == words


@pytest.mark.parametrize("lang", Lang)
def test_no_two_numbers_are_written_alike(lang):
    assert len({in_words(number, lang) for number in range(12_000)}) == 12_000
