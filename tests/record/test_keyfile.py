"""A key file opens with its passphrase alone, gives the key that it names, and asks for a cost within limits."""

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from tally.record import keyfile
from tally.record.keyfile import DEFAULT, REAL, Cost, Limits, open_key, read, seal
from tally.record.note import Vkey
from tally.record.passphrase import listed
from tally.record.refusal import Refused

NAME, HOLDER = "HD.CG.CAOAN/board-1", "Nguyễn Thị Hằng"
PHRASE, OTHER = "hoabinh apluc yenbinh xinloi muadong banhmi", "apluc hoabinh yenbinh xinloi muadong banhmi"
SEED = bytes(range(32))
SMALL = Cost(memory_kib=16, passes=1, lanes=1)
LIMITS = Limits(least=SMALL, most=Cost(memory_kib=64, passes=3, lanes=2))
"""Limits for tests: no file within them is within the real ones."""

HEADER = """{
  "holder": "Nguyễn Thị Hằng",
  "kdf": {
    "function": "argon2id",
    "lanes": 1,
    "memory_kib": 16,
    "passes": 1
  },
  "name": "HD.CG.CAOAN/board-1",
  "nonce": "202122232425262728292a2b",
  "salt": "101112131415161718191a1b1c1d1e1f",
  "schema": "key/1",
  "vkey": "HD.CG.CAOAN/board-1+8c21c337+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
}
"""
"""A header spelled by hand; the key's hash is the first four bytes that sha256sum gives."""


def source(seed=b"keyfile"):
    """Give a source of bytes that repeats in every run and never within one."""
    given = 0

    def random(count):
        nonlocal given
        given += 1
        return sha256(seed + given.to_bytes(4, "big")).digest()[:count]

    return random


def sealed(seed=SEED, *, passphrase=PHRASE, random=None, cost=SMALL, name=NAME, holder=HOLDER):
    random = random or source()
    return seal(seed, name=name, holder=holder, passphrase=passphrase, random=random, cost=cost, limits=LIMITS)


def opened(data, passphrase=PHRASE):
    return open_key(data, passphrase, limits=LIMITS)


def refused(call, *args, **options):
    with pytest.raises(Refused) as caught:
        call(*args, **options)
    return caught.value


def file_of(header=HEADER, seed=SEED, passphrase=PHRASE):
    """Make a key file from the two primitives and the header's text, as the format describes it."""
    salt, nonce = bytes(range(16, 32)), bytes(range(32, 44))
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=16).derive(passphrase.encode())
    coded = ChaCha20Poly1305(key).encrypt(nonce, seed, header.encode()).hex()
    return header.replace("{\n", f'{{\n  "ciphertext": "{coded}",\n', 1).encode()


@pytest.fixture
def no_memory(monkeypatch):
    """Let nothing take memory: the test fails if the costly function is as much as set up."""
    monkeypatch.setattr(keyfile, "Argon2id", lambda **options: pytest.fail(f"memory was taken: {options}"))


# What was sealed comes back


@given(
    seed=st.binary(min_size=32, max_size=32),
    words=st.lists(st.sampled_from(listed()), min_size=6, max_size=6),
    salted=st.binary(max_size=8),
)
def test_opening_what_was_sealed_gives_the_seed(seed, words, salted):
    data = sealed(seed, passphrase=" ".join(words), random=source(salted))
    assert opened(data, " ".join(words)) == seed
    assert read(data, limits=LIMITS).vkey.public == (
        Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    )


def test_the_file_is_the_format_and_nothing_else():
    """The other way round: a file made by hand opens, and sealing with the same salt and nonce gives its bytes."""
    handed = iter([bytes(range(16, 32)), bytes(range(32, 44))])
    assert sealed(random=lambda count: next(handed)) == file_of()
    assert opened(file_of()) == SEED
    assert file_of().decode().count("\n") == HEADER.count("\n") + 1


