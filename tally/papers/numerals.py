"""Numbers in words, as a ballot and an official paper have them: 15 is "mười lăm", in English "fifteen"."""

from tally.words.lang import Lang

__all__ = ["in_words"]

_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_VI_GROUPS = ((1_000_000, "triệu"), (1_000, "nghìn"))
_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_GROUPS = ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))


def in_words(number: int, lang: Lang) -> str:
    """Write out a number from 0 up to 999,999,999."""
    return _vi(number) if lang is Lang.VI else _en(number)


def _vi(number: int) -> str:
    for size, name in _VI_GROUPS:
        if number >= size:
            rest = number % size
            after = f" {_vi_hundreds(rest) if rest < 1_000 else _vi(rest)}" if rest else ""
            return f"{_vi(number // size)} {name}{after}"
    return _vi_hundreds(number) if number >= 100 else _vi_tens(number)


def _vi_hundreds(number: int) -> str:
    """Write a group of three figures in full: "không trăm linh năm" after a thousand."""
    rest = number % 100
    tens = (f" linh {_VI[rest]}" if rest < 10 else f" {_vi_tens(rest)}") if rest else ""
    return f"{_VI[number // 100]} trăm{tens}"


def _vi_tens(number: int) -> str:
    """Write a number under a hundred. One is "mốt" after twenty and above, five is "lăm" after any ten."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _VI[ones]
    last = {0: "", 1: " mốt" if tens > 1 else " một", 5: " lăm"}.get(ones, f" {_VI[ones]}")
    return f"{'mười' if tens == 1 else f'{_VI[tens]} mươi'}{last}"


def _en(number: int) -> str:
    for size, name in _EN_GROUPS:
        if number >= size:
            rest = number % size
            joint = " and " if rest < 100 else " "
            return f"{_en(number // size)} {name}{f'{joint}{_en(rest)}' if rest else ''}"
    if number < 20:
        return _EN[number]
    tens, ones = divmod(number, 10)
    return f"{_EN_TENS[tens - 2]}{f'-{_EN[ones]}' if ones else ''}"
