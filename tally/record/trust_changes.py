"""What one trust file says otherwise than another: codes with parameters, which the faces make sentences of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tally.record.fingerprint import fingerprint
from tally.record.trust import Key, Trust

__all__ = ["Change", "changes"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change: its stable code, and what it is about."""

    code: str
    params: Mapping[str, str | int]


def changes(before: Trust, after: Trust) -> tuple[Change, ...]:
    """Give everything in which ``after`` differs; nothing only if the two are one file, whoever signed it.

    Codes: ``organisation``, ``version``, ``previous``, ``valid_from``, ``valid_to``, ``threshold_trust`` and
    ``threshold_record`` with what it ``was`` and is ``now``; ``key_added``, ``key_removed`` and ``key_changed`` with
    the ``name``, the ``holder`` and the ``fingerprint`` of the key's public line, the last with whose it ``was``;
    ``key_revoked``, ``revocation_changed`` and ``revocation_removed`` with ``name``, ``holder``, ``since`` and
    ``reason``, the second also with the day that it ``was``.
    """
    return (*_frame(before, after), *_keys(before, after), *_revocations(before, after))


def _frame(before: Trust, after: Trust) -> Iterator[Change]:
    was, now = _values(before), _values(after)
    for code, value in was.items():
        if now[code] != value:
            yield Change(code=code, params={"was": value, "now": now[code]})


def _values(trust: Trust) -> dict[str, str | int]:
    return {
        "organisation": f"{trust.organisation.name} ({trust.organisation.code})",
        "version": str(trust.version),
        "previous": trust.previous.hex() if trust.previous else "",
        "valid_from": trust.valid_from.isoformat(),
        "valid_to": trust.valid_to.isoformat(),
        "threshold_trust": trust.thresholds.trust,
        "threshold_record": trust.thresholds.record,
    }


def _keys(before: Trust, after: Trust) -> Iterator[Change]:
    was, now = ({key.name: key for key in trust.keys} for trust in (before, after))
    for name, key in now.items():
        if name not in was:
            yield Change(code="key_added", params=_said(key))
        elif was[name] != key:
            yield Change(code="key_changed", params=_said(key) | {"was": was[name].holder})
    for name, key in was.items():
        if name not in now:
            yield Change(code="key_removed", params=_said(key))


def _revocations(before: Trust, after: Trust) -> Iterator[Change]:
    holders = {key.vkey: key.holder for trust in (before, after) for key in trust.keys}
    was, now = ({each.vkey: each for each in trust.revoked} for trust in (before, after))
    for vkey, one in {**was, **now}.items():
        said: dict[str, str | int] = {
            "name": vkey.name,
            "holder": holders.get(vkey, ""),
            "since": one.since.isoformat(),
            "reason": one.reason,
        }
        if vkey not in was:
            yield Change(code="key_revoked", params=said)
        elif vkey not in now:
            yield Change(code="revocation_removed", params=said)
        elif was[vkey] != one:
            yield Change(code="revocation_changed", params=said | {"was": was[vkey].since.isoformat()})


def _said(key: Key) -> dict[str, str | int]:
    vkey = str(key.vkey)
    return {"name": str(key.name), "holder": key.holder, "fingerprint": fingerprint(vkey.encode())}
