"""An enrolment proves that whoever handed in a key has it, under that name and for that holder alone."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tally.record import canonical, enrolment
from tally.record.enrolment import Enrolment, make, read, text_of, write
from tally.record.keyname import KeyName, Role
from tally.record.note import Vkey
from tally.record.refusal import Refused

NAME, HOLDER = "HD.CG.CAOAN/board-1", "Nguyễn Thị Hằng"
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")  # RFC 8032, 7.1, test 1
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
DATA = make(SEED, name=NAME, holder=HOLDER)
TEXT = text_of(Vkey(name=NAME, public=PUBLIC), holder=HOLDER)


def refused(call, *args, **options):
    with pytest.raises(Refused) as caught:
        call(*args, **options)
    return caught.value


def by_hand(name=NAME, holder=HOLDER, *, seed=SEED, public=None, line_name=None, text=None):
    """Make an enrolment from the format's words and the curve alone."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public = key.public_key().public_bytes_raw() if public is None else public
    hashed = sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    coded = b64encode(b"\x01" + public).decode()
    vkey = f"{name}+{hashed.hex()}+{coded}"
    if text is None:
        text = f'{{\n  "holder": "{holder}",\n  "name": "{name}",\n  "schema": "enrolment/1",\n  "vkey": "{vkey}"\n}}\n'
    proof = key.sign(text.encode())
    return f"{text}\n— {line_name or name} {b64encode(hashed + proof).decode()}\n".encode()


def test_an_enrolment_is_the_format_and_nothing_else():
    assert by_hand() == DATA
    read_ = read(by_hand())
    assert (str(read_.name), read_.vkey, read_.holder) == (NAME, Vkey(name=NAME, public=PUBLIC), HOLDER)
    assert (read_.unit, read_.role) == ("HD.CG.CAOAN", Role.BOARD)
    assert read_.proof == b64decode(DATA.split()[-1])[4:]


@given(st.sampled_from(Role), st.integers(1, 99), st.text("abcđê ", min_size=1).map(str.strip).filter(bool))
def test_what_is_made_reads_back_and_writes_as_the_same_bytes(role, number, holder):
    name = KeyName(unit="HD", role=role, number=number)
    data = make(SEED, name=str(name), holder=holder)
    assert write(read(data)) == data
    assert (read(data).name, read(data).holder) == (name, holder)


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_byte_flipped_is_refused(flip):
    for place in range(len(DATA)):
        refused(read, DATA[:place] + bytes([DATA[place] ^ flip]) + DATA[place + 1 :])


def test_every_truncation_and_every_byte_too_many_is_refused():
    for length in range(len(DATA)):
        refused(read, DATA[:length])
        refused(read, DATA[length + 1 :])
    for more in (b"\n", b" ", DATA.split(b"\n\n")[1], DATA):
        refused(read, DATA + more)
        refused(read, more + DATA)


def test_nobody_enrols_a_key_that_they_do_not_have():
    """All of it is sound but the signature: it is another key's, or the key's own over another enrolment."""
    assert refused(read, by_hand(seed=bytes(32), public=PUBLIC)).code == "bad_proof"
    for other in (make(SEED, name="HD.CG.CAOAN/board-2", holder=HOLDER), make(SEED, name=NAME, holder="Khác")):
        stolen = TEXT.encode() + b"\n" + DATA.split(b"\n\n")[1].replace(_proof(DATA), _proof(other))
        assert refused(read, stolen).code == "bad_proof"


def _proof(data):
    return b64encode(sha256(f"{NAME}\n".encode() + b"\x01" + PUBLIC).digest()[:4] + read(data).proof)


def test_another_name_or_holder_is_another_enrolment():
    sound = read(DATA)
    other = KeyName(unit="HD.CG.CAOAN", role=Role.ROOT, number=1)
    assert refused(replace, sound, name=other).code == "name_not_of_vkey"
    assert refused(replace, sound, name=other, vkey=Vkey(name=str(other), public=PUBLIC)).code == "bad_proof"
    assert refused(replace, sound, holder="Nguyễn Thị Hà").code == "bad_proof"
    assert refused(replace, sound, proof=bytes(64)).code == "bad_proof"
    assert refused(replace, sound, proof=sound.proof[:-1]).code == "bad_proof"


