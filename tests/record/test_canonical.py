"""A document that is signed has one spelling: it is read only if writing it again gives the same bytes."""

import enum
import json
import time
import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record.canonical import MOST_BYTES, MOST_DEPTH, MOST_NUMBER, read, write
from tally.record.refusal import Refused

DOCUMENT = """\
{
  "Z": [],
  "a": {
    "b": -12,
    "c": "Đại hội \\"XXV\\"\\n\\u001f\\\\ / \x7f 😀",
    "empty": {}
  },
  "n": [
    null,
    true,
    false,
    0,
    [
      9007199254740991,
      -9007199254740991
    ]
  ],
  "é": "ế"
}
""".encode()
TREE = {
    "é": "ế",
    "n": [None, True, False, 0, [2**53 - 1, 1 - 2**53]],
    "a": {"c": 'Đại hội "XXV"\n\x1f\\ / \x7f 😀', "b": -12, "empty": {}},
    "Z": [],
}


def refusal(call, *given_):
    with pytest.raises(Refused) as caught:
        call(*given_)
    return caught.value.code


def nested(depth):
    tree = 0
    for _ in range(depth):
        tree = [tree]
    return tree


texts = st.text(st.characters(codec="utf-8"), max_size=8).map(lambda text: unicodedata.normalize("NFC", text))
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-MOST_NUMBER, MOST_NUMBER) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def test_a_document_is_spelled_as_the_format_says():
    assert write(TREE) == DOCUMENT
    assert read(DOCUMENT) == TREE


@pytest.mark.parametrize(
    ("tree", "data"),
    [(None, b"null\n"), (True, b"true\n"), (-7, b"-7\n"), ("", b'""\n'), ([], b"[]\n"), ({}, b"{}\n")],
)
def test_any_value_may_be_the_whole_document(tree, data):
    assert write(tree) == data
    assert read(data) == tree


def test_keys_stand_in_the_order_of_their_code_points():
    """By code point U+FFFD comes before U+1F600; by UTF-16, as some programs sort, it would come after."""
    assert list(read(write({"😀": 1, "\ufffd": 1, "z": 1, "a": 1, "Z": 1, "é": 1}))) == [
        "Z",
        "a",
        "z",
        "é",
        "\ufffd",
        "😀",
    ]


RESPELLED = {
    "no newline at the end": DOCUMENT[:-1],
    "two newlines at the end": DOCUMENT + b"\n",
    "a space at the end": DOCUMENT[:-1] + b" \n",
    "an empty line before it": b"\n" + DOCUMENT,
    "a byte order mark": b"\xef\xbb\xbf" + DOCUMENT,
    "carriage returns": DOCUMENT.replace(b"\n", b"\r\n"),
    "tabs for indent": DOCUMENT.replace(b"  ", b"\t"),
    "four spaces for indent": DOCUMENT.replace(b"  ", b"    "),
    "no indent": b"\n".join(line.strip() for line in DOCUMENT.split(b"\n")),
    "one line": json.dumps(TREE, ensure_ascii=False, sort_keys=True).encode() + b"\n",
    "keys in another order": json.dumps(TREE, ensure_ascii=False, indent=2).encode() + b"\n",
    "escapes for letters": json.dumps(TREE, sort_keys=True, indent=2).encode() + b"\n",
    "an escaped slash": DOCUMENT.replace(b"/", b"\\/"),
    "an escape in large letters": DOCUMENT.replace(b"\\u001f", b"\\u001F"),
    "a long escape where there is a short one": DOCUMENT.replace(b"\\n", b"\\u000a"),
    "an escape for what needs none": DOCUMENT.replace(b"\x7f", b"\\u007f"),
    "a space before the colon": DOCUMENT.replace(b": ", b" : "),
    "no space after the colon": DOCUMENT.replace(b": ", b":"),
    "a space before the comma": DOCUMENT.replace(b",\n", b" ,\n"),
    "a comma after the last": DOCUMENT.replace(b"{}\n", b"{},\n"),
    "an empty list on two lines": DOCUMENT.replace(b"[]", b"[\n  ]"),
    "an empty object with a space": DOCUMENT.replace(b"{}", b"{ }"),
    "minus zero": DOCUMENT.replace(b" 0,", b" -0,"),
    "a plus sign": DOCUMENT.replace(b" 0,", b" +0,"),
    "a leading zero": DOCUMENT.replace(b"-12", b"-012"),
    "an exponent": DOCUMENT.replace(b" 0,", b" 0e0,"),
    "a fraction that is whole": DOCUMENT.replace(b"-12", b"-12.0"),
    "quotes of another kind": DOCUMENT.replace(b'"b"', b"'b'"),
    "a comment": DOCUMENT.replace(b"true,", b"true, // so"),
    "letters taken apart (NFD)": unicodedata.normalize("NFD", DOCUMENT.decode()).encode(),
    "a key twice": DOCUMENT.replace(b'"Z": [],', b'"Z": [],\n  "Z": [],'),
    "two documents": DOCUMENT + DOCUMENT,
}


