"""One thing that was looked at, and how it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tally.record.refusal import Refused

__all__ = ["Check", "failed", "held", "refused"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A check of a record: its stable ``code``, whether it holds, and ``why``.

    ``why`` is stable too and with ``params`` is all that a face needs for its sentence.
    """

    code: str
    ok: bool
    why: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def held(code: str, why: str, /, **params: str | int) -> Check:
    """Give a check that holds."""
    return Check(code=code, ok=True, why=why, params=params)


def failed(code: str, why: str, /, **params: str | int) -> Check:
    """Give a check that does not hold."""
    return Check(code=code, ok=False, why=why, params=params)


def refused(code: str, why: Refused) -> Check:
    """Give a check that does not hold, for what was refused in it."""
    return Check(code=code, ok=False, why=why.code, params=why.params)
