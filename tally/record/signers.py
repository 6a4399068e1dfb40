"""Who signed a record, and whether that is enough: k of the board's own keys, told apart by their public bytes.

A board's key counts for its own unit alone, while it is not revoked, and only if whoever holds it is on the board that
the record names and not on the list of the contest: for that one a member steps out (R2, Art. 8).
"""

from collections.abc import Collection, Mapping

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

__all__ = ["board_keys", "signed_checks"]


def signed_checks(record: Record, contest: Contest, chain: TrustChain) -> dict[str, Check]:
    """Give the checks ``signatures``, ``threshold`` and ``trust`` of a record of that contest, by code."""
    trust = chain.of(bytes.fromhex(record.model.trust))
    if trust is None:
        why = failed("trust", "another_trust", trust=record.model.trust[:8])
        return {"trust": why, **{code: failed(code, "no_trust") for code in ("signatures", "threshold")}}
    checks = {"trust": _trust(record, chain, trust)}
    names = {signature.name for signature in record.note.signatures}
    try:
        good = note.verified(record.note, [key.vkey for key in trust.keys if key.vkey.name in names])
    except Refused as why:
        return checks | {"signatures": refused("signatures", why), "threshold": failed("threshold", "bad_signatures")}
    board = board_keys(record, contest, chain, trust)
    return checks | {
        "signatures": _signatures(record, chain, trust, good),
        "threshold": _threshold(trust.thresholds.record, board, good),
    }


def board_keys(record: Record, contest: Contest, chain: TrustChain, trust: Trust) -> dict[Key, bool]:
    """Give the keys of the unit's board that are not revoked for this congress, and whether each may sign here."""
    model = record.model
    names = {known_as(member.name) for member in sitting(board_of(model.board), contest)}
    keys = chain.counting(trust, Role.BOARD, model.unit.code, model.congress.date)
    return {key: known_as(key.holder) in names for key in keys}


def _trust(record: Record, chain: TrustChain, trust: Trust) -> Check:
    day = record.model.congress.date
    if not trust.holds_on(day):
        period = {"first": trust.valid_from.isoformat(), "last": trust.valid_to.isoformat()}
        return failed("trust", "outside_validity", date=day.isoformat(), **period)
    why = "pinned" if chain.pinned else "not_pinned"
    return held("trust", why, version=trust.version, organisation=trust.organisation.name)


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


def _threshold(needed: int, board: Mapping[Key, bool], good: Collection[Vkey]) -> Check:
    if not LEAST_THRESHOLD <= needed < len(board):
        return failed("threshold", "too_few_keys", needed=needed, keys=len(board))
    signed = [(key.holder, sits) for key, sits in board.items() if key.vkey in good]
    counted = [holder for holder, sits in signed if sits]
    figures = {"have": len(counted), "needed": needed, "keys": len(board)}
    if len(counted) < needed:
        others = ", ".join(holder for holder, sits in signed if not sits)
        return failed("threshold", "not_of_the_board" if others else "too_few", **figures, others=others)
    return held("threshold", "enough", **figures, holders=", ".join(counted))