def test_there_is_one_signature_and_it_is_the_key_s_own_line():
    line = DATA.split(b"\n\n")[1]
    stranger = make(bytes(32), name="HD/board-7", holder="Khác").split(b"\n\n")[1]
    for lines in (line + line, line + stranger, stranger + line, stranger):
        assert refused(read, TEXT.encode() + b"\n" + lines).code == "bad_enrolment"
    assert refused(read, by_hand(line_name="HD.CG.CAOAN/board-2")).params == {
        "location": "line 8",
        "fault": "bad_value.form",
    }


@pytest.mark.parametrize("name", ["HD.CG.CAOAN/secretary-1", "HD.CG.CAOAN", "HD.CG.CAOAN/board-01"])
def test_a_key_is_enrolled_under_a_key_s_name_alone(name):
    assert refused(make, SEED, name=name, holder=HOLDER).code == "bad_key_name"
    assert refused(read, by_hand(name)).code == "bad_key_name"


@pytest.mark.parametrize(
    ("holder", "fault"),
    [
        ("", "bad_value.empty"),
        (" Hằng", "bad_value.form"),
        ("Hằng\u202e", "bad_value.unseen_character"),
        ("a" * 501, "bad_value.long_text"),
    ],
)
def test_the_holder_is_a_name_that_can_be_read(holder, fault):
    for call in (lambda: make(SEED, name=NAME, holder=holder), lambda: read(by_hand(holder=holder))):
        refusal = refused(call)
        assert (refusal.code, refusal.params["fault"]) == ("bad_enrolment", fault)


def test_a_holder_is_spelled_in_one_way():
    assert refused(make, SEED, name=NAME, holder="Ha\u0300").code == "not_nfc"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]\n", "bad_enrolment"),
        (TEXT.replace("enrolment/1", "enrolment/2"), "bad_enrolment"),
        (TEXT.replace("enrolment/1", "record/1"), "bad_enrolment"),
        (TEXT.replace('"vkey"', '"wkey"'), "bad_enrolment"),
        (TEXT.replace('  "holder"', '   "holder"'), "not_canonical"),
        (TEXT.replace(NAME, "HD.CG.CAOAN/board-2", 1), "bad_enrolment"),
        (TEXT.replace(f'{NAME}"', f'{NAME} "', 1), "bad_enrolment"),
        (TEXT.replace("+AddamA", "+AddamB"), "vkey_hash"),
    ],
)
def test_another_document_is_no_enrolment_though_it_is_signed(text, code):
    assert text != TEXT
    assert refused(read, by_hand(text=text)).code == code


def test_a_refused_document_is_told_by_place_and_fault():
    tree = json.loads(TEXT)
    text = canonical.write({**tree, "role": "board"}).decode()
    assert refused(read, by_hand(text=text)).params == {"location": "role", "fault": "unknown_key"}
    assert refused(read, by_hand(text="1\n")).params == {"location": "-", "fault": "bad_value.object"}


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_has_32_bytes(length):
    assert refused(make, bytes(length), name=NAME, holder=HOLDER).code == "seed_length"


@given(st.binary(max_size=300) | st.tuples(st.integers(0, len(DATA)), st.binary(min_size=1, max_size=9)))
def test_any_bytes_are_an_enrolment_in_its_one_spelling_or_refused(change):
    data = change
    if isinstance(change, tuple):
        place, new = change
        data = DATA[:place] + new + DATA[place + len(new) :]
    try:
        assert write(read(data)) == data
    except Refused:
        assert data != DATA


def test_the_model_is_published_under_its_schema():
    assert set(enrolment.EnrolmentModel.model_json_schema(by_alias=True)["required"]) == {
        "schema",
        "name",
        "holder",
        "vkey",
    }
    assert isinstance(read(DATA), Enrolment)
