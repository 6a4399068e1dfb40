"""Who signed a note: the known keys whose signatures are good, each once, and never one more than there were."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import ed25519, note
from tally.record.note import Note, Signature, Vkey, parse, sign, verified, write
from tally.record.refusal import Refused
from tests.record.test_note import DATA, KEYS, LINES, NAMES, NOTE, SEEDS, STRANGER, TEXT, names, refusal, texts


def signers(data, vkeys=KEYS):
    """The names of those who verifiably signed the bytes; None where the bytes are refused."""
    try:
        return {vkey.name for vkey in verified(parse(data), vkeys)}
    except Refused:
        return None


@pytest.mark.parametrize("count", range(7))
def test_of_any_signers_those_known_are_found_each_once_in_the_order_of_their_lines(count):
    for chosen in combinations(range(6), count):
        signed = Note(text=TEXT, signatures=(*(LINES[at] for at in chosen), STRANGER))
        assert verified(signed, KEYS) == tuple(KEYS[at] for at in chosen)
        assert verified(signed, iter(KEYS[:3])) == tuple(KEYS[at] for at in chosen if at < 3)
        assert verified(signed, []) == ()


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_byte_flipped_refuses_the_note_or_loses_its_signer(flip):
    """In the text it refuses; in a known key's line that key is lost; a stranger's line is worth nothing anyway."""
    first, stranger, second = (len(line) for line in DATA.rsplit(b"\n\n", 1)[1].splitlines(keepends=True))
    head = len(DATA) - first - stranger - second
    for at in range(len(DATA)):
        found = signers(DATA[:at] + bytes([DATA[at] ^ flip]) + DATA[at + 1 :])
        if at < head:
            assert found is None
        elif at < head + first:
            assert found in (None, {NAMES[1]})
        elif at < head + first + stranger:
            assert found in (None, {NAMES[0], NAMES[1]})
        else:
            assert found in (None, {NAMES[0]})


def test_every_cut_refuses_the_note_or_leaves_fewer_signers():
    whole = [end for end in range(len(DATA)) if signers(DATA[:end]) is not None]
    assert whole == [at for at in range(len(DATA)) if DATA[:at].endswith(b"=\n")]
    assert [signers(DATA[:end]) for end in whole] == [{NAMES[0]}, {NAMES[0]}]
    assert {signers(DATA[start:]) is None for start in range(1, len(DATA))} == {True}


def test_no_byte_left_out_or_doubled_makes_a_signer_of_another_text():
    for at in range(len(DATA)):
        for changed in (DATA[:at] + DATA[at + 1 :], DATA[:at] + DATA[at : at + 1] + DATA[at:]):
            if found := signers(changed):
                assert found <= {NAMES[0], NAMES[1]}
                assert parse(changed).text == TEXT


def test_lines_in_another_order_are_the_same_signers():
    for order in permutations(NOTE.signatures):
        assert signers(write(Note(text=TEXT, signatures=order))) == {NAMES[0], NAMES[1]}


def test_a_line_that_stands_twice_refuses_the_note_if_its_key_is_known():
    for again in NOTE.signatures:
        twice = Note(text=TEXT, signatures=(*NOTE.signatures, again))
        if again is STRANGER:
            assert signers(write(twice)) == {NAMES[0], NAMES[1]}
        else:
            assert refusal(verified, twice, KEYS) == "signed_twice"


def test_one_key_under_two_names_counts_once_and_signs_once():
    other = Vkey(name="HD.CG.CAOAN/board-7", public=KEYS[0].public)
    known = [*KEYS, other]
    assert verified(NOTE, known) == (KEYS[0], KEYS[1])
    both = Note(text=TEXT, signatures=(*NOTE.signatures, sign(TEXT, other.name, SEEDS[0])))
    assert refusal(verified, both, known) == "signed_twice"
    assert verified(both, KEYS) == (KEYS[0], KEYS[1])


def test_a_bad_signature_of_a_known_key_refuses_the_whole_note():
    for at, good in enumerate(LINES[:3]):
        bad = Signature(name=good.name, key_hash=good.key_hash, signature=LINES[5].signature)
        lines = [*LINES[:at], bad, *LINES[at + 1 : 3]]
        assert refusal(verified, Note(text=TEXT, signatures=tuple(lines)), KEYS) == "bad_signature"


def test_a_signature_of_another_text_is_none():
    other = Note(text="khác\n", signatures=NOTE.signatures)
    assert refusal(verified, other, KEYS) == "bad_signature"
    assert refusal(verified, Note(text=TEXT + "\n", signatures=NOTE.signatures), KEYS) == "bad_signature"


def test_a_line_that_shares_only_the_name_or_only_the_hash_with_a_known_key_is_a_strangers():
    same_name = Signature(name=NAMES[0], key_hash=STRANGER.key_hash, signature=LINES[0].signature)
    same_hash = Signature(name=STRANGER.name, key_hash=LINES[0].key_hash, signature=LINES[0].signature)
    assert verified(Note(text=TEXT, signatures=(same_name, same_hash)), KEYS) == ()


def test_known_keys_that_no_line_could_tell_apart_are_refused(monkeypatch):
    """Two keys with one name and one hash take some four thousand million tries; here the hash is made to agree."""
    monkeypatch.setattr(note, "key_hash", lambda name, public: bytes(4))
    twin = Vkey(name=NAMES[0], public=KEYS[1].public)
    assert refusal(verified, NOTE, [KEYS[0], twin]) == "ambiguous_keys"
    assert verified(NOTE, [KEYS[0], KEYS[0], KEYS[1]]) == ()


def test_the_same_known_key_given_twice_is_one_key():
    assert verified(NOTE, [KEYS[0], KEYS[1], KEYS[0]]) == (KEYS[0], KEYS[1])


@given(texts, names, st.binary(min_size=32, max_size=32))
def test_what_is_signed_verifies(text, name, seed):
    vkey = Vkey(name=name, public=ed25519.public_of(seed))
    signed = parse(write(Note(text=text, signatures=(sign(text, name, seed),))))
    assert verified(signed, [Vkey.parse(str(vkey))]) == (vkey,)