@pytest.mark.parametrize("data", RESPELLED.values(), ids=RESPELLED)
def test_every_other_spelling_of_the_same_document_is_refused(data):
    assert data != DOCUMENT
    refusal(read, data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"\xef\xbb\xbf{}\n", "not_json"),
        (b'"\xff"\n', "not_utf8"),
        (b'"\xed\xa0\x80"\n', "not_utf8"),
        (b"{}", "not_canonical"),
        (b'"\\ud800"\n', "not_text"),
        (b'{"\\udfff": 1}\n', "not_text"),
        ('"e\u0323"\n'.encode(), "not_nfc"),
        ('{"e\u0323": 1}\n'.encode(), "not_nfc"),
        (b'{\n  "a": 1,\n  "a": 1\n}\n', "repeated_key"),
        (b'{"a": {"b": 1, "\\u0062": 2}}', "repeated_key"),
        (b"1.0\n", "not_an_integer"),
        (b"1e2\n", "not_an_integer"),
        (b"NaN\n", "not_an_integer"),
        (b"[\n  -Infinity\n]\n", "not_an_integer"),
        (b"-0\n", "not_canonical"),
        (b"9007199254740992\n", "number_out_of_range"),
        (b"-9007199254740992\n", "number_out_of_range"),
        (b"1" * 5000 + b"\n", "number_out_of_range"),
    ],
)
def test_a_refusal_says_why(data, code):
    assert refusal(read, data) == code


@pytest.mark.usefixtures("no_garbage")
@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_nesting_beyond_all_use_is_refused(opening):
    with pytest.raises(Refused) as refused:
        read(opening * 100_000)
    assert refused.value.code == "too_deep"


@pytest.mark.parametrize(
    ("data", "params"),
    [
        (b'{\n  "a": 1,\n  "a": 1\n}\n', {"key": "a"}),
        (b"1.0\n", {"number": "1.0"}),
        (b"NaN\n", {"number": "NaN"}),
        (b"9007199254740992\n", {"most": MOST_NUMBER}),
        (b"[" * 13 + b"]" * 13, {"most": MOST_DEPTH}),
        (b"[" * 100_000, {"most": MOST_DEPTH}),
    ],
)
def test_a_refusal_carries_what_is_wrong_or_what_the_limit_is(data, params):
    with pytest.raises(Refused) as caught:
        read(data)
    assert caught.value.params == params


@pytest.mark.parametrize(
    ("tree", "params"), [(MOST_NUMBER + 1, {"most": MOST_NUMBER}), ([[[[[[[[[[[[[0]]]]]]]]]]]]], {"most": MOST_DEPTH})]
)
def test_what_is_not_written_carries_the_limit(tree, params):
    with pytest.raises(Refused) as caught:
        write(tree)
    assert caught.value.params == params


def test_a_refusal_says_on_which_line_the_spelling_differs():
    with pytest.raises(Refused, match=r"^not_canonical line=4$") as caught:
        read(DOCUMENT.replace(b"-12", b"-12 "))
    assert caught.value.params == {"line": 4}
    with pytest.raises(Refused, match=r"^not_json line=2 column=3$"):
        read(b"[\n  x\n]\n")


def test_twelve_levels_are_read_and_thirteen_are_not():
    assert MOST_DEPTH == 12
    assert read(write(nested(12))) == nested(12)
    assert write({"a": nested(11)})
    assert refusal(write, nested(13)) == "too_deep"
    assert refusal(write, {"a": nested(12)}) == "too_deep"
    assert refusal(read, b"[" * 13 + b"]" * 13) == "too_deep"
    assert refusal(read, json.dumps(nested(13), indent=2).encode() + b"\n") == "too_deep"


