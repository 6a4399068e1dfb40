"""A document is one thing to every reader: one JSON or TOML object in UTF-8, no key twice, nothing beyond all use."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.files import strict
from tally.files.congress_file import read_congress
from tally.files.strict import key_faults, location, read_tree, shown
from tests.files.parts import CODES, FULL, PATH, faults, places, read, refused, sentences, where

NESTED = b"[" * 100_000


def wrong(path, data):
    """The faults for which a document comes to no tree, or else those of the tree's keys."""
    if found := refused(read_tree, path, data):
        return found
    placed = key_faults(path, read_tree(path, data))
    assert all(location(place) == fault.location for place, fault in placed)
    return [fault for _, fault in placed]


def told(path, data):
    return [(fault.location, fault.key, *fault.params.values()) for fault in wrong(path, data)]


def test_json_and_toml_say_the_same() -> None:
    assert read_tree("a.json", b'{"unit": {"code": "VD"}, "n": 3}') == {"unit": {"code": "VD"}, "n": 3}
    assert read_tree("a.toml", b'n = 3\n[unit]\ncode = "VD"\n') == {"unit": {"code": "VD"}, "n": 3}
    assert read_tree("A.TOML", b"n = 3\r\n") == {"n": 3}


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_tree("a.json", b'\xef\xbb\xbf{"n": 3}') == {"n": 3}
    assert read_tree("a.toml", b"\xef\xbb\xbfn = 3") == {"n": 3}
    assert told("a.json", b'\xef\xbb\xbf\xef\xbb\xbf{"n": 3}') == [("line 1, column 1", "bad_syntax.json")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1258", "utf-8-broken"])
def test_text_is_utf8(encoding) -> None:
    text = '{"name": "Đại hội"}'
    data = text.encode()[:-4] + b'"}' if encoding == "utf-8-broken" else text.replace("ạ", "a").replace("ộ", "ô")
    data = data if isinstance(data, bytes) else data.encode(encoding)
    (place, key, *_), *_ = told("a.json", data)
    assert place.startswith("byte ")
    assert key == "not_utf8"


def test_where_text_stops_being_utf8_is_told_in_bytes() -> None:
    assert told("a.json", b'{"a": "\xff"}') == [("byte 7", "not_utf8")]


def test_latin_letters_in_utf16_without_a_mark_are_valid_utf8_and_still_no_document() -> None:
    assert told("a.json", '{"a": 1}'.encode("utf-16-le")) == [("line 1, column 2", "bad_syntax.json")]


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"\x00", b"{", b'{"a": 1}}', b'{"a": 1,}', b"{'a': 1}", b'{"a": "\n"}', NESTED[:9]]
)
def test_what_is_no_json_is_refused_with_its_line_and_column(data) -> None:
    ((place, key),) = told("a.json", data)
    assert place.startswith("line ")
    assert key == "bad_syntax.json"


@pytest.mark.parametrize("data", [b"[]", b"null", b'"a"', b"3", b"true", b"NaN"])
def test_a_document_is_an_object(data) -> None:
    assert told("a.json", data) == [("-", "bad_value.object")]


@pytest.mark.usefixtures("no_garbage")
@pytest.mark.parametrize(
    ("path", "data"), [("a.json", NESTED), ("a.json", b'{"a":' * 100_000), ("a.toml", b"a = " + NESTED)]
)
def test_nesting_beyond_all_use_is_refused(path, data) -> None:
    assert told(path, data) == [("-", "bad_value.too_deep", strict.MOST_DEPTH)]


def test_nesting_that_can_be_read_is_walked_no_deeper_than_any_document_goes() -> None:
    deep = b'{"a":' * 500 + b"1" + b"}" * 500
    assert read_tree("a.json", deep)
    within = b'{"a":' * strict.MOST_DEPTH + b'{"b": 1, "b": 2}' + b"}" * strict.MOST_DEPTH
    assert told("a.json", within) == [(".".join(["a"] * strict.MOST_DEPTH + ["b"]), "repeated_key", "b")]


def test_a_file_beyond_all_use_is_refused_unread(monkeypatch) -> None:
    monkeypatch.setattr(strict, "MOST_BYTES", 8)
    assert read_tree("a.json", b'{"n": 3}') == {"n": 3}
    assert told("a.json", b'{"n": 3} ') == [("-", "bad_value.too_large", 8)]


def test_a_number_of_thousands_of_digits_is_refused_at_its_place() -> None:
    digits = "9" * 5000
    text, of = json.dumps(FULL), '"quota": 1'
    assert text.count(of) == 1
    for number, key in ((digits, "bad_value.too_high"), ("-" + digits, "bad_value.too_low")):
        data = text.replace(of, f'"quota": {number}').encode()
        assert [(fault.location, fault.key) for fault in refused(read_congress, PATH, data)] == [
            ("contests[1].quota", key)
        ]
    assert told("a.toml", f"a = {digits}".encode()) == [("-", "bad_value.huge_number")]


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("digits", [1, 8, 16, 17, 18, 19, 400, 5000])
def test_every_number_within_any_use_is_exact_and_every_other_stays_beyond_it(digits, sign) -> None:
    written = sign + "7" * digits
    read = read_tree("a.json", f'{{"n": {written}}}'.encode())["n"]
    assert type(read) is int
    assert read == int(written) if len(written) <= 18 else abs(read) > 10**16
    assert (read < 0) == (sign == "-")


OBJECTS = [place for place, node in places() if isinstance(node, dict)]


