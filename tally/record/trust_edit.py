"""Changes to a trust file: each gives the next draft, and nothing that was signed is touched. At last, a signature."""

from dataclasses import replace
from datetime import date

from tally.files.strict import shown
from tally.person import known_as
from tally.record import ed25519, note
from tally.record.enrolment import Enrolment
from tally.record.keyname import KeyName, Role
from tally.record.note import Note, Vkey
from tally.record.refusal import Refused
from tally.record.trust import Key, Organisation, Revocation, Thresholds, Trust, TrustFile, check_complete
from tally.record.trust_chain import approval, check_signed

__all__ = ["add", "begin", "check_signer", "revoke", "set_thresholds", "set_validity", "sign", "successor"]


def begin(organisation: Organisation, *, valid_from: date, valid_to: date, thresholds: Thresholds) -> Trust:
    """Begin a trust file: its first version, without keys. Raises Refused (``validity_reversed``)."""
    return Trust(
        organisation=organisation,
        version=1,
        previous=None,
        valid_from=valid_from,
        valid_to=valid_to,
        thresholds=thresholds,
        keys=(),
        revoked=(),
    )


def successor(file: TrustFile) -> Trust:
    """Give the draft of the version after a signed one, with nothing changed yet.

    Raises Refused (what ``check_signed`` raises) for a file that its own roots have not signed in number.
    """
    check_signed(file, None)
    return replace(file.trust, version=file.trust.version + 1, previous=file.sha256)


def add(trust: Trust, enrolment: Enrolment, *, namesake: bool = False) -> Trust:
    """Add a key; ``namesake`` is whether its holder may bear the name of somebody who has a key of the same board.

    Raises Refused: ``name_twice``, ``key_twice``, also where the other one was revoked; ``holder_has_key`` with the
    other key where one person would hold two keys of a board, for nobody signs a record twice.
    """
    if enrolment.role is Role.BOARD and not namesake:
        for other in trust.active(Role.BOARD, enrolment.unit):
            if other.name != enrolment.name and known_as(other.holder) == known_as(enrolment.holder):
                raise Refused(
                    "holder_has_key",
                    name=shown(str(enrolment.name)),
                    holder=shown(enrolment.holder),
                    other=shown(str(other.name)),
                )
    return replace(trust, keys=tuple(sorted((*trust.keys, enrolment), key=_name)))


def revoke(trust: Trust, name: KeyName, *, since: date, reason: str) -> Trust:
    """Revoke a key from a day on; where it is revoked already, from an earlier day.

    It stays among the keys, and counts for congresses before that day. Raises Refused: ``no_such_key``;
    ``already_revoked`` with the day.
    """
    key = next((key for key in trust.keys if key.name == name), None)
    if key is None:
        raise Refused("no_such_key", name=shown(str(name)))
    others = [revocation for revocation in trust.revoked if revocation.vkey != key.vkey]
    for before in set(trust.revoked).difference(others):
        if before.since <= since:
            raise Refused("already_revoked", name=shown(str(name)), since=before.since.isoformat())
    revocation = Revocation(name=name, vkey=key.vkey, since=since, reason=reason)
    return replace(trust, revoked=tuple(sorted((*others, revocation), key=_name)))


def set_thresholds(trust: Trust, thresholds: Thresholds) -> Trust:
    """Set how many must sign."""
    return replace(trust, thresholds=thresholds)


def set_validity(trust: Trust, *, valid_from: date, valid_to: date) -> Trust:
    """Set the days of the congresses that the file is for. Raises Refused (``validity_reversed``)."""
    return replace(trust, valid_from=valid_from, valid_to=valid_to)


def check_signer(file: TrustFile, vkey: Vkey) -> None:
    """Check that a file can be signed, and that this key may be the next to sign it.

    One that the file revokes may: it stood among the roots of the version before, and hands over. Raises Refused: what
    ``check_complete`` and ``approval`` raise; ``not_a_root_key``; ``signed_twice``.
    """
    check_complete(file.trust)
    approval(file)
    known: tuple[Key | Revocation, ...] = (*file.trust.keys, *file.trust.revoked)
    if vkey not in {each.vkey for each in known if each.name.role is Role.ROOT}:
        raise Refused("not_a_root_key", name=shown(vkey.name))
    if file.note and note.verified(file.note, [vkey]):
        raise Refused("signed_twice", name=shown(vkey.name))


def sign(file: TrustFile, name: str, seed: bytes) -> Note:
    """Add the signature of a root key to those that there are. Raises what ``check_signer`` and ``Note`` raise."""
    check_signer(file, Vkey(name=name, public=ed25519.public_of(seed)))
    lines = file.note.signatures if file.note else ()
    return Note(text=file.text, signatures=(*lines, note.sign(file.text, name, seed)))


def _name(each: Enrolment | Revocation) -> str:
    return str(each.name)
