"""Versions of a trust file: which of them are sound, who signed each, and which keys count on which day.

A version takes the signatures of as many root keys as it says itself, and, after the first, of as many of the version
before as that one said. So nobody can put themselves in charge: those who were must hand over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType

from tally.files.strict import shown
from tally.record import note
from tally.record.fingerprint import typed
from tally.record.keyname import Role
from tally.record.refusal import Refused
from tally.record.trust import Key, Trust, TrustFile, read, text_of

__all__ = ["Approval", "TrustChain", "approval", "chain", "chained", "check_follows", "check_signed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """Who of those who may has signed a version, and how many must; revoked roots are not among them.

    ``by_old`` and ``needed_old`` are the same for the roots of the version before; none are needed where it was not
    asked for.
    """

    by: tuple[Key, ...]
    needed: int
    by_old: tuple[Key, ...] = ()
    needed_old: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class TrustChain:
    """The versions of a trust file, from low to high, each known to be the one after the one before.

    ``pinned`` is whether one of them bears a fingerprint that was asked for; if not, the lowest was taken on faith.
    """

    files: tuple[TrustFile, ...]
    pinned: bool
    by_hash: Mapping[bytes, Trust]
    revocations: Mapping[bytes, date]

    @property
    def versions(self) -> tuple[Trust, ...]:
        """What each version says, from low to high."""
        return tuple(file.trust for file in self.files)

    @property
    def newest(self) -> Trust:
        """The highest version; whether there is a higher one elsewhere, nobody can tell from these."""
        return self.files[-1].trust

    def of(self, sha256: bytes) -> Trust | None:
        """Give the version whose text has this SHA-256, as a record names it; None if it is not among them."""
        return self.by_hash.get(sha256)

    def fingerprint(self, version: int) -> str:
        """Give the fingerprint of a version. Raises Refused (``version_missing``)."""
        for file in self.files:
            if file.trust.version == version:
                return file.fingerprint
        raise Refused("version_missing", version=version)

    def revoked_since(self, public: bytes) -> date | None:
        """Give the earliest day from which any version revokes the key with these public bytes; None if none does."""
        return self.revocations.get(public)

    def counting(self, trust: Trust, role: Role, unit: str | None, day: date) -> tuple[Key, ...]:
        """Give the keys that ``trust`` holds and that no version revokes for a congress of that day."""
        since = [(key, self.revoked_since(key.vkey.public)) for key in trust.held(role, unit)]
        return tuple(key for key, revoked in since if revoked is None or day < revoked)


def approval(file: TrustFile, old: Trust | None = None) -> Approval:
    """Say who has signed a file, and how many must; with ``old``, the version before, also of its roots.

    A root that the new version revokes still signs as one of the old. Raises Refused (what ``note.verified`` raises)
    where the signature of any root of either version is not good.
    """
    trust, before = file.trust, old or file.trust
    roots = {key.vkey for version in (trust, before) for key in version.held(Role.ROOT)}
    signers = note.verified(file.note, roots) if file.note else ()
    return Approval(
        by=tuple(key for key in trust.active(Role.ROOT) if key.vkey in signers),
        needed=trust.thresholds.trust,
        by_old=tuple(key for key in before.active(Role.ROOT) if key.vkey in signers) if old else (),
        needed_old=before.thresholds.trust if old else 0,
    )


def check_signed(file: TrustFile, old: Trust | None) -> None:
    """Check that enough roots signed a file; with ``old``, the version before, also that it follows and was approved.

    Raises Refused: ``not_signed`` for a draft; what ``check_follows`` and ``approval`` raise; ``too_few_signatures``
    and ``too_few_old_signatures`` with the version, how many there are, and how many are needed.
    """
    if old:
        check_follows(file.trust, old)
    _check_approved(file, old)


def check_follows(trust: Trust, old: Trust) -> None:
    """Check that a version is the one after ``old``, whoever signed it.

    Nothing that was said of a key is taken back: it stands as it stood or is revoked, and a revocation never becomes
    milder. So no name ever comes to another key, though keys that are revoked may be left out.

    Raises Refused: ``another_organisation``, ``not_the_next_version``, ``previous_differs``, and ``key_left_out``,
    ``key_changed`` and ``revocation_taken_back`` with the name.
    """
    if trust.organisation != old.organisation:
        raise Refused("another_organisation", name=shown(trust.organisation.name), old=shown(old.organisation.name))
    if trust.version != old.version + 1:
        raise Refused("not_the_next_version", version=trust.version, old=old.version)
    if trust.previous != sha256(text_of(old).encode()).digest():
        raise Refused("previous_differs", version=trust.version)
    since = {revocation.vkey: revocation.since for revocation in trust.revoked}
    for revocation in old.revoked:
        if revocation.vkey not in since or since[revocation.vkey] > revocation.since:
            raise Refused("revocation_taken_back", name=shown(str(revocation.name)))
    standing = {key.vkey: key for key in trust.keys}
    for key in old.keys:
        if key.vkey not in standing and key.vkey not in since:
            raise Refused("key_left_out", name=shown(str(key.name)))
        if standing.get(key.vkey, key) != key:
            raise Refused("key_changed", name=shown(str(key.name)))


def chain(files: Sequence[bytes], pins: Sequence[str]) -> TrustChain:
    """Read the versions of a trust file from their bytes. Raises Refused: what ``read`` and ``chained`` raise."""
    return chained([read(data) for data in files], pins)


def chained(files: Sequence[TrustFile], pins: Sequence[str]) -> TrustChain:
    """Check the versions of a trust file, given in any order, the same one once, from the lowest to the highest.

    A version with a pinned fingerprint is what the person who pinned it has seen; those below it are proved by its
    hashes, those above by the signatures of the roots before them. Each takes its own roots' signatures. Without pins
    the lowest is taken on faith.

    Raises Refused: what ``typed`` and ``check_signed`` raise; ``no_trust``; ``version_twice`` and ``version_missing``
    with the version; ``pin_differs`` where a fingerprint that was pinned is that of no version.
    """
    if not files:
        raise Refused("no_trust")
    wanted = {typed(pin) for pin in pins}
    found = sorted(dict.fromkeys(files), key=lambda file: file.trust.version)
    for file, after in pairwise(found):
        if after.trust.version == file.trust.version:
            raise Refused("version_twice", version=after.trust.version)
        if after.trust.version > file.trust.version + 1:
            raise Refused("version_missing", version=file.trust.version + 1)
    known = [file.trust.version for file in found if file.fingerprint in wanted]
    if wanted - {file.fingerprint for file in found}:
        raise Refused("pin_differs")
    _check_approved(found[0], None)
    for file, after in pairwise(found):
        check_follows(after.trust, file.trust)
        _check_approved(after, file.trust if after.trust.version > max(known, default=0) else None)
    return TrustChain(
        files=tuple(found),
        pinned=bool(known),
        by_hash=MappingProxyType({file.sha256: file.trust for file in found}),
        revocations=MappingProxyType(_revocations(found)),
    )


def _check_approved(file: TrustFile, old: Trust | None) -> None:
    """Check that enough roots signed a file, and with ``old`` enough of that one's."""
    if file.note is None:
        raise Refused("not_signed")
    given, version = approval(file, old), file.trust.version
    if len(given.by) < given.needed:
        raise Refused("too_few_signatures", version=version, have=len(given.by), needed=given.needed)
    if len(given.by_old) < given.needed_old:
        raise Refused("too_few_old_signatures", version=version, have=len(given.by_old), needed=given.needed_old)


def _revocations(files: Sequence[TrustFile]) -> dict[bytes, date]:
    """Give every key that any version revokes, with the earliest day: of one key's days the last one here stays."""
    every = [(each.vkey.public, each.since) for file in files for each in file.trust.revoked]
    return dict(sorted(every, key=lambda one: one[1], reverse=True))
