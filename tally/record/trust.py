"""Who may sign, and how many of them it takes: the trust file of an organisation, ``trust/1``.

It is a signed note over one canonical document. Its root keys sign the file itself; those of a unit's board sign the
records of that unit. A version is never changed: the next one names it by the SHA-256 of its text (``trust_chain``).
A draft is the text alone, before anybody has signed it.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from itertools import chain, pairwise
from typing import TypeAlias

from tally.files.strict import shown
from tally.record import canonical, note
from tally.record.enrolment import Enrolment
from tally.record.fingerprint import fingerprint
from tally.record.form import check_spelling, read_model
from tally.record.keyname import KeyName, Role
from tally.record.note import MOST_SIGNATURES, Note, Vkey
from tally.record.refusal import Refused
from tally.record.trust_model import TrustModel

__all__ = [
    "LEAST_THRESHOLD",
    "Key",
    "Organisation",
    "Revocation",
    "Thresholds",
    "Trust",
    "TrustFile",
    "check_complete",
    "read",
    "text_of",
]

LEAST_THRESHOLD = 2
"""Nobody signs alone."""

Key: TypeAlias = Enrolment
"""A key of a trust file is what its holder enrolled: its name, the holder, and the proof that the holder has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """Whose trust file it is: the code and the name of the organisation."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """How many root keys must sign a trust file, and how many board keys of a unit one of its records.

    Raises Refused (``threshold_out_of_range``): from ``LEAST_THRESHOLD`` to as many as a note can hold.
    """

    trust: int
    record: int

    def __post_init__(self) -> None:
        for part, needed in asdict(self).items():
            if not LEAST_THRESHOLD <= needed <= MOST_SIGNATURES:
                raise Refused("threshold_out_of_range", part=part, least=LEAST_THRESHOLD, most=MOST_SIGNATURES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Revocation:
    """A key that counts for no congress of the day ``since`` or later, and why.

    Raises Refused (``name_not_of_vkey``).
    """

    name: KeyName
    vkey: Vkey
    since: date
    reason: str

    def __post_init__(self) -> None:
        if self.vkey.name != str(self.name):
            raise Refused("name_not_of_vkey")


@dataclass(frozen=True, kw_only=True, slots=True)
class Trust:
    """One version of a trust file. It holds for congresses from ``valid_from`` to ``valid_to``, both included.

    Keys and revocations stand in the order of their names. A revoked key may still be among ``keys``: it counts for
    congresses before the day of its revocation. ``previous`` is the SHA-256 of the text of the version before.

    Raises Refused: ``version_and_previous`` (the first version alone has none before it), ``validity_reversed``,
    ``names_not_in_order``, ``name_twice`` and ``key_twice``: one public key has one name and so one role, and a name
    belongs to one key, revoked ones among them.
    """

    organisation: Organisation
    version: int
    previous: bytes | None
    valid_from: date
    valid_to: date
    thresholds: Thresholds
    keys: tuple[Key, ...]
    revoked: tuple[Revocation, ...]
    of_name: Mapping[str, Key] = field(init=False, repr=False, compare=False)
    """The keys by their names."""
    _of_unit: Mapping[str, tuple[Key, ...]] = field(init=False, repr=False, compare=False)
    """The keys by their units: of the many in a file, a record is about those of one."""

    def __post_init__(self) -> None:
        if (self.version == 1) != (self.previous is None):
            raise Refused("version_and_previous")
        if self.valid_from > self.valid_to:
            raise Refused("validity_reversed")
        _check_names(self.keys, self.revoked)
        of_unit: dict[str, tuple[Key, ...]] = {}
        for key in self.keys:
            of_unit[key.unit] = (*of_unit.get(key.unit, ()), key)
        object.__setattr__(self, "of_name", {str(key.name): key for key in self.keys})
        object.__setattr__(self, "_of_unit", of_unit)

    def held(self, role: Role, unit: str | None = None) -> tuple[Key, ...]:
        """Give the keys of a role, of one unit or of all of them, revoked or not."""
        among = self.keys if unit is None else self._of_unit.get(unit, ())
        return tuple(key for key in among if key.name.role is role)

    def active(self, role: Role, unit: str | None = None) -> tuple[Key, ...]:
        """Give the keys of a role that are not revoked, be it from a day to come; of one unit or of all of them."""
        revoked = {revocation.vkey for revocation in self.revoked}
        return tuple(key for key in self.held(role, unit) if key.vkey not in revoked)

    def holds_on(self, day: date) -> bool:
        """Whether the file is one for congresses of that day."""
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, kw_only=True, slots=True)
class TrustFile:
    """A trust file as it was read: what it says, its text, and its signatures; a draft has none (``note`` is None)."""

    trust: Trust
    text: str
    note: Note | None

    @property
    def sha256(self) -> bytes:
        """The hash of the text: by it the next version and the records name this one, whoever signs it later."""
        return sha256(self.text.encode()).digest()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the text, which people compare."""
        return fingerprint(self.text.encode())


