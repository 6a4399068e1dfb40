"""A document in order is read at once by another's parser and writer, and comes to what our own would say of it."""

import json
import sys
import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import to_json

from tally.record import canonical
from tally.record.canonical import MOST_NUMBER, read, write
from tally.record.refusal import Refused
from tests.record.test_canonical import DOCUMENT, HOSTILE, RESPELLED, TREE, nested, trees

pytestmark = pytest.mark.unmeasured

SURROGATES = range(0xD800, 0xE000)


def said(data):
    """What reading comes to: the tree with its kinds, or the refusal's code and parameters."""
    try:
        tree = read(data)
    except Refused as refused:
        return refused.code, dict(refused.params)
    return repr(tree)


def said_closely(data):
    """The same, with every document looked at by our own parser and writer."""
    with patch.object(canonical, "_is_plain", lambda _: False):
        return said(data)


def at_once(data):
    """Whether a document is read without our own parser and writer."""
    with patch.object(canonical, "_parsed", side_effect=AssertionError), patch.object(canonical, "write"):
        try:
            read(data)
        except AssertionError:
            return False
    return True


@given(trees)
@example(TREE)
@example([MOST_NUMBER, -MOST_NUMBER, [], {}, "", None, True, False])
@example(nested(11))
def test_what_we_write_is_spelled_the_same_by_the_other_writer_and_read_at_once(tree):
    data = write(tree)
    assert to_json(json.loads(data), indent=2) + b"\n" == data
    assert read(data) == tree
    if "\\" not in data.decode():
        assert at_once(data)


def test_there_is_no_character_that_the_two_writers_spell_in_two_ways():
    """Every one that there is, in 272 texts and as many keys; each is between two others, the first and last too."""
    for start in range(0, sys.maxunicode + 1, 4096):
        letters = "".join(chr(code) for code in range(start, start + 4096) if code not in SURROGATES)
        text = unicodedata.normalize("NFC", letters)
        assert to_json({text: text}, indent=2) + b"\n" == write({text: text})


SPELLINGS = {
    **RESPELLED,
    "the document itself": DOCUMENT,
    "a fraction": b"1.5\n",
    "a fraction in an object": b'{\n  "a": 1.5\n}\n',
    "a great fraction": b"1e300\n",
    "infinity": b"Infinity\n",
    "no number": b"NaN\n",
    "a number too high": b"[\n  9007199254740992,\n  1\n]\n",
    "a number too low": b"[\n  -9007199254740992,\n  1\n]\n",
    "a number beyond 64 bits": b"[\n  123456789012345678901234567890\n]\n",
    "keys out of order": b'{\n  "b": 1,\n  "a": 1\n}\n',
    "keys out of order, deeper": b'[\n  {\n    "b": 1,\n    "a": 1\n  }\n]\n',
    "keys as UTF-16 would sort them": '{\n  "😀": 1,\n  "\ufffd": 1\n}\n'.encode(),
    "a key twice": b'{\n  "a": 1,\n  "a": 1\n}\n',
    "half a pair": b'"\\ud800"\n',
    "taken apart": '"e\u0323"\n'.encode(),
    "taken apart in a key": '{\n  "e\u0323": 1\n}\n'.encode(),
    "twelve levels": write(nested(12)),
    "thirteen levels": to_json(nested(13), indent=2) + b"\n",
    "thirteen levels, the last empty": to_json([[[[[[[[[[[[{}]]]]]]]]]]]], indent=2) + b"\n",
    "twelve levels, the last empty": write([[[[[[[[[[[[]]]]]]]]]]]]),
    "a mark after an escape": '"\\n\u0301"\n'.encode(),
    "nothing": b"",
    "null": b"null\n",
    "no JSON": b"nul\n",
}


@pytest.mark.parametrize("data", [*SPELLINGS.values(), *HOSTILE.values()], ids=[*SPELLINGS, *HOSTILE])
def test_both_ways_give_the_same_tree_or_the_same_refusal(data):
    assert said(data) == said_closely(data)


pieces = st.sampled_from(
    ["{", "}", "[", "]", ",", ": ", "\n", "  ", '"', "a", "\\", "\\n", "-", "0", "1.5", "1e9", "e\u0323", "\u0301", "é"]
)


@given(trees, st.data(), st.lists(pieces, max_size=3).map("".join))
def test_a_document_tampered_with_comes_to_the_same_both_ways(tree, data, piece):
    text = write(tree).decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 3, len(text))))
    changed = (text[:start] + piece + text[end:]).encode()
    assert said(changed) == said_closely(changed)


@given(trees)
def test_keys_in_any_other_order_are_not_read_at_once(tree):
    """The other writer keeps the order it is given, so the order is looked at for itself."""
    data = to_json({"z": tree, "a": tree}, indent=2) + b"\n"
    assert said(data) == said_closely(data)
    assert said(data)[0] == "not_canonical"


def test_a_text_that_only_looks_taken_apart_is_read_by_our_own_parser():
    """A line end and an accent do not go together; the letter of its escape and the accent would."""
    data = write(["\n\u0301"])
    assert not unicodedata.is_normalized("NFC", data.decode())
    assert not at_once(data)
    assert read(data) == ["\n\u0301"]