def test_a_mebibyte_is_read_and_one_byte_more_is_not():
    assert MOST_BYTES == 1024 * 1024
    largest = "a" * (MOST_BYTES - 3)
    data = write(largest)
    assert len(data) == MOST_BYTES
    assert read(data) == largest
    assert refusal(write, largest + "a") == "too_large"
    assert refusal(read, b'"a' + data[1:]) == "too_large"
    assert refusal(read, b"\xff" * (MOST_BYTES + 1)) == "too_large"  # before it is looked into


class Role(enum.StrEnum):
    BOARD = "board"


class Seats(enum.IntEnum):
    FEW = 3


@pytest.mark.parametrize(
    "tree",
    [
        1.0,
        float("nan"),
        (1, 2),
        {1, 2},
        b"a",
        object(),
        Role.BOARD,
        Seats.FEW,
        {1: 2},
        {"a": 1, None: 2},
        {Role.BOARD: 1},
    ],
)
def test_only_the_values_of_json_without_fractions_are_written(tree):
    assert refusal(write, tree) == "not_a_value"
    assert refusal(write, {"a": [tree]}) == "not_a_value"


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (MOST_NUMBER + 1, "number_out_of_range"),
        (-MOST_NUMBER - 1, "number_out_of_range"),
        ("\ud800", "not_text"),
        ("e\u0302\u0323", "not_nfc"),
    ],
)
def test_nothing_is_put_right_in_writing(tree, code):
    assert refusal(write, tree) == code
    assert refusal(write, [tree]) == code


@given(trees)
def test_what_is_written_reads_back_as_the_same_tree(tree):
    data = write(tree)
    assert read(data) == tree
    assert write(read(data)) == data


@given(
    trees, st.booleans(), st.booleans(), st.sampled_from([None, 0, 1, 2, 3, "\t"]), st.sampled_from([":", ": ", " : "])
)
def test_a_tree_spelled_otherwise_is_refused(tree, ascii_, sort, indent, colon):
    data = json.dumps(
        tree,
        ensure_ascii=ascii_,
        sort_keys=sort,
        indent=indent,
        separators=("," if indent is not None else ", ", colon),
    ).encode()
    for end in (b"", b"\n", b"\r\n"):
        if data + end != write(tree):
            refusal(read, data + end)


def _read_or_refused(data):
    """Reading either gives a tree whose one spelling is the data, or raises Refused and nothing else."""
    try:
        tree = read(data)
    except Refused:
        return
    assert write(tree) == data


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    _read_or_refused(data)


@given(
    st.lists(
        st.sampled_from(["{", "}", "[", "]", ",", ":", ": ", "\n", "\n  ", '"a"', '"', "1", "-", "0", ".", "e", "true"])
    )
)
def test_any_pieces_of_json_are_read_or_refused(pieces):
    _read_or_refused("".join(pieces).encode())


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_byte_flipped_is_another_document_or_none(flip):
    for at in range(len(DOCUMENT)):
        data = DOCUMENT[:at] + bytes([DOCUMENT[at] ^ flip]) + DOCUMENT[at + 1 :]
        try:
            assert read(data) != TREE
        except Refused:
            continue


def test_every_cut_is_refused():
    for end in range(len(DOCUMENT)):
        refusal(read, DOCUMENT[:end])


HOSTILE = {
    "objects": b"[" + b"{}," * 349_000 + b"{}]",
    "deep and long": b"[" * 12 + b"0," * 520_000 + b"0" + b"]" * 12,
    "blank lines": b"[" + b"\n" * 1_048_000 + b"]",
    "digits": b"1" * MOST_BYTES,
    "marks": ('"ệ' + "\u0323" * 500_000 + '" \n').encode(),
}


@pytest.mark.unmeasured
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_documents_cost_neither_time_nor_memory(data):
    """Measured in processor time: under half a second each; the bound is wide for slow machines."""
    assert len(data) <= MOST_BYTES
    begun = time.process_time()
    refusal(read, data)
    assert time.process_time() - begun < 5
    tracemalloc.start()
    refusal(read, data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100 * MOST_BYTES


def test_a_refusal_carries_its_code_and_what_a_sentence_needs():
    refused = Refused("too_large", most=3)
    assert refused.code == "too_large"
    assert refused.params == {"most": 3}
    assert str(refused) == "too_large most=3"
    assert str(Refused("not_text")) == "not_text"
