"""What is looked at, what is seen there, and how it is said: in a record, and to people.

In a record it is plain text of a fixed form, ``eth0 is connected; 192.0.2.7 is an address of this computer``, out of
which ``said`` makes sentences again in the language of whoever reads.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tally.record.document import Observation

__all__ = ["UNPROVABLE", "Check", "Sight", "Sign", "observation", "parts", "said"]

MOST_SEEN = 200
MOST_NAME = 60


class Check(StrEnum):
    """What is looked at, in this order; the values stand in records."""

    INTERFACES = "interfaces"
    ROUTES = "routes"
    RADIOS = "radios"
    BLUETOOTH = "bluetooth"
    WWAN = "wwan"
    USB_NETWORK = "usb_network"
    SWAP = "swap"
    HIBERNATION = "hibernation"
    CORE_DUMPS = "core_dumps"


class Sign(StrEnum):
    """What can be seen of a thing. Any of them makes a check not clear; the values stand in records."""

    CONNECTED = "is connected"
    SWITCHED_ON = "is switched on"
    HAS_ADDRESS = "has an address"
    IS_ADDRESS = "is an address of this computer"
    ROUTE = "has a route"
    NOT_BLOCKED = "is not blocked"
    MODEM = "is a modem"
    ON_USB = "is a network card on USB"
    SWAP = "is used for swap"
    HIBERNATES = "is set for hibernation"
    DUMPS = "allows core dumps"
    UNREAD = "could not be looked at"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """One thing that should not be there, or could not be looked at: its name, and what it is or does."""

    name: str
    sign: Sign


UNPROVABLE = tuple(
    f"air.unprovable.{what}" for what in ("between", "system", "below", "switches", "earlier", "others", "carried")
)
"""The keys of what no look at this computer's own files can prove, each a sentence without parameters."""

_MORE = re.compile(r"\+(\d+) more")


def observation(check: Check, sights: Iterable[Sight]) -> Observation:
    """Give what a record says of a check: clear if nothing was seen, else what was, in at most 200 plain characters.

    Names are cut to what a record may hold, and where there is no room for all, it says how many more there are.
    """
    seen = [*dict.fromkeys(f"{_plain(sight.name)} {sight.sign}" for sight in sights)]
    if not seen:
        return Observation(check=check.value, clear=True)
    texts = ("; ".join(_with_rest(seen, shown)) for shown in range(min(len(seen), MOST_SEEN), 0, -1))
    return Observation(check=check.value, clear=False, seen=next(text for text in texts if len(text) <= MOST_SEEN))


def parts(seen: Observation) -> tuple[str, ...]:
    """Give one by one the things that an observation tells of; none if it is clear."""
    return tuple(seen.seen.split("; ")) if seen.seen else ()


def said(seen: Observation) -> tuple[tuple[str, dict[str, str | int]], ...]:
    """Give the sentences of an observation, as keys of words with their parameters: what was seen, and what to do.

    Takes an observation of ``observe``, fresh or out of a journal.
    """
    if seen.clear:
        return ((f"air.clear.{seen.check}", {}),)
    return (*(_sentence(part) for part in parts(seen)), (f"air.mend.{seen.check}", {}))


def _with_rest(seen: list[str], shown: int) -> list[str]:
    rest = len(seen) - shown
    return [*seen[:shown], f"+{rest} more"] if rest else seen


def _plain(name: str) -> str:
    """Give a name that shows as it is written: no space, no mark that parts one thing from the next, nothing unseen."""
    plain = re.sub(r"[^A-Za-z0-9._:@/+=-]", "?", name) or "?"
    return plain if len(plain) <= MOST_NAME else f"{plain[: MOST_NAME - 3]}..."


def _sentence(part: str) -> tuple[str, dict[str, str | int]]:
    if more := _MORE.fullmatch(part):
        return "air.sign.more", {"n": int(more[1])}
    name, _, sign = part.partition(" ")
    return f"air.sign.{Sign(sign).name.lower()}", {"name": name}
