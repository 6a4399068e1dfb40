"""A signed note (c2sp.org/signed-note) is read byte by byte, and what is not exactly one is refused."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import ed25519
from tally.record.note import MOST_NAME, MOST_SIGNATURES, Note, Signature, Vkey, key_hash, parse, sign, verified, write
from tally.record.refusal import Refused

VECTORS = Path(__file__).parent.parent / "vectors"
TEXT = '{\n  "đại hội": "Cao An"\n}\n\nhai phần\n'
SEEDS = [bytes([number]) * 32 for number in range(1, 7)]
NAMES = [f"HD.CG.CAOAN/board-{number}" for number in range(1, 7)]
KEYS = [Vkey(name=name, public=ed25519.public_of(seed)) for name, seed in zip(NAMES, SEEDS, strict=True)]
LINES = [sign(TEXT, name, seed) for name, seed in zip(NAMES, SEEDS, strict=True)]
STRANGER = sign(TEXT, "HD.CG/board-9", bytes([9]) * 32)
NOTE = Note(text=TEXT, signatures=(LINES[0], STRANGER, LINES[1]))
DATA = write(NOTE)


def refusal(call, *given_, **named):
    with pytest.raises(Refused) as caught:
        call(*given_, **named)
    return caught.value.code


def line(name, raw):
    return f"— {name} {b64encode(raw).decode()}\n".encode()


def test_the_example_of_the_specification_verifies():
    """From its section on verifier keys."""
    data = (VECTORS / "note-c2sp-example.txt").read_bytes()
    vkey = Vkey.parse((VECTORS / "note-c2sp-example.vkey").read_text().rstrip("\n"))
    assert vkey.name == "example.com/foo"
    assert parse(data).text == "This is an example message.\n"
    assert verified(parse(data), [vkey]) == (vkey,)
    assert write(parse(data)) == data


def test_the_example_of_the_go_package_verifies_with_both_signers():
    """From the documentation and the tests of golang.org/x/mod/sumdb/note."""
    data = (VECTORS / "note-go-example.txt").read_bytes()
    peter, enoch = map(Vkey.parse, (VECTORS / "note-go-example.vkey").read_text().splitlines())
    assert verified(parse(data), [enoch, peter]) == (peter, enoch)
    assert verified(parse(data), [enoch]) == (enoch,)
    assert write(parse(data)) == data


def test_a_note_is_a_text_an_empty_line_and_a_line_for_every_signer():
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")  # RFC 8032, 7.1, test 1
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    hashed = sha256(b"HD.CG.CAOAN/board-1\n\x01" + public).digest()[:4]
    signature = sign("một\n", "HD.CG.CAOAN/board-1", seed)
    assert key_hash("HD.CG.CAOAN/board-1", public) == signature.key_hash == hashed
    assert ed25519.verify(public, signature.signature, "một\n".encode())
    assert write(Note(text="một\n", signatures=(signature,))) == (
        "một\n\n— HD.CG.CAOAN/board-1 ".encode() + b64encode(hashed + signature.signature) + b"\n"
    )


def test_the_text_ends_at_the_last_empty_line():
    assert parse(DATA) == NOTE
    assert parse(DATA).text == TEXT
    assert parse(b"\n\n" + line(NAMES[0], bytes(68))).text == "\n"
    assert parse(b"a\n\n\n" + line(NAMES[0], bytes(68))).text == "a\n\n"


GOOD = line(NAMES[0], LINES[0].key_hash + LINES[0].signature)
CODED = b64encode(LINES[0].key_hash + LINES[0].signature)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_note"),
        (b"\n", "not_a_note"),
        (b"a\n", "not_a_note"),
        (b"a\n\n", "not_a_note"),
        (b"a\n" + GOOD, "not_a_note"),
        (b"\n" + GOOD, "not_a_note"),
        (GOOD, "not_a_note"),
        (b"a\n\n" + GOOD[:-1], "not_a_note"),
        (b"a\n\n" + GOOD + b"\n", "not_a_note"),
        (b"a\n\n" + GOOD + b" \n", "bad_signature_line"),
        (b"a\n\n" + GOOD + b"khac\n", "bad_signature_line"),
        (b"a\n\n" + GOOD.replace("—".encode(), b"-"), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace("—".encode(), "–".encode()), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace("— ".encode(), "—".encode()), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace("— ".encode(), "—  ".encode()), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace("— ".encode(), "— — ".encode()), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace("— ".encode(), b""), "bad_signature_line"),
        (b"a\n\n " + GOOD, "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(b"\n", b" \n"), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(b"/board", b" board"), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(b"/board", b"+board"), "bad_name"),
        (b"a\n\n" + GOOD.replace(b"/board", "\u00a0board".encode()), "bad_name"),
        (b"a\n\n" + GOOD.replace(b"/board", "\u3000board".encode()), "bad_name"),
        (b"a\n\n" + GOOD.replace(b"/board", "\u2028board".encode()), "bad_name"),
        (b"a\n\n" + "— ".encode() + b" " + CODED + b"\n", "bad_name"),
        (b"a\n\n" + GOOD.replace(CODED, CODED[:-1]), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(CODED, CODED + b"="), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(CODED, CODED[:-4]), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(CODED, b"AAAA" + CODED), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(CODED, b""), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(CODED, b"*" + CODED[1:]), "bad_signature_line"),
        (b"a\n\n" + GOOD.replace(CODED, "é".encode() + CODED[1:]), "bad_signature_line"),
        (b"a\n\n" + line(NAMES[0], bytes(69)), "bad_signature_line"),
        (b"a\n\n" + line(NAMES[0], bytes(67)), "bad_signature_line"),
        (b"a\xff\n\n" + GOOD, "not_utf8"),
        (b"a\xc0\x8a\n\n" + GOOD, "not_utf8"),
        (b"a\xed\xa0\x80\n\n" + GOOD, "not_utf8"),
        (b"a\x00\n\n" + GOOD, "bad_character"),
        (b"a\t\n\n" + GOOD, "bad_character"),
        (b"a\r\n\n" + GOOD, "bad_character"),
        (b"a\x1b[2J\n\n" + GOOD, "bad_character"),
        (b"a\x7f\n\n" + GOOD, "bad_character"),
        ("a\u0085\n\n".encode() + GOOD, "bad_character"),
        ("a\u009b2J\n\n".encode() + GOOD, "bad_character"),
        (b"a\r\n\r\n" + GOOD.replace(b"\n", b"\r\n"), "not_a_note"),
    ],
)
def test_what_is_not_exactly_a_note_is_refused_with_its_reason(data, code):
    assert parse(b"a\n\n" + GOOD).text == "a\n"
    assert refusal(parse, data) == code


def test_base64_has_one_spelling():
    """The last letter before the padding carries two bits that mean nothing: only zeros are taken."""
    assert CODED.endswith(b"=")
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    place = letters.index(CODED[-2])
    for more in (1, 2, 3):
        respelled = CODED[:-2] + letters[place + more : place + more + 1] + b"="
        assert refusal(parse, b"a\n\n" + GOOD.replace(CODED, respelled)) == "bad_signature_line"


def test_a_refused_line_is_named_by_its_place():
    with pytest.raises(Refused) as caught:
        parse(b"a\n\n" + GOOD + GOOD + b"x\n" + GOOD)
    assert caught.value.params == {"line": 3}


def test_a_mebibyte_of_text_is_a_note_and_one_byte_more_is_not():
    largest = "đ" * (2**19 - 1) + "a\n"
    assert len(largest.encode()) == 2**20
    signed = Note(text=largest, signatures=(sign(largest, NAMES[0], SEEDS[0]),))
    assert parse(write(signed)) == signed
    assert refusal(Note, text="a" + largest, signatures=NOTE.signatures) == "too_large"
    assert refusal(sign, "a" + largest, NAMES[0], SEEDS[0]) == "too_large"
    assert refusal(parse, b"a" + write(signed)) == "too_large"


def test_the_largest_note_is_read_and_one_byte_more_is_refused_unread():
    text = "a" * (2**20 - 1) + "\n"
    lines = tuple(
        Signature(name="n" * MOST_NAME, key_hash=bytes(4), signature=bytes([at]) * 64) for at in range(MOST_SIGNATURES)
    )
    largest = Note(text=text, signatures=lines)
    assert parse(write(largest)) == largest
    with pytest.raises(Refused) as caught:
        parse(b"\xff" * (len(write(largest)) + 1))
    assert caught.value.code == "too_large"
    assert caught.value.params == {"most": len(write(largest))}


def test_a_note_has_1_to_64_signatures():
    assert MOST_SIGNATURES == 64
    full = Note(text=TEXT, signatures=(STRANGER,) * 64)
    assert parse(write(full)) == full
    assert refusal(Note, text=TEXT, signatures=(STRANGER,) * 65) == "too_many_signatures"
    assert refusal(parse, write(full) + line("n", bytes(68))) == "too_many_signatures"
    assert refusal(parse, b"a\n\n" + b"x\n" * 65) == "too_many_signatures"  # before any line is looked into
    assert refusal(Note, text=TEXT, signatures=()) == "no_signatures"


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "a+b", "a\nb", "a\tb", "a\u00a0b", "a\u3000", "a\x7f", "a\x9b", "a\ud800"]
)
def test_a_name_that_no_line_can_hold_is_refused(name):
    assert refusal(sign, TEXT, name, SEEDS[0]) == "bad_name"
    assert refusal(Signature, name=name, key_hash=bytes(4), signature=bytes(64)) == "bad_name"
    assert refusal(Vkey, name=name, public=KEYS[0].public) == "bad_name"


def test_a_name_has_255_bytes_at_most():
    longest = "đ" * 127 + "a"
    assert len(longest.encode()) == MOST_NAME == 255
    assert sign(TEXT, longest, SEEDS[0]).name == longest
    assert refusal(sign, TEXT, longest + "a", SEEDS[0]) == "bad_name"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_without_newline"),
        ("a", "text_without_newline"),
        ("a\r\n", "bad_character"),
        ("\ud800\n", "bad_character"),
    ],
)
def test_a_text_that_no_note_can_hold_is_not_signed(text, code):
    assert refusal(sign, text, NAMES[0], SEEDS[0]) == code
    assert refusal(Note, text=text, signatures=NOTE.signatures) == code


@pytest.mark.parametrize(("hashed", "signature"), [(3, 64), (5, 64), (4, 63), (4, 65), (0, 0)])
def test_a_signature_has_4_and_64_bytes(hashed, signature):
    assert refusal(Signature, name="a", key_hash=bytes(hashed), signature=bytes(signature)) == "signature_length"


def _parsed_or_refused(data):
    """Parsing either gives a note that writes back as the very bytes, or raises Refused and nothing else."""
    try:
        parsed = parse(data)
    except Refused:
        return
    assert write(parsed) == data
    verified(parsed, [])


@given(st.binary(max_size=200))
def test_any_bytes_are_a_note_or_refused(data):
    _parsed_or_refused(data)


PIECES = st.sampled_from(
    [b"a", b"\n", b"\n\n", "— ".encode(), b" ", GOOD, CODED, b"n", "é".encode(), b"\x00", b"\xff", DATA]
)


@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_any_pieces_of_a_note_are_a_note_or_refused(data):
    _parsed_or_refused(data)


names = st.from_regex(r"[^\s+\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,20}", fullmatch=True)
texts = st.from_regex(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]{0,40}\n", fullmatch=True)
signatures = st.builds(
    Signature, name=names, key_hash=st.binary(min_size=4, max_size=4), signature=st.binary(min_size=64, max_size=64)
)


@given(texts, st.lists(signatures, min_size=1, max_size=5).map(tuple))
def test_what_is_written_reads_back_as_the_same_note(text, lines):
    given_ = Note(text=text, signatures=lines)
    assert parse(write(given_)) == given_
