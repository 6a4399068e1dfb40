"""The words of passphrases: enough of them, each one a word, told apart by ear and by their first four letters."""

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from math import log2
from pathlib import Path

import pytest

from tally.record.passphrase import WORDS, listed

ROOT = Path(__file__).parent.parent.parent
DATA = (ROOT / "tally" / "record" / "words.txt").read_bytes()
LIST = DATA.decode("ascii").split("\n")[:-1]
TOOL = ROOT / "tools" / "passphrase_words.py"

ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx]"
RHYME = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu"
    "|i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu"
    "|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|oong|op|ot"
    "|u|ua|uan|uang|uat|uau|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu"
    "|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|y|yem|yen|yet|yeu"
)
SYLLABLE = re.compile(rf"({ONSET})?({RHYME})")
TONES = set("\u0300\u0301\u0303\u0309\u0323")
COARSE = {"buoi", "cac", "chet", "cut", "deo", "dit", "hiep", "ia", "lon", "nung"}
"""Syllables that are fine words with their diacritics and read as coarse ones without."""

SAME_ONSET = {"tr": "ch", "s": "x", "gi": "d", "r": "d", "v": "d", "n": "l", "k": "c", "ngh": "ng", "gh": "g"}
SAME_END = {"ng": "n", "nh": "n", "c": "t", "ch": "t"}
"""What is one sound in some dialect of Vietnamese, North or South; so are i and y."""


def readings(word):
    """Every way to read letters as two syllables."""
    cuts = (SYLLABLE.fullmatch(word[:cut]) and SYLLABLE.fullmatch(word[cut:]) for cut in range(1, len(word)))
    return [(word[:cut], word[cut:]) for cut, both in enumerate(cuts, start=1) if both]


def sound(word):
    heard = ""
    for syllable in readings(word)[0]:
        onset, rhyme = SYLLABLE.fullmatch(syllable).groups()
        end = re.search("(?:ng|nh|ch|c)?$", rhyme)[0]
        onset, end = SAME_ONSET.get(onset, onset or ""), SAME_END.get(end, end)
        heard += onset + re.sub("(?:ng|nh|ch|c)$", "", rhyme).replace("y", "i") + end + "-"
    return heard


def spelled():
    text = re.search('SPELLED = """(.*?)"""', TOOL.read_text(encoding="utf-8"), re.DOTALL)[1]
    return [word.strip() for word in text.replace("\n", " ").split(",")]


def test_the_list_is_one_word_a_line_in_order():
    in_order = "".join(f"{word}\n" for word in sorted(set(LIST)))
    assert in_order.encode("ascii") == DATA
    assert listed() == tuple(LIST)


def test_there_are_enough_words_that_six_are_beyond_guessing():
    assert len(LIST) >= 2048
    assert WORDS * log2(len(LIST)) > 67


def test_a_word_has_four_to_eight_small_letters_of_the_vietnamese_alphabet():
    assert [word for word in LIST if not re.fullmatch("[abcdeghiklmnopqrstuvxy]{4,8}", word)] == []


def test_no_two_words_are_alike_in_their_first_four_letters():
    short = Counter(word[:4] for word in LIST)
    assert [word for word in LIST if short[word[:4]] > 1] == []


def test_a_word_is_read_aloud_in_one_way():
    assert {word: readings(word) for word in LIST if len(readings(word)) != 1} == {}


def test_no_two_words_sound_the_same_without_tones_in_any_dialect():
    heard = Counter(map(sound, LIST))
    assert [word for word in LIST if heard[sound(word)] > 1] == []


@pytest.mark.parametrize(
    ("one", "other"), [("chaucay", "traucai"), ("saxoi", "xasoi"), ("nonla", "longna"), ("vangda", "gianra")]
)
def test_dialects_make_one_sound_of_two_spellings(one, other):
    assert sound(one) == sound(other)


def test_no_word_reads_as_a_coarse_one_without_its_diacritics():
    assert [word for word in LIST if COARSE & set(readings(word)[0])] == []


def test_every_word_is_spelled_out_in_the_tool_as_two_syllables_each_with_one_tone_at_most():
    for word in spelled():
        assert unicodedata.is_normalized("NFC", word)
        syllables = unicodedata.normalize("NFD", word).split(" ")
        assert len(syllables) == 2, word
        assert all(sum(mark in TONES for mark in syllable) <= 1 for syllable in syllables), word


def test_the_list_is_what_is_spelled_out_without_diacritics():
    letters = str.maketrans("đ", "d", "".join(map(chr, range(0x300, 0x370))) + " ")
    assert sorted(unicodedata.normalize("NFD", word).translate(letters) for word in spelled()) == LIST


def test_the_tool_writes_the_list_again(tmp_path):
    subprocess.run([sys.executable, TOOL, tmp_path / "words.txt"], check=True)
    assert (tmp_path / "words.txt").read_bytes() == DATA