def test_the_open_part_is_read_without_passphrase_and_memory(no_memory):
    data = file_of()
    file = read(data, limits=LIMITS)
    assert file.vkey == Vkey.parse("HD.CG.CAOAN/board-1+8c21c337+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
    assert (file.holder, file.cost) == (HOLDER, SMALL)
    assert (file.salt, file.nonce) == (bytes(range(16, 32)), bytes(range(32, 44)))
    assert file.header == HEADER.encode()
    assert file.ciphertext.hex().encode() in data


def test_the_passphrase_may_be_typed_in_any_way_that_leaves_no_doubt():
    assert opened(sealed(passphrase="HÒABÌNH áplực yenb xinl  muađ bánhmì")) == SEED
    assert opened(sealed(), " HOAB áplực yênbình xinlỗi MUAD banh") == SEED


def test_the_default_cost_seals_and_opens_within_the_real_limits():
    """The one test at full price: 256 MiB twice."""
    data = seal(SEED, name=NAME, holder=HOLDER, passphrase=PHRASE, random=source())
    assert read(data).cost == DEFAULT == Cost(memory_kib=262_144, passes=4, lanes=2)
    assert open_key(data, PHRASE) == SEED


# Every sealing is a new one


def test_every_sealing_draws_a_fresh_salt_and_a_fresh_nonce():
    random, asked = source(), []
    files = [read(sealed(random=lambda count: asked.append(count) or random(count)), limits=LIMITS) for _ in range(3)]
    assert asked == [16, 12] * 3
    assert len({file.salt for file in files}) == len({file.nonce for file in files}) == 3
    assert len({file.ciphertext for file in files}) == 3


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_broken_source_seals_nothing(length):
    assert refused(sealed, random=lambda count: bytes(length)).code == "random_source_fails"


def test_a_key_is_sealed_at_the_default_cost_unless_told_otherwise(monkeypatch):
    asked = []

    class Cheap:
        def __init__(self, **options):
            asked.append((options["memory_cost"], options["iterations"], options["lanes"]))

        def derive(self, secret):
            return sha256(secret).digest()

    monkeypatch.setattr(keyfile, "Argon2id", Cheap)
    options = {"name": NAME, "holder": HOLDER, "passphrase": PHRASE, "random": source()}
    seal(SEED, **options, cost=REAL.most)
    seal(SEED, **options)
    assert asked == [(REAL.most.memory_kib, REAL.most.passes, REAL.most.lanes), (262_144, 4, 2)]


# Passphrases


def test_a_wrong_passphrase_and_a_damaged_file_are_refused_alike():
    data = sealed()
    coded = read(data, limits=LIMITS).ciphertext.hex()
    refusals = [refused(opened, data, OTHER)]
    for place, digit in enumerate(coded):
        damaged = coded[:place] + f"{int(digit, 16) ^ 8:x}" + coded[place + 1 :]
        refusals.append(refused(opened, data.replace(coded.encode(), damaged.encode())))
    assert {(refusal.code, *refusal.params) for refusal in refusals} == {("wrong_passphrase",)}


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "word_count"), (PHRASE + "s", "unknown_word"), ("x" * 1001, "passphrase_long")],
    ids=["nothing", "unknown", "long"],
)
def test_what_is_no_passphrase_is_refused_before_any_memory_is_taken(no_memory, text, code):
    assert refused(opened, file_of(), text).code == code
    assert refused(sealed, passphrase=text).code == code


# The key that the header names


def test_a_file_that_seals_another_key_than_it_names_is_refused():
    assert refused(opened, file_of(seed=bytes(32))).code == "key_not_of_vkey"


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_has_32_bytes(length):
    assert refused(sealed, bytes(length)).code == "seed_length"
    refusal = refused(opened, file_of(seed=bytes(length)))
    assert (refusal.code, refusal.params["location"]) == ("bad_key_file", "ciphertext")