@pytest.mark.parametrize("place", OBJECTS, ids=where)
def test_a_repeated_key_is_named_with_its_place_whatever_its_values(place) -> None:
    node = dict(places())[place]
    for key in node:
        pair = json.dumps({key: node[key]})[1:-1]
        once = json.dumps(node)
        twice = f"{{{pair}, {once[1:]}"
        text = json.dumps(FULL)
        assert once in text
        data = text.replace(once, twice, 1).encode()
        assert (where((*place, key)), "repeated_key", key) in told("a.json", data)


def test_a_key_that_stands_many_times_is_told_once_and_all_of_them_together() -> None:
    data = b'{"a": {"b": 1, "b": 2, "b": 3}, "c": [{"d": 1, "d": 1}], "e": 1, "e": 2}'
    assert told("a.json", data) == [
        ("e", "repeated_key", "e"),
        ("a.b", "repeated_key", "b"),
        ("c[0].d", "repeated_key", "d"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("a = 1\na = 2\n", "line 2, column 6", "a"),
        ("a = 1\na = 2", "line 2, column 6", "a"),
        ("a = 1\r\n\r\n  a = 2\r\n", "line 3, column 8", "a"),
        ("a = [\n  1,\n]\nb = 3\na = [\n  { c = 2 },\n]\n", "line 7, column 2", "a"),
        ('"a b" = 1\n"a b" = 2\n', "line 2, column 10", "a b"),
        ("a.b = 1\na.b = 2\n", "line 2, column 8", "a.b"),
        ("[a]\nb = 1\nb = 2\n", "line 3, column 6", "b"),
        ("[a]\n[a]\n", "line 2, column 3", "a"),
        ("[[a]]\n[a]\n", "line 2, column 3", "a"),
        ("a = 1\n[a]\n", "line 2, column 3", "a"),
        ("a = 1\n[[a]]", "line 2, column 4", "a"),
        ("[a]\n[[a", "line 2, column 4", "a"),
        ("[a]\n[ a", "line 2, column 4", "a"),
        ("a = { b = 1, b = 2 }\n", "line 1, column 19", "b"),
    ],
)
def test_a_repeated_key_of_toml_is_named_with_its_line(text, place, key) -> None:
    assert told("a.toml", text.encode()) == [(place, "repeated_key", key)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = \n", "line 1, column 5"),
        ("a = 1\nb", "line 2, column 2"),
        ("a = [1", "line 1, column 7"),
        ("\x00", "line 1, column 1"),
        ('{"a": 1}', "line 1, column 1"),
        ("a = 1\rb = 2", "line 1, column 6"),
        ("a = { b = 1 }\na.c = 2\n", "line 2, column 8"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line_and_column(text, place) -> None:
    ((found, key, detail),) = told("a.toml", text.encode())
    assert (found, key) == (place, "bad_syntax.toml")
    assert "(at " not in detail


TOML_SCRAPS = [
    "a",
    "b",
    "'c'",
    '"d e"',
    " = ",
    "=",
    "1",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    ".",
    "\n",
    "\r\n",
    " ",
    '"""',
    "#",
    "é",
]


@given(st.lists(st.sampled_from(TOML_SCRAPS), max_size=30).map("".join))
def test_whatever_stands_in_a_toml_file_it_is_read_or_refused_by_a_code(text) -> None:
    found = refused(read_tree, "a.toml", text.encode())
    assert {fault.code for fault in found} <= CODES
    assert found or read_tree("a.toml", text.encode()) == tomllib.loads(text)


@pytest.mark.unmeasured
@given(
    st.text()
    | st.recursive(st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)).map(
        json.dumps
    )
)
def test_whatever_stands_in_a_json_file_it_is_read_or_refused_by_a_code(text) -> None:
    data = text.encode("utf-8", "surrogatepass")
    found = wrong("a.json", data)
    assert {fault.code for fault in found} <= CODES
    assert found or read_tree("a.json", data) == json.loads(text)


@pytest.mark.parametrize("place", OBJECTS, ids=where)
def test_half_a_character_is_no_key(place) -> None:
    text = json.dumps(FULL)
    once = json.dumps(dict(places())[place])
    assert once in text
    data = text.replace(once, f'{{"\\ud800": 1, {once[1:]}', 1).encode()
    assert told("a.json", data) == [(where((*place, "\\ud800")), "unknown_key", "\\ud800")]
    assert refused(read_congress, "a.json", data) == tuple(wrong("a.json", data))


def test_the_document_that_the_other_laws_change_is_read() -> None:
    assert faults(FULL) == sentences(FULL) == []
    assert read(FULL).path == "congress.json"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((), "-"),
        (("contests", 0, "candidates", 3, "name"), "contests[0].candidates[3].name"),
        (("meetings", 1), "meetings[1]"),
        (("a\nb",), "a\\u000ab"),
        (("a", "\u202e"), "a.\\u202e"),
    ],
)
def test_a_place_is_written_as_the_formats_write_it(place, text) -> None:
    assert location(place) == text


@given(st.text(st.characters(), max_size=200))
def test_text_of_a_file_is_told_on_one_line_that_can_be_printed(text) -> None:
    line = shown(text)
    assert line.isprintable()
    line.encode()
    assert len(line) <= 10 * strict.MOST_SHOWN + 1


def test_only_text_that_is_too_long_to_tell_is_cut() -> None:
    assert shown("x" * strict.MOST_SHOWN) == "x" * strict.MOST_SHOWN
    assert shown("x" * strict.MOST_SHOWN + "y") == "x" * strict.MOST_SHOWN + "…"


@given(st.text(st.characters(), max_size=60))
def test_text_that_can_be_printed_is_told_as_it_is(text) -> None:
    assert (shown(text) == text) == text.isprintable()
