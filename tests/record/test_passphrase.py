"""A passphrase is drawn fairly, and typed in any way that leaves no doubt about the words."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record.chance import drawn
from tally.record.passphrase import MOST_TEXT, WORDS, folded, generate, listed, normalise
from tally.record.refusal import Refused

LIST = listed()
FAIR = 2**16 // len(LIST) * len(LIST)
"""Draws from here on are not shared out evenly among the words."""
ALPHABET = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}
SPACES = [" ", "  ", "\t", "\n", "\u00a0", "\u3000"]

phrases = st.lists(st.sampled_from(LIST), min_size=WORDS, max_size=WORDS)


class Source:
    """Gives the numbers it was given, two bytes each."""

    def __init__(self, *numbers):
        self.left = list(numbers)

    def __call__(self, count):
        assert count == 2
        return self.left.pop(0).to_bytes(2, "big")


def refused(call, *args):
    with pytest.raises(Refused) as caught:
        call(*args)
    return caught.value


@st.composite
def typed(draw):
    """Six words as somebody may type them, and as they stand in the list."""
    words = draw(phrases)
    text = draw(st.sampled_from(["", *SPACES]))
    for word in words:
        short = word[:4] if draw(st.booleans()) else word
        for letter in short:
            marked = draw(st.sampled_from(ALPHABET.get(letter, letter)))
            text += marked.upper() if draw(st.booleans()) else marked
        text += draw(st.sampled_from(SPACES)) + draw(st.sampled_from(["", *SPACES]))
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text), words


# Drawing


def test_every_word_is_as_likely_as_any_other():
    """Every fair draw once: each word comes out equally often, so there is no modulo bias."""
    source = Source(*range(FAIR))
    words = Counter(word for _ in range(FAIR // WORDS) for word in generate(source))
    assert source.left == []
    assert words == dict.fromkeys(LIST, FAIR // len(LIST))


def test_every_draw_that_would_favour_some_words_is_thrown_away():
    assert FAIR < 2**16  # or there is nothing to throw away
    for unfair in range(FAIR, 2**16):
        source = Source(5, unfair, *range(6, 11))
        assert generate(source) == LIST[5:11]
        assert source.left == []


def test_words_are_drawn_independently_and_may_come_twice():
    assert generate(Source(7, 7, 7, 7, 7, len(LIST) + 7)) == (LIST[7],) * 6


@pytest.mark.parametrize("length", [0, 1, 3])
def test_a_source_that_gives_another_number_of_bytes_is_refused(length):
    assert refused(generate, lambda count: bytes(length)).code == "random_source_fails"
    assert refused(drawn, lambda count: bytes(length), 2).code == "random_source_fails"


def test_a_source_that_never_gives_a_fair_draw_is_refused():
    asked = []
    assert refused(generate, lambda count: asked.append(count) or b"\xff" * count).code == "random_source_fails"
    assert asked == [2] * 64


# Typing


def test_a_passphrase_as_drawn_is_typed_as_it_stands():
    assert normalise("hoabinh apluc yenbinh xinloi muadong banhmi") == ("hoabinh apluc yenbinh xinloi muadong banhmi")


def test_capitals_spaces_diacritics_and_four_letters_do_not_matter():
    assert normalise("  HÒABÌNH\táplực yenb\u00a0XinLỗi  muađông Bánh ") == (
        "hoabinh apluc yenbinh xinloi muadong banhmi"
    )


@given(typed())
def test_however_it_is_typed_it_is_the_same_passphrase(case):
    text, words = case
    assert normalise(text) == " ".join(words)


@given(phrases)
def test_what_was_normalised_stays_as_it_is(words):
    assert normalise(normalise(" ".join(words))) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("hoabinh apluc yenbinh xinloi muadong banhmy", "6"),
        ("hoa apluc yenbinh xinloi muadong banhmi", "1"),
        ("hoabin apluc yenbinh xinloi muadong banhm", "1, 6"),
        ("hoabinhh apluc yenbinh xinlooix muadong banhmi", "1, 4"),
        ("hoafbinhf apluwcj yeenbinhf xinloi muadong banhmi", "1, 2, 3"),
        ("hoabinh ap1uc yenbinh xinloi muadong bánhmì.", "2, 6"),
        ("hoabinh åpluc yenbinh xinloi muadong banhmi", "2"),
        ("hoabinh äpluc yenbinh xinloi muadong bañhmi", "2"),
        ("hoabinh-apluc yenbinh xinloi muadong banhmi banhmi", "1"),
        ("1 2 3 4 5 6", "1, 2, 3, 4, 5, 6"),
    ],
)
def test_the_places_of_all_unknown_words_are_named_and_nothing_is_guessed(text, places):
    refusal = refused(normalise, text)
    assert (refusal.code, refusal.params) == ("unknown_word", {"places": places})


@pytest.mark.parametrize(("text", "count"), [("", 0), (" \t ", 0), ("hoabinh", 1), ("hoa binh " * 6, 12)])
def test_another_number_of_words_is_refused(text, count):
    refusal = refused(normalise, text)
    assert (refusal.code, refusal.params) == ("word_count", {"count": count, "needed": 6})


def test_text_beyond_any_passphrase_is_refused_unread():
    spaced = "hoabinh apluc yenbinh xinloi muadong banhmi".ljust(MOST_TEXT)
    assert normalise(spaced) == spaced.strip()
    refusal = refused(normalise, spaced + " ")
    assert (refusal.code, refusal.params) == ("passphrase_long", {"most": MOST_TEXT})


@given(st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(LIST), st.text(max_size=8))).map(" ".join)))
def test_any_text_is_six_words_of_the_list_or_refused(text):
    try:
        words = normalise(text).split(" ")
    except Refused:
        return
    assert len(words) == WORDS
    assert set(words) <= set(LIST)


@given(st.text(alphabet=st.characters(min_codepoint=0xE000, max_codepoint=0xF8FF), min_size=1))
def test_no_refusal_repeats_what_was_typed(secret):
    for text in (secret, f"{secret} apluc yenbinh xinloi muadong banhmi"):
        assert not set(secret) & set(str(refused(normalise, text)))


@given(st.text())
def test_folding_is_done_once(text):
    assert folded(folded(text)) == folded(text)