# Cost


@pytest.mark.parametrize(
    ("cost", "part"),
    [
        (Cost(memory_kib=128 * 1024 - 1, passes=4, lanes=2), "memory_kib"),
        (Cost(memory_kib=512 * 1024 + 1, passes=4, lanes=2), "memory_kib"),
        (Cost(memory_kib=2**31, passes=4, lanes=2), "memory_kib"),
        (Cost(memory_kib=256 * 1024, passes=2, lanes=2), "passes"),
        (Cost(memory_kib=256 * 1024, passes=7, lanes=2), "passes"),
        (Cost(memory_kib=256 * 1024, passes=4, lanes=0), "lanes"),
        (Cost(memory_kib=256 * 1024, passes=4, lanes=5), "lanes"),
    ],
)
def test_a_cost_outside_the_real_limits_is_refused_before_any_memory_is_taken(no_memory, cost, part):
    refusal = refused(REAL.admit, cost)
    assert (refusal.code, refusal.params["part"]) == ("cost_out_of_limits", part)
    options = {"name": NAME, "holder": HOLDER, "passphrase": PHRASE, "random": source(), "cost": cost}
    assert refused(seal, SEED, **options).code in {"cost_out_of_limits", "bad_key_file"}
    asked = HEADER.replace('"memory_kib": 16', f'"memory_kib": {cost.memory_kib}')
    asked = asked.replace('"passes": 1', f'"passes": {cost.passes}').replace('"lanes": 1', f'"lanes": {cost.lanes}')
    for call in (read, lambda data: open_key(data, PHRASE)):
        assert refused(call, file_of(asked)).code in {"cost_out_of_limits", "bad_key_file"}


@pytest.mark.parametrize("cost", [REAL.least, REAL.most, DEFAULT])
def test_the_limits_themselves_are_admitted(cost):
    REAL.admit(cost)


def test_what_the_limits_are_is_told():
    refusal = refused(REAL.admit, Cost(memory_kib=16, passes=4, lanes=2))
    assert refusal.params == {"part": "memory_kib", "value": 16, "least": 131_072, "most": 524_288}


def test_a_cheap_file_is_refused_unless_its_limits_are_asked_for(no_memory):
    """What tests seal opens nowhere else."""
    for call in (read, lambda data: open_key(data, PHRASE)):
        assert refused(call, file_of()).code == "cost_out_of_limits"
    options = {"name": NAME, "holder": HOLDER, "passphrase": PHRASE, "random": source()}
    assert refused(seal, SEED, **options, cost=SMALL).code == "cost_out_of_limits"


def test_every_lane_has_the_memory_that_argon2_needs():
    limits = Limits(least=Cost(memory_kib=1, passes=1, lanes=1), most=LIMITS.most)
    limits.admit(Cost(memory_kib=16, passes=1, lanes=2))
    refusal = refused(limits.admit, Cost(memory_kib=15, passes=1, lanes=2))
    assert (refusal.params["part"], refusal.params["least"]) == ("memory_kib", 16)


@given(
    memory=st.integers(16, 64),
    passes=st.integers(1, 3),
    lanes=st.integers(1, 2),
)
def test_every_cost_within_limits_seals_and_opens(memory, passes, lanes):
    cost = Cost(memory_kib=memory, passes=passes, lanes=lanes)
    data = sealed(cost=cost)
    assert read(data, limits=LIMITS).cost == cost
    assert opened(data) == SEED


def test_a_machine_without_the_memory_says_so(monkeypatch):
    class Poor:
        def __init__(self, **options):
            pass

        def derive(self, secret):
            raise MemoryError

    monkeypatch.setattr(keyfile, "Argon2id", Poor)
    for call in (lambda: opened(file_of()), sealed):
        refusal = refused(call)
        assert (refusal.code, refusal.params) == ("not_enough_memory", {"memory_kib": 16})
