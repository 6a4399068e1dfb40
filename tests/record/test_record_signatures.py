"""A line under a record is good, or a stranger's; one of a known key that is not good undoes the whole record."""

from dataclasses import replace

import pytest

from tally.record import enrolment, note, trust
from tally.record.document import text_of
from tally.record.note import Note, Signature, Vkey
from tally.record.reading import read
from tally.record.refusal import Refused
from tally.record.verify import Verdict
from tests.record.ceremony import (
    SIGNERS,
    STATION,
    board_names,
    broken,
    chain_of,
    content_of,
    forged,
    holder_of,
    put,
    record_file,
    seed_of,
    told,
    trust_file,
    trusted,
    verified,
)
from tests.record.test_ed25519 import NOT_CANONICAL, WEAK, L


def with_line(data, *, signature=None, name=None, hash_of=None, at=1):
    """The record with another signature, name or key hash in one of its lines."""
    record = read(data)
    line = record.note.signatures[at]
    line = replace(
        line, signature=signature or line.signature, name=name or line.name, key_hash=hash_of or line.key_hash
    )
    lines = [line if place == at else each for place, each in enumerate(record.note.signatures)]
    return note.write(Note(text=record.note.text, signatures=tuple(lines)))


def test_a_signature_that_was_taken_from_another_record_is_none():
    other = read(forged(put("software", "khác"))).note.signatures
    for at in range(len(SIGNERS)):
        one = verified(with_line(record_file(), signature=other[at].signature, at=at))
        assert broken(one) == {"signatures": "bad_signature", "threshold": "bad_signatures"}
        assert told(one, "signatures")[1] == {"name": SIGNERS[at]}


def test_one_signature_that_is_not_good_undoes_a_record_that_enough_others_signed():
    text = text_of(content_of())
    for name in (*SIGNERS, "VD.1/board-3", "VD/root-1", "VD/auditor-1"):
        bad = replace(note.sign(text, name, seed_of(name)), signature=bytes(64))
        rest = [note.sign(text, each, seed_of(each)) for each in (STATION, *board_names(3)) if each != name]
        one = verified(note.write(Note(text=text, signatures=(*rest, bad))))
        assert broken(one) == {"signatures": "bad_signature", "threshold": "bad_signatures"}


def test_a_line_of_a_stranger_says_nothing_good_or_not():
    text = text_of(content_of())
    lines = [note.sign(text, name, seed_of(name)) for name in SIGNERS]
    strangers = [
        Signature(name="VD.1/board-9", key_hash=b"1234", signature=bytes(64)),
        note.sign(text, "VD.1/board-3", seed_of("VD.1/board-9")),
        note.sign(text, "somebody", seed_of("somebody")),
    ]
    for stranger in strangers:
        one = verified(note.write(Note(text=text, signatures=(*lines, stranger))))
        assert one.verdict is Verdict.VALID
        assert told(one, "threshold")[1]["have"] == 2
        assert told(one, "signatures") == ("good", {"n": 3})
        fewer = verified(note.write(Note(text=text, signatures=(*lines[:2], stranger))))
        assert broken(fewer) == {"threshold": "too_few"}


def test_who_signs_twice_undoes_the_record():
    one = verified(record_file(by=(*SIGNERS[:2], SIGNERS[1])))
    assert broken(one) == {"signatures": "signed_twice", "threshold": "bad_signatures"}


def test_a_key_has_one_name_in_a_trust_file_and_counts_once_if_it_had_two(monkeypatch):
    two_names = replace_key(trusted(), "VD.1/board-2", seed_of("VD.1/board-1"))
    with pytest.raises(Refused, match="key_twice"):
        two_names()
    monkeypatch.setattr(trust, "_check_names", lambda *_: None)
    value = two_names()
    text = text_of(content_of(value=value))
    lines = [note.sign(text, name, seed_of("VD.1/board-1")) for name in ("VD.1/board-1", "VD.1/board-2")]
    both = Note(text=text, signatures=(note.sign(text, STATION, seed_of(STATION)), *lines))
    one = verified(note.write(both), chain_of(trust_file(value)))
    assert broken(one) == {"signatures": "signed_twice", "threshold": "bad_signatures"}


def replace_key(value, name, seed):
    """The making of a trust file in which the key of a name is that of another seed."""
    other = enrolment.read(enrolment.make(seed, name=name, holder=holder_of(name)))
    return lambda: replace(value, keys=tuple(other if str(one.name) == name else one for one in value.keys))


@pytest.mark.parametrize("point", WEAK, ids=bytes.hex)
def test_a_signature_whose_point_is_weak_is_none(point):
    good = read(record_file()).note.signatures[1].signature
    for scalar in (good[32:], (1).to_bytes(32, "little"), bytes(32)):
        one = verified(with_line(record_file(), signature=point + scalar))
        assert broken(one) == {"signatures": "bad_signature", "threshold": "bad_signatures"}


def test_another_spelling_of_a_good_signature_is_none():
    good = read(record_file()).note.signatures[1].signature
    point, scalar = good[:32], int.from_bytes(good[32:], "little")
    others = [point + (scalar + more * L).to_bytes(32, "little") for more in range(1, 15)]
    for other in (*others, *(encoding + good[32:] for encoding in NOT_CANONICAL)):
        one = verified(with_line(record_file(), signature=other))
        assert broken(one) == {"signatures": "bad_signature", "threshold": "bad_signatures"}


@pytest.mark.parametrize("public", [*WEAK, *NOT_CANONICAL], ids=bytes.hex)
def test_a_weak_key_is_in_no_trust_file_and_its_line_is_a_stranger_s(public):
    with pytest.raises(Refused, match="public_key"):
        Vkey(name="VD.1/board-2", public=public)
    line = with_line(record_file(), hash_of=note.key_hash("VD.1/board-2", public), signature=bytes(64), at=2)
    assert broken(verified(line)) == {"threshold": "too_few"}