def text_of(trust: Trust) -> str:
    """Give the text that is signed. Raises Refused (``too_large``) above the limit of ``canonical``."""
    tree: canonical.Tree = {
        "schema": "trust/1",
        "organisation": {"code": trust.organisation.code, "name": trust.organisation.name},
        "version": trust.version,
        "previous": trust.previous.hex() if trust.previous else None,
        "valid": {"from": trust.valid_from.isoformat(), "to": trust.valid_to.isoformat()},
        "thresholds": {"trust": trust.thresholds.trust, "record": trust.thresholds.record},
        "keys": [
            {
                "name": str(key.name),
                "vkey": str(key.vkey),
                "role": key.name.role.value,
                "holder": key.holder,
                "unit": key.name.unit,
                "proof": b64encode(key.proof).decode(),
            }
            for key in trust.keys
        ],
        "revoked": [
            {
                "name": str(revocation.name),
                "vkey": str(revocation.vkey),
                "from": revocation.since.isoformat(),
                "reason": revocation.reason,
            }
            for revocation in trust.revoked
        ],
    }
    return canonical.write(tree).decode()


def read(data: bytes) -> TrustFile:
    """Read a trust file, or a draft of one. Who signed it is not looked at yet: that is ``trust_chain``.

    Raises Refused: what ``note.parse``, ``canonical.read``, ``KeyName.parse``, ``Vkey.parse``, ``Enrolment``,
    ``Thresholds`` and ``Trust`` raise; ``bad_trust`` with a ``location`` and a ``fault`` for another form; and of a
    file that anybody has signed what ``check_complete`` raises.
    """
    signed = note.parse(data) if b"\n\n" in data else None
    text = signed.text.encode() if signed else data
    trust = _trust_of(read_model(TrustModel, text, "bad_trust"))
    check_spelling(text, text_of(trust).encode(), "bad_trust")
    if signed:
        check_complete(trust)
    return TrustFile(trust=trust, text=text.decode(), note=signed)


def check_complete(trust: Trust) -> None:
    """Check that a trust file can be signed: even with one root key lost, the others are enough.

    Raises Refused (``too_few_root_keys``) with how many there are that are not revoked, and how many are needed.
    """
    have, needed = len(trust.active(Role.ROOT)), trust.thresholds.trust + 1
    if have < needed:
        raise Refused("too_few_root_keys", have=have, needed=needed)


def _trust_of(model: TrustModel) -> Trust:
    return Trust(
        organisation=Organisation(code=model.organisation.code, name=model.organisation.name),
        version=model.version,
        previous=bytes.fromhex(model.previous) if model.previous else None,
        valid_from=model.valid.first,
        valid_to=model.valid.last,
        thresholds=Thresholds(trust=model.thresholds.trust, record=model.thresholds.record),
        keys=tuple(
            Key(name=KeyName.parse(key.name), vkey=Vkey.parse(key.vkey), holder=key.holder, proof=b64decode(key.proof))
            for key in model.keys
        ),
        revoked=tuple(
            Revocation(
                name=KeyName.parse(revoked.name),
                vkey=Vkey.parse(revoked.vkey),
                since=revoked.since,
                reason=revoked.reason,
            )
            for revoked in model.revoked
        ),
    )


def _check_names(keys: Sequence[Key], revoked: Sequence[Revocation]) -> None:
    """Check that names stand in order, each once, and that one name is one public key throughout."""
    both: tuple[Sequence[Key | Revocation], ...] = (keys, revoked)
    for part in both:
        for one, other in pairwise(str(each.name) for each in part):
            if one >= other:
                raise Refused("name_twice" if one == other else "names_not_in_order", name=shown(other))
    by_name: dict[KeyName, bytes] = {}
    by_public: dict[bytes, KeyName] = {}
    for each in chain(*both):
        public = each.vkey.public
        if by_name.setdefault(each.name, public) != public:
            raise Refused("name_twice", name=shown(str(each.name)))
        if (other_name := by_public.setdefault(public, each.name)) != each.name:
            raise Refused("key_twice", name=shown(str(each.name)), other=shown(str(other_name)))
