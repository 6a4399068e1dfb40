"""One private key in a file of its own (``key/1``), sealed by a passphrase.

The file is one canonical JSON document. All of it but ``ciphertext`` is the header: anyone can read it, nobody can
change it. The key that seals is Argon2id (RFC 9106, version 0x13) of the passphrase, and the seed is sealed by
ChaCha20-Poly1305 (RFC 8439) with the header's canonical bytes as associated data. Every sealing takes a fresh salt and
a fresh nonce.
"""

from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import Field, StringConstraints

from tally.files.values import FileModel, Several, Text
from tally.record import canonical, ed25519
from tally.record.chance import Random, drawn
from tally.record.form import model_of, read_object
from tally.record.keyname import KeyName
from tally.record.note import Vkey
from tally.record.passphrase import normalise
from tally.record.refusal import Refused

__all__ = ["DEFAULT", "REAL", "Cost", "KeyFile", "KeyFileModel", "Limits", "open_key", "read", "seal"]

SALT_BYTES = 16
NONCE_BYTES = 12
CIPHERTEXT_BYTES = 48
"""A seed of 32 bytes and the 16 that prove nothing was changed."""

_KEY_BYTES = 32
_KIB_A_LANE = 8
"""Argon2 has no use for less memory than this in each lane."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: KiB of memory, passes over it, lanes filled side by side."""

    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """The least and the most that a file may ask for: it can neither make guessing cheap nor exhaust the machine."""

    least: Cost
    most: Cost

    def admit(self, cost: Cost) -> None:
        """Raise Refused (``cost_out_of_limits``, naming what is too low or too high) for a cost outside the limits."""
        asked, least, most = asdict(cost), asdict(self.least), asdict(self.most)
        least["memory_kib"] = max(least["memory_kib"], _KIB_A_LANE * cost.lanes)
        for part, value in asked.items():
            if not least[part] <= value <= most[part]:
                raise Refused("cost_out_of_limits", part=part, value=value, least=least[part], most=most[part])


DEFAULT = Cost(memory_kib=256 * 1024, passes=4, lanes=2)
"""What every key is sealed with."""
REAL = Limits(
    least=Cost(memory_kib=128 * 1024, passes=3, lanes=1),
    most=Cost(memory_kib=512 * 1024, passes=6, lanes=4),
)
"""The limits outside of tests: no less than three eighths of the default's work, no more than three times as much."""


class CostModel(FileModel):
    """The cost as it stands in the file, beside the function that it is the cost of."""

    function: Literal["argon2id"]
    memory_kib: Several
    passes: Several
    lanes: Several


def _hex(length: int) -> StringConstraints:
    return StringConstraints(pattern=rf"^[0-9a-f]{{{2 * length}}}$")


class KeyFileModel(FileModel):
    """A key file, ``key/1``."""

    schema_: Annotated[Literal["key/1"], Field(alias="schema")]
    name: Text
    holder: Text
    vkey: Text
    kdf: CostModel
    salt: Annotated[str, _hex(SALT_BYTES)]
    nonce: Annotated[str, _hex(NONCE_BYTES)]
    ciphertext: Annotated[str, _hex(CIPHERTEXT_BYTES)]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyFile:
    """What a key file says without its passphrase. Until it was opened, none of it is proved.

    ``vkey`` is the key's name and public bytes, ``holder`` the person who keeps it; ``header`` are the canonical bytes
    of everything but the ciphertext.
    """

    vkey: Vkey
    holder: str
    cost: Cost
    salt: bytes
    nonce: bytes
    header: bytes
    ciphertext: bytes


