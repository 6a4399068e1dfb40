"""The board signs: who may, who has, how many it takes, and the one line that a signature is (R2, Art. 8)."""

from collections.abc import Sequence
from dataclasses import dataclass

from station.ceremony.making import records_of
from station.ceremony.trusting import ReadFile, Trusted
from station.session import Day
from station.session.records import PLACES, AddSignature
from station.session.state import Kept
from tally.cli.unlock import OpenKey
from tally.person import known_as
from tally.record import note, objection, signing
from tally.record.document import Content
from tally.record.fingerprint import fingerprint
from tally.record.objection import Objections
from tally.record.reading import Record, reckon
from tally.record.signers import board_keys, missing, signed_checks

__all__ = ["Objected", "Standing", "has_signed", "may_sign", "signature", "standing"]


class Objected(Exception):
    """Something stands in the way of sealing or signing; ``objections`` say what."""

    def __init__(self, objections: Objections) -> None:
        super().__init__(", ".join(each.code for each in objections))
        self.objections = objections


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A record of a contest as it stands: what it says, who may sign it, who has, and how many must.

    ``may_sign`` and ``have_signed`` are members of the board by name. ``lacking`` is how many must sign yet; None where
    signatures alone do not make it enough.
    """

    kept: Kept
    record: Record
    content: Content
    needed: int
    may_sign: tuple[str, ...]
    have_signed: tuple[str, ...]
    lacking: int | None

    @property
    def fingerprint(self) -> str:
        """The fingerprint that everybody compares, here and on the paper."""
        return fingerprint(self.record.text)

    @property
    def is_done(self) -> bool:
        """Whether it is signed, verified as it is signed, and copied to two places."""
        return not self.lacking and self.kept.verified and len(self.kept.sticks) >= PLACES


def standing(day: Day, contest: str, file: ReadFile, trusted: Trusted) -> tuple[Standing, ...]:
    """Give the records of a contest as they stand, from the first on. Raises Refused (``changed_meanwhile``)."""
    mine = {kept.record for kept in day.contest(contest).kept}
    return tuple(_standing(kept, record, trusted) for kept, record in records_of(day, file) if kept.record in mine)


def _standing(kept: Kept, record: Record, trusted: Trusted) -> Standing:
    content, trust = reckon(record.model), trusted.chain.newest
    keys = board_keys(record, content.result.contest, trusted.chain, trust)
    names = {key.vkey.name: key.holder for key, sits in keys.items() if sits}
    signed = {signature.name for signature in record.note.signatures}
    return Standing(
        kept=kept,
        record=record,
        content=content,
        needed=trust.thresholds.record,
        may_sign=tuple(names.values()),
        have_signed=tuple(holder for name, holder in names.items() if name in signed),
        lacking=missing(signed_checks(record, content.result.contest, trusted.chain)["threshold"]),
    )


def signature(one: Standing, key: OpenKey, trusted: Trusted) -> AddSignature | None:
    """Give the command that adds a signature to a record; None where the key has signed it.

    Raises Objected where the key, or whoever holds it, may not sign; and Refused for a signature that would not do.
    """
    objections = objection.to_signer(one.record, one.content, key.vkey, key.holder, trusted.chain)
    if [each.code for each in objections] == ["already_signed"]:
        return None
    if objections:
        raise Objected(objections)
    after, _ = signing.signed(one.record, one.record.note, name=key.vkey.name, seed=key.seed, chain=trusted.chain)
    return AddSignature(
        contest=one.record.model.contest.id,
        record=one.kept.record,
        key=key.vkey.name,
        holder=key.holder,
        line=note.write(after.note).decode().splitlines()[-1],
    )


def has_signed(records: Sequence[Standing], name: str) -> bool:
    """Whether somebody has signed every one of these records."""
    return bool(records) and all(known_as(name) in map(known_as, one.have_signed) for one in records)


def may_sign(records: Sequence[Standing], name: str) -> bool:
    """Whether somebody has a key that counts for these records."""
    return any(known_as(name) in map(known_as, one.may_sign) for one in records)
