"""Who signed a record, and whether that is enough: k of the board's own keys, told apart by their public bytes.

A board's key counts for its own unit alone, while it is not revoked, and only if whoever holds it is on the board that
the record names and not on the list of the contest: for that one a member steps out (R2, Art. 8). Nobody signs alone:
of the keys that stand in one name as many count as the board has members of that name.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from tally.congress import BoardMember
from tally.contest import Contest
from tally.files.congress_file import board_of
from tally.files.strict import shown
from tally.nomination import sitting
from tally.person import known_as
from tally.record import note
from tally.record.check import Check, failed, held, refused
from tally.record.keyname import Role
from tally.record.note import Vkey
from tally.record.reading import Record
from tally.record.refusal import Refused
from tally.record.trust import LEAST_THRESHOLD, Key, Trust
from tally.record.trust_chain import TrustChain

__all__ = ["board_keys", "holders", "members_with_keys", "missing", "signed_checks"]


def signed_checks(record: Record, contest: Contest, chain: TrustChain) -> dict[str, Check]:
    """Give the checks ``signatures``, ``threshold`` and ``trust`` of a record of that contest, by code."""
    trust = chain.of(bytes.fromhex(record.model.trust))
    if trust is None:
        why = failed("trust", "another_trust", trust=record.model.trust[:8])
        return {"trust": why, **{code: failed(code, "no_trust") for code in ("signatures", "threshold")}}
    checks = {"trust": _trust(record, chain, trust)}
    named = {signature.name: trust.of_name.get(signature.name) for signature in record.note.signatures}
    try:
        good = note.verified(record.note, [key.vkey for key in named.values() if key])
    except Refused as why:
        return checks | {"signatures": refused("signatures", why), "threshold": failed("threshold", "bad_signatures")}
    signatures = _signatures(record, chain, trust, good)
    return checks | {"signatures": signatures, "threshold": _threshold(record, contest, chain, trust, good)}


def board_keys(record: Record, contest: Contest, chain: TrustChain, trust: Trust) -> dict[Key, bool]:
    """Give the keys of the unit's board that are not revoked for this congress, and whether each may sign here."""
    return _keys(record, sitting(board_of(record.model.board), contest), chain, trust)


def missing(threshold: Check) -> int | None:
    """Say how many must sign yet by the check ``threshold``; None where signatures alone do not make it enough."""
    if threshold.ok or "have" in threshold.params:
        return max(0, int(threshold.params["needed"]) - int(threshold.params["have"]))
    return None


def members_with_keys(keys: Iterable[Key], members: Iterable[BoardMember]) -> int:
    """Give how many of these members the keys are of: of one name at most as many as there are members of that name."""
    of_name = Counter(known_as(member.name) for member in members)
    return (Counter(known_as(key.holder) for key in keys) & of_name).total()


def holders(keys: Collection[Key], board: Iterable[BoardMember]) -> int:
    """Give how many persons hold these keys: those of one name are one, or as many as the board has of that name."""
    others = Counter({known_as(key.holder) for key in keys})
    of_name = Counter(known_as(member.name) for member in board)
    return (Counter(known_as(key.holder) for key in keys) & (of_name | others)).total()


def _trust(record: Record, chain: TrustChain, trust: Trust) -> Check:
    day = record.model.congress.date
    if not trust.holds_on(day):
        period = {"first": trust.valid_from.isoformat(), "last": trust.valid_to.isoformat()}
        return failed("trust", "outside_validity", date=day.isoformat(), **period)
    why = "pinned" if chain.pinned else "not_pinned"
    if trust is not chain.newest:
        why = "older_version" if chain.pinned else "older_version_not_pinned"
    versions = {"version": trust.version, "newest": chain.newest.version}
    return held("trust", why, organisation=trust.organisation.name, **versions)


def _signatures(record: Record, chain: TrustChain, trust: Trust, good: Collection[Vkey]) -> Check:
    """Check that the computer that made the record signed it, beside that every known signature is good."""
    model = record.model
    keys = chain.counting(trust, Role.STATION, model.unit.code, model.congress.date)
    stations = [key.vkey for key in keys if key.vkey.name == model.station]
    if not stations:
        return failed("signatures", "station_unknown", station=shown(model.station))
    if stations[0] not in good:
        return failed("signatures", "station_missing", station=model.station)
    return held("signatures", "good", n=len(good))


def _threshold(record: Record, contest: Contest, chain: TrustChain, trust: Trust, good: Collection[Vkey]) -> Check:
    needed, board = trust.thresholds.record, board_of(record.model.board)
    members = sitting(board, contest)
    keys = _keys(record, members, chain, trust)
    persons = holders(keys, board)
    if not LEAST_THRESHOLD <= needed < persons:
        if needed < len(keys):
            return failed("threshold", "too_few_holders", needed=needed, keys=len(keys), persons=persons)
        return failed("threshold", "too_few_keys", needed=needed, keys=len(keys))
    signed = {key: sits for key, sits in keys.items() if key.vkey in good}
    counted = [key for key, sits in signed.items() if sits]
    figures = {"have": members_with_keys(counted, members), "needed": needed, "keys": len(keys)}
    if figures["have"] >= needed:
        return held("threshold", "enough", **figures, holders=_listed(counted))
    if len(counted) >= needed:
        return failed("threshold", "one_holder", **figures, others=_listed(counted))
    others = [key for key, sits in signed.items() if not sits]
    return failed("threshold", "not_of_the_board" if others else "too_few", **figures, others=_listed(others))


def _keys(record: Record, members: Iterable[BoardMember], chain: TrustChain, trust: Trust) -> dict[Key, bool]:
    model, names = record.model, {known_as(member.name) for member in members}
    keys = chain.counting(trust, Role.BOARD, model.unit.code, model.congress.date)
    return {key: known_as(key.holder) in names for key in keys}


def _listed(keys: Iterable[Key]) -> str:
    return ", ".join(dict.fromkeys(key.holder for key in keys))
