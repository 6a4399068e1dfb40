"""The sealed file: age's own published file, the specification by the book, and no byte that can be changed unseen."""

import base64
import hmac
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from tally.record import sealed
from tally.record.refusal import Refused
from tally.record.sealed import recipient_of, seal, unseal
from tests.record.test_commitment import source

AGE_KEY = bytes.fromhex("36dcec3f5f24739a0c8b36cbb4ffa25729a94a51d41fb205a37419fe7f5adb2a")
"""AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6, of age's test kit."""
AGE_FILE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBURWlGMHlwcXIrYnB2Y3FY"
    "TnlDVkpwTDdPdXdQZFZ3UEw3S1FFYkZET0NjCkVtRUNBRWNLTituL1ZzOVNiV2lW"
    "K0h1MHIrRThSNzdEZFdZeWQ4M253N1UKLS0tIFZuKzU0anFpaVVDRStXWmNFVlkz"
    "ZjFzcUhqbHUvejFMQ1EvVDdYbTdxSTAK7s9ix86RtDMnTmjU8vkTTLdMW/73vqpS"
    "yPC8DpksHoMx+2Y="
)
"""The file ``armor`` of the test kit, without its armour."""
KEY, OTHER, STRANGER = (bytes([number]) * 32 for number in (1, 2, 3))
BOTH = (recipient_of(KEY), recipient_of(OTHER))
CHUNK = 64 * 1024


def refused(call, *args):
    with pytest.raises(Refused) as caught:
        call(*args)
    return caught.value.code


def made(data=b"ballots", recipients=BOTH):
    return seal(data, recipients, source("seal"))


def hkdf(secret, salt, info):
    """RFC 5869 for 32 bytes of SHA-256: extract, then the first block of expand."""
    key = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(key, info + b"\x01", "sha256")


def unpadded(text):
    return base64.b64decode(text + b"=" * (-len(text) % 4))


def open_by_the_book(data, private):
    """c2sp.org/age, step by step, with nothing of the code under test."""
    lines, recipient = data.split(b"\n"), X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    assert lines[0] == b"age-encryption.org/v1"
    end = next(number for number, line in enumerate(lines) if line.startswith(b"---"))
    for stanza, body in zip(lines[1:end:2], lines[2:end:2], strict=True):
        arrow, kind, share = stanza.split(b" ")
        assert (arrow, kind) == (b"->", b"X25519")
        share = unpadded(share)
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(share))
        wrap = hkdf(shared, share + recipient, b"age-encryption.org/v1/X25519")
        try:
            file_key = ChaCha20Poly1305(wrap).decrypt(bytes(12), unpadded(body), None)
        except Exception:  # not this one
            continue
        break
    header = b"\n".join([*lines[:end], b"---"])
    mac = hmac.digest(hkdf(file_key, b"", b"header"), header, "sha256")
    assert lines[end] == b"--- " + base64.b64encode(mac).rstrip(b"=")
    payload = data[len(header) + len(lines[end]) - 3 + 1 :]
    cipher = ChaCha20Poly1305(hkdf(file_key, payload[:16], b"payload"))
    payload, plain, number = payload[16:], b"", 0
    while True:
        chunk, payload = payload[: CHUNK + 16], payload[CHUNK + 16 :]
        last = 0 if payload else 1
        plain += cipher.decrypt(number.to_bytes(11, "big") + bytes([last]), chunk, None)
        number += 1
        if last:
            return plain


def test_ages_own_test_file_opens():
    data = unseal(AGE_FILE, AGE_KEY)
    assert sha256(data).hexdigest() == "013f54400c82da08037759ada907a8b864e97de81c088a182062c4b5622fd2ab"


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])
def test_what_is_sealed_is_opened_by_each_recipient_here_and_by_the_book(size):
    data = source("data")(size)
    file = made(data)
    for key in (KEY, OTHER):
        assert unseal(file, key) == data
        assert open_by_the_book(file, key) == data


@given(st.binary(max_size=300), st.integers(1, 4), st.integers())
def test_whatever_is_sealed_is_what_is_opened(data, recipients, seed):
    keys = [bytes([number]) * 32 for number in range(1, recipients + 1)]
    file = seal(data, [recipient_of(key) for key in keys], source(seed))
    assert {unseal(file, key) for key in keys} == {data}


def test_nobody_else_opens_it():
    assert refused(unseal, made(), STRANGER) == "not_for_this_key"


def test_nothing_of_what_is_sealed_shows():
    data = bytes(range(97, 123)) * 10
    file = made(data)
    assert all(data[at : at + 4] not in file for at in range(len(data) - 3))
    assert len(file) - len(data) == len(made(b"x")) - 1


def test_the_same_data_sealed_again_is_another_file():
    one, two = (seal(b"ballots", BOTH, source(seed)) for seed in "ab")
    lines = [file.split(b"\n")[1:6] for file in (one, two)]
    assert not set(lines[0]) & set(lines[1])


def test_every_recipient_has_a_share_of_its_own():
    stanzas = made().split(b"\n")[1:5]
    assert len(set(stanzas)) == 4


