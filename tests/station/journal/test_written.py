"""A journal that is written out: a line an entry, no secret in it, and read only as it would be written again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.journal import chain
from station.journal.chain import FIRST, Broken, link, read_written, seal, written
from tally.record import canonical
from tally.record.refusal import Refused
from tests.record.test_canonical import trees
from tests.station.journal.test_chain import CHAIN, HASHES, SEALED, chained

BODY = '{\n  "act": "đã nhập"\n}\n'.encode()
SMALL = chained((BODY, seal(salt=b"\x77" * 32, secret=b"struck 3 9")), (b"{}\n", None))
FILE = (
    f'{{"entries":2,"head":"{HASHES[1]}","schema":"journal/1"}}\n'
    f'{{"body":{{"act":"đã nhập"}},"hash":"{HASHES[0]}","number":1,"sealed":"{SEALED}"}}\n'
    f'{{"body":{{}},"hash":"{HASHES[1]}","number":2,"sealed":null}}\n'
).encode()


def refusal(data):
    with pytest.raises(Refused) as caught:
        read_written(data)
    return str(caught.value)


def broken(data):
    with pytest.raises(Broken) as caught:
        read_written(data)
    return caught.value.number, caught.value.why


def swapped(old, new, data=FILE):
    assert data.count(old) == 1
    return data.replace(old, new)


def test_a_journal_is_a_line_that_tells_its_length_and_a_line_for_each_entry():
    assert written(SMALL) == FILE
    assert read_written(FILE) == tuple(SMALL)
    assert [json.loads(line) for line in FILE.splitlines()]


def test_a_journal_without_entries_has_the_one_line():
    data = b'{"entries":0,"head":"' + b"0" * 64 + b'","schema":"journal/1"}\n'
    assert written([]) == data
    assert read_written(data) == ()
    assert broken(data.replace(b'"0000', b'"1000')) == (0, "head")


@given(st.lists(st.tuples(trees, st.none() | st.binary(min_size=32, max_size=32)), max_size=4))
def test_whatever_is_written_reads_back_the_same(bodies):
    entries = chained(*((canonical.write(tree), sealed) for tree, sealed in bodies))
    data = written(entries)
    assert data.count(b"\n") == len(entries) + 1
    assert read_written(data) == tuple(entries)


def test_line_ends_of_other_alphabets_end_no_line():
    entries = chained((canonical.write({"act": "a\u2028b\u0085c\u2029\x0b\x0c"}), None))
    assert read_written(written(entries)) == tuple(entries)


def test_what_does_not_fit_is_not_written():
    with pytest.raises(Broken):
        written(CHAIN[1:])


RESPELLED = {
    "a space": swapped(b'"number":2', b'"number": 2'),
    "keys in another order": swapped(b'"number":2,"sealed":null', b'"sealed":null,"number":2'),
    "a key beside": swapped(b'"number":2', b'"more":1,"number":2'),
    "a key twice": swapped(b'"number":2', b'"number":2,"number":2'),
    "a key left out": swapped(b',"sealed":null', b""),
    "a number as text": swapped(b'"number":2', b'"number":"2"'),
    "a number with a fraction": swapped(b'"number":2', b'"number":2.0'),
    "a seal that is no text": swapped(b'"sealed":null', b'"sealed":0'),
    "a seal that is false": swapped(b'"sealed":null', b'"sealed":false'),
    "a hash in large letters": FILE.replace(HASHES[1].encode(), HASHES[1].upper().encode()).replace(
        HASHES[1].upper().encode(), HASHES[1].encode(), 1
    ),
    "a hash that is none": swapped(b'"hash":"' + HASHES[1].encode(), b'"hash":"x' + HASHES[1][1:].encode()),
    "a hash that is a number": swapped(b'"hash":"' + HASHES[1].encode() + b'"', b'"hash":1'),
    "a list": swapped(b'{"body":{},', b'[{"body":{},')[:-1] + b"]\n",
    "nothing": FILE.rpartition(b'{"body":{}')[0] + b"\n",
    "no json": swapped(b'{"body":{},', b"body,"),
    "a byte that is no letter": swapped(b'{"body":{},', b'{"body":"\xff",'),
    "a fraction in the body": swapped(b'"body":{}', b'"body":1.5'),
    "a number too large": swapped(b'"body":{}', b'"body":9007199254740992'),
    "letters taken apart": swapped(b'"body":{}', '"body":"e\u0302"'.encode()),
    "an escape for a letter": swapped(b'"body":{}', b'"body":"\\u00e2"'),
    "too deep": swapped(b'"body":{}', b'"body":' + b"[" * 13 + b"]" * 13),
    "a carriage return": FILE[:-1] + b"\r\n",
}


@pytest.mark.parametrize("data", RESPELLED.values(), ids=RESPELLED)
def test_a_line_in_another_spelling_is_refused_with_its_number(data):
    assert data != FILE
    assert refusal(data) == "bad_line line=3"


@pytest.mark.usefixtures("no_garbage")
def test_nesting_beyond_all_use_is_refused_as_any_other_spelling():
    assert refusal(swapped(b'"body":{}', b'"body":' + b"[" * 100_000 + b"]" * 100_000)) == "bad_line line=3"


def test_true_is_not_the_number_one():
    assert refusal(swapped(b'"number":1', b'"number":true')) == "bad_line line=2"


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"{}",
        b'{"entries":2,"head":"%s","schema":"journal/2"}' % HASHES[1].encode(),
        b'{"entries":02,"head":"%s","schema":"journal/1"}' % HASHES[1].encode(),
        b'{"entries":-2,"head":"%s","schema":"journal/1"}' % HASHES[1].encode(),
        b'{"entries":2,"head":"%s","schema":"journal/1"}' % HASHES[1].upper().encode(),
        b'{"entries":2, "head":"%s","schema":"journal/1"}' % HASHES[1].encode(),
    ],
)
def test_another_first_line_is_of_another_kind_of_file(first):
    assert refusal(first + b"\n" + FILE.partition(b"\n")[2]) == "not_a_journal"


def test_a_file_that_was_cut_off_or_grew_is_not_whole():
    lines = FILE.splitlines(keepends=True)
    assert refusal(b"".join(lines[:2])) == "not_whole entries=2 found=1"
    assert refusal(FILE[:-1]) == "not_whole entries=2 found=1"
    assert refusal(FILE + b"\n") == "not_whole entries=2 found=3"
    assert refusal(FILE + lines[2]) == "not_whole entries=2 found=3"
    assert refusal(b"") == "not_a_journal"
    one = f'{{"entries":1,"head":"{HASHES[0]}","schema":"journal/1"}}\n'.encode() + lines[1]
    assert read_written(one) == tuple(SMALL[:1])
    assert refusal(one + b"more") == "not_whole entries=1 found=1"


@given(st.integers(1, len(FILE) - 1))
def test_no_beginning_of_a_file_is_a_journal(length):
    with pytest.raises((Refused, Broken)):
        read_written(FILE[:length])


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(at, change):
    with pytest.raises((Refused, Broken)):
        read_written(FILE[:at] + bytes([FILE[at] ^ change]) + FILE[at + 1 :])


def test_a_forged_entry_breaks_the_chain():
    assert broken(swapped("đã nhập".encode(), "đã sửa".encode())) == (1, "hash")
    assert broken(swapped(b'"number":2', b'"number":3')) == (2, "number")
    assert broken(swapped(f'"{SEALED}"'.encode(), b'"' + b"00" * 31 + b'"')) == (1, "sealed")


def test_a_head_that_is_not_the_last_entry_is_told():
    """Somebody took the end away and put the count right, or the file is an older one."""
    other = link(number=2, previous=SMALL[0].hash, body=BODY, sealed=None)
    assert broken(swapped(b'"head":"' + HASHES[1].encode(), b'"head":"' + other.hash.hex().encode())) == (2, "head")


def test_64_mebibytes_are_the_most(monkeypatch):
    assert chain.MOST_WRITTEN == 64 * 1024 * 1024
    monkeypatch.setattr(chain, "MOST_WRITTEN", len(FILE))
    assert read_written(written(SMALL)) == tuple(SMALL)
    monkeypatch.setattr(chain, "MOST_WRITTEN", len(FILE) - 1)
    assert refusal(FILE) == f"too_large most={len(FILE) - 1}"
    with pytest.raises(Refused, match=r"^too_large"):
        written(SMALL)


def test_no_secret_is_written():
    assert b"struck" not in written(SMALL)
    assert FIRST.hex() not in written(SMALL).decode()