def seal(
    seed: bytes,
    *,
    name: str,
    holder: str,
    passphrase: str,
    random: Random,
    cost: Cost = DEFAULT,
    limits: Limits = REAL,
) -> bytes:
    """Give the key file of a 32-byte seed, sealed with a salt and a nonce drawn for this once.

    Raises Refused for a seed, a name, a holder, a passphrase or a cost that ``open_key`` would not take again, and
    ``random_source_fails`` and ``not_enough_memory``.
    """
    tree: dict[str, canonical.Tree] = {
        "schema": "key/1",
        "name": name,
        "holder": holder,
        "vkey": str(Vkey(name=str(KeyName.parse(name)), public=ed25519.public_of(seed))),
        "kdf": {"function": "argon2id", **asdict(cost)},
        "salt": drawn(random, SALT_BYTES).hex(),
        "nonce": drawn(random, NONCE_BYTES).hex(),
    }
    unsealed = read(canonical.write(tree | {"ciphertext": bytes(CIPHERTEXT_BYTES).hex()}), limits=limits)
    cipher = _cipher(unsealed, passphrase)
    return canonical.write(tree | {"ciphertext": cipher.encrypt(unsealed.nonce, seed, unsealed.header).hex()})


def read(data: bytes, *, limits: Limits = REAL) -> KeyFile:
    """Read what a key file says in the open, which costs nothing: neither passphrase nor memory is needed.

    Raises Refused: what ``canonical.read`` and ``Vkey.parse`` raise; ``bad_key_file`` with the ``location`` of the
    first value that is not as it should be and the ``fault`` in it; ``name_not_of_vkey``; ``bad_key_name`` for a name
    that is no key's; ``cost_out_of_limits``.
    """
    tree = read_object(data, "bad_key_file")
    model = _model(tree)
    vkey = Vkey.parse(model.vkey)
    if vkey.name != model.name:
        raise Refused("name_not_of_vkey")
    KeyName.parse(vkey.name)
    cost = Cost(memory_kib=model.kdf.memory_kib, passes=model.kdf.passes, lanes=model.kdf.lanes)
    limits.admit(cost)
    return KeyFile(
        vkey=vkey,
        holder=model.holder,
        cost=cost,
        salt=bytes.fromhex(model.salt),
        nonce=bytes.fromhex(model.nonce),
        header=canonical.write({key: value for key, value in tree.items() if key != "ciphertext"}),
        ciphertext=bytes.fromhex(model.ciphertext),
    )


def open_key(data: bytes, passphrase: str, *, limits: Limits = REAL) -> bytes:
    """Give the 32-byte seed in a key file. The seed is the private key: keep it no longer than it is needed.

    Raises what ``read`` and ``passphrase.normalise`` raise before any memory is taken; then ``not_enough_memory``;
    ``wrong_passphrase``; and ``key_not_of_vkey`` where another key was sealed than the header says. A wrong passphrase
    and a damaged or altered file cannot be told apart, by anyone, so ``wrong_passphrase`` may mean either: a face
    should say both.
    """
    file = read(data, limits=limits)
    try:
        seed = _cipher(file, passphrase).decrypt(file.nonce, file.ciphertext, file.header)
    except InvalidTag:
        raise Refused("wrong_passphrase") from None
    if ed25519.public_of(seed) != file.vkey.public:
        raise Refused("key_not_of_vkey")
    return seed


def _model(tree: dict[str, canonical.Tree]) -> KeyFileModel:
    """Read the document; what would have to be put right in it, such as a space at the end of a name, is refused."""
    model = model_of(KeyFileModel, tree, "bad_key_file")
    for key, value in model.model_dump(by_alias=True).items():
        if value != tree[key]:
            raise Refused("bad_key_file", location=key, fault="bad_value.form")
    return model


def _cipher(file: KeyFile, passphrase: str) -> ChaCha20Poly1305:
    """Take the memory and the time that the file's cost asks for, and give the cipher that it unlocks."""
    secret = normalise(passphrase).encode("ascii")
    kdf = Argon2id(
        salt=file.salt,
        length=_KEY_BYTES,
        iterations=file.cost.passes,
        lanes=file.cost.lanes,
        memory_cost=file.cost.memory_kib,
    )
    try:
        return ChaCha20Poly1305(kdf.derive(secret))
    except MemoryError:
        raise Refused("not_enough_memory", memory_kib=file.cost.memory_kib) from None