def test_any_byte_changed_and_any_end_cut_off_is_refused():
    file = made()
    for place in range(len(file)):
        for flip in (0x01, 0x80, 0xFF):
            changed = file[:place] + bytes([file[place] ^ flip]) + file[place + 1 :]
            with pytest.raises(Refused):
                unseal(changed, OTHER)
        with pytest.raises(Refused):
            unseal(file[:place], KEY)
    assert refused(unseal, file + b"\0", KEY) == "seal_broken"


def test_a_change_to_the_share_of_another_is_seen_too():
    file = made()
    at = file.index(b"\n-> X25519 ", 40) + 20
    changed = file[:at] + (b"A" if file[at : at + 1] != b"A" else b"B") + file[at + 1 :]
    assert refused(unseal, changed, KEY) == "seal_broken"


def parts(file):
    end = file.index(b"\n--- ") + 49
    return file[: end + 16], [file[at : at + CHUNK + 16] for at in range(end + 16, len(file), CHUNK + 16)]


def test_chunks_left_out_moved_repeated_or_added_are_refused():
    head, (one, two, three) = parts(made(source("data")(2 * CHUNK + 9)))
    assert unseal(b"".join([head, one, two, three]), KEY) == source("data")(2 * CHUNK + 9)
    for chunks in (
        [],
        [one],
        [one, two],
        [one, three],
        [two, one, three],
        [one, one, two, three],
        [three],
        [two, three],
    ):
        assert refused(unseal, b"".join([head, *chunks]), KEY) == "seal_broken"


def test_an_end_of_the_right_length_that_is_only_an_empty_chunk_is_refused():
    """It could be made by who holds the file key; age refuses it, so that a file has one form."""
    file_key = source("seal")(16)
    head, _ = parts(made(bytes(CHUNK)))
    cipher = ChaCha20Poly1305(hkdf(file_key, head[-16:], b"payload"))
    full = cipher.encrypt(bytes(12), bytes(CHUNK), None)
    empty = cipher.encrypt(bytes(10) + b"\x01\x01", b"", None)
    assert refused(unseal, head + full + empty, KEY) == "seal_broken"
    assert unseal(head + cipher.encrypt(bytes(11) + b"\x01", b"", None), KEY) == b""


def test_another_spelling_of_the_same_header_is_refused():
    file = made()
    line = file.split(b"\n")[1]
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    spare_bit_set = line[:-1] + alphabet[alphabet.index(line[-1]) + 1 :][:1]
    for other in (spare_bit_set, line + b"=", line.replace(b" ", b"  ", 1), line + b"\r"):
        assert refused(unseal, file.replace(line, other), KEY) == "not_sealed"


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_point_with_which_every_key_agrees_on_zeros_is_no_recipient_and_no_share(point):
    assert refused(seal, b"", [point], source("seal")) == "weak_key"
    file = made()
    share = file.split(b"\n")[1].split(b" ")[2]
    weak = file.replace(share, base64.b64encode(point).rstrip(b"="))
    assert refused(unseal, weak, KEY) == "weak_key"


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_has_32_bytes(length):
    assert refused(unseal, made(), bytes(length)) == "private_key_length"
    assert refused(recipient_of, bytes(length)) == "private_key_length"
    assert refused(seal, b"", [bytes(length)], source("seal")) == "weak_key"


def test_it_is_sealed_for_one_to_sixteen_different_recipients():
    keys = [bytes([number]) * 32 for number in range(1, 18)]
    recipients = [recipient_of(key) for key in keys]
    file = made(b"x", recipients[:16])
    assert unseal(file, keys[15]) == b"x"
    for wrong in ([], recipients, [recipients[0], recipients[0]]):
        assert refused(seal, b"x", wrong, source("seal")) == "recipients_count"
    stanza = b"\n".join(file.split(b"\n")[1:3]) + b"\n"
    assert refused(unseal, file.replace(stanza, 2 * stanza, 1), keys[15]) == "not_sealed"


def test_a_file_has_its_limit():
    assert sealed.MOST_BYTES == 8 * 1024 * 1024
    assert refused(seal, bytes(sealed.MOST_BYTES + 1), BOTH, source("seal")) == "too_large"
    assert refused(unseal, bytes(sealed.MOST_BYTES + 100_000), KEY) == "too_large"
    largest = seal(bytes(sealed.MOST_BYTES), [recipient_of(bytes([key]) * 32) for key in range(1, 17)], source("seal"))
    assert len(unseal(largest, bytes([16]) * 32)) == sealed.MOST_BYTES


@pytest.mark.parametrize("good_draws", range(4))
def test_a_source_that_gives_too_few_bytes_seals_nothing(good_draws):
    draws = []

    def random(count):
        draws.append(count)
        return source("seal")(count)[: count - (len(draws) > good_draws)]

    assert refused(seal, b"x", BOTH, random) == "random_source_fails"


@given(st.binary(max_size=200) | st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=8)))
def test_any_bytes_are_opened_or_refused(change):
    data = change
    if isinstance(change, tuple):
        place, new = change
        whole = made()
        data = whole[:place] + new + whole[place + len(new) :]
    try:
        assert unseal(data, KEY) == b"ballots"
    except Refused:
        assert data != made()
    else:
        assert data == made()
