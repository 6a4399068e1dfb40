"""How an event stands in the journal: one canonical document, and beside it what must not leave this computer.

``act/1``: the event's name, who brought it about, the minute, and its fields. The one field that shows what stands on a
ballot, or what is kept of a PIN, is not in it: it is spelled by itself, as the secret of the entry.
"""

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from station.session import EVENTS, Event, Happened
from tally.record import canonical
from tally.record.refusal import Refused

__all__ = ["read", "spelled"]


def spelled(happened: Happened) -> tuple[bytes, bytes | None]:
    """Give the body of the journal's entry, and its secret if it has one."""
    event = happened.event
    tree = _adapter(event.name).dump_python(event, mode="json")
    hidden, secret = event.hidden, None
    if hidden is not None:
        secret = canonical.write(tree.pop(hidden))
    body: dict[str, canonical.Tree] = {
        "schema": "act/1",
        "event": event.name,
        "by": list(happened.by),
        "at": happened.at if event.timed else None,
        "what": tree,
    }
    return canonical.write(body), secret


def read(body: bytes, secret: bytes | None) -> Happened:
    """Read an entry again; without its secret what was hidden is None.

    Raises Refused (``not_an_act``) for a body that this station did not write: another version's, or nobody's.
    """
    match _parsed(body):
        case {
            "schema": "act/1",
            "event": str(name),
            "by": list(by),
            "at": None | str() as at,
            "what": dict(what),
            **others,
        } if not others and name in EVENTS:
            kind = EVENTS[name]
        case _:
            raise Refused("not_an_act")
    whole = dict(what)
    if kind.hidden is not None:
        whole[kind.hidden] = None if secret is None else _parsed(secret)
    try:
        event: Event = _adapter(name).validate_python(whole)
    except ValidationError:
        raise Refused("not_an_act") from None
    happened = Happened(event=event, by=tuple(map(str, by)), at=at)
    if spelled(happened) != (body, secret if secret is not None or kind.hidden is None else _NOTHING):
        raise Refused("not_an_act")
    return happened


def _parsed(data: bytes) -> Any:
    """Parse what is then compared with its one spelling, so that nothing needs to be checked on the way."""
    try:
        return from_json(data)
    except ValueError:
        raise Refused("not_an_act") from None


_NOTHING = canonical.write(None)
"""How a field that was destroyed is spelled: never in a journal, where its secret is then missing."""


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(EVENTS[name])
