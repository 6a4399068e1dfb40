"""A signature is added to what was shown, and to nothing else; what others signed meanwhile stays."""

import pytest

from tally.record import note
from tally.record.note import MOST_SIGNATURES, Note, Signature
from tally.record.reading import read
from tally.record.refusal import Refused
from tally.record.signers import missing, signed_checks
from tally.record.signing import signed
from tally.record.verify import Verdict
from tests.record.ceremony import (
    STATION,
    TRUST,
    board_names,
    chain_of,
    content_of,
    elected_course,
    key,
    record_file,
    seed_of,
    trust_file,
    trusted,
    verified,
)

RECORD = read(record_file(by=[STATION]))
FIRST, SECOND, THIRD = board_names()


def signing(name, *, now=RECORD.note, chain=TRUST):
    return signed(RECORD, now, name=name, seed=seed_of(name), chain=chain)


def refused(*given, **more):
    with pytest.raises(Refused) as caught:
        signing(*given, **more)
    return caught.value.code


def with_lines(*lines):
    return Note(text=RECORD.note.text, signatures=(*RECORD.note.signatures, *lines))


def names(vkeys):
    return [vkey.name for vkey in vkeys]


def test_a_signature_goes_under_those_that_there_are_and_nothing_else_changes():
    record, signers = signing(FIRST)
    assert record.note.signatures[:-1] == RECORD.note.signatures
    assert (record.text, record.tree, record.model) == (RECORD.text, RECORD.tree, RECORD.model)
    assert read(note.write(record.note)) == record
    assert names(signers) == [STATION, FIRST]


def test_one_after_the_other_signs_until_it_is_enough_and_how_many_are_missing_is_known():
    record, left = RECORD, []
    for name in (FIRST, SECOND, THIRD):
        record, _ = signed(record, record.note, name=name, seed=seed_of(name), chain=TRUST)
        left.append(missing(signed_checks(record, elected_course().contest, TRUST)["threshold"]))
    assert left == [1, 0, 0]
    assert verified(note.write(record.note)).verdict is Verdict.VALID


def test_where_signatures_alone_are_not_enough_no_number_is_missing():
    value = trusted(board=2)
    record = read(record_file(content_of(value=value)))
    threshold = signed_checks(record, elected_course().contest, chain_of(trust_file(value)))["threshold"]
    assert (threshold.why, missing(threshold)) == ("too_few_keys", None)


def test_a_signature_that_was_added_meanwhile_is_kept():
    now = with_lines(note.sign(RECORD.note.text, SECOND, seed_of(SECOND)))
    record, signers = signing(FIRST, now=now)
    assert record.note.signatures[:-1] == now.signatures
    assert names(signers) == [STATION, SECOND, FIRST]


def test_what_was_changed_meanwhile_is_not_signed():
    other = read(record_file(content_of(sequence=1, software="another"), by=[STATION]))
    assert refused(FIRST, now=other.note) == "changed_meanwhile"


def test_a_key_that_signed_meanwhile_does_not_sign_twice():
    """Two signatures of one key would make the whole record worthless."""
    now = with_lines(note.sign(RECORD.note.text, FIRST, seed_of(FIRST)))
    for chain in (None, TRUST):
        assert refused(FIRST, now=now, chain=chain) == "signed_twice"


def test_a_false_signature_of_a_known_key_is_found():
    now = with_lines(note.sign("x\n", SECOND, seed_of(SECOND)))
    assert refused(FIRST, now=now) == "bad_signature"
    assert names(signing(FIRST, now=now, chain=None)[1]) == [FIRST], "unknown without the trust file"


def test_without_its_trust_file_the_signer_alone_is_known():
    for chain in (None, chain_of(trust_file(trusted(record=3)))):
        assert signing(FIRST, chain=chain)[1] == (key(FIRST).vkey,)


def test_a_record_takes_as_many_signatures_as_a_note():
    room = MOST_SIGNATURES - len(RECORD.note.signatures)
    lines = [Signature(name=f"x{place}", key_hash=bytes(4), signature=bytes(64)) for place in range(room)]
    assert len(signing(FIRST, now=with_lines(*lines[1:]))[0].note.signatures) == MOST_SIGNATURES
    assert refused(FIRST, now=with_lines(*lines)) == "too_many_signatures"
