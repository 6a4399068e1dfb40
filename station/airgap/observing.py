"""All checks at once, and what has changed between two of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from station.airgap.look import look
from station.airgap.memory import Core, core_dumps, hibernation, own_core, swap
from station.airgap.network import interfaces, routes, usb_network
from station.airgap.radio import bluetooth, radios, wwan
from station.airgap.sight import Check, Sight, observation, parts
from station.airgap.system import System
from tally.record.document import Observation

__all__ = ["Edges", "edges", "observe"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Edges:
    """What changed between two looks, as it is now: ``wrong`` has something new, ``mended`` has nothing any more."""

    wrong: tuple[Observation, ...]
    mended: tuple[Observation, ...]


def observe(root: Path = Path("/"), *, core: Core | None = None) -> tuple[Observation, ...]:
    """Look at everything once; gives an observation for each check, in order, fit to stand in a record.

    ``root`` is where /proc and /sys are found, ``core`` what the system would keep of this program (asked, if not
    given). What could not be looked at is not clear and says so. Raises nothing, whatever stands under ``root``.
    """
    system = System(root=root)
    ways: Mapping[Check, Callable[[System], Iterator[Sight]]] = {
        Check.INTERFACES: interfaces,
        Check.ROUTES: routes,
        Check.RADIOS: radios,
        Check.BLUETOOTH: bluetooth,
        Check.WWAN: wwan,
        Check.USB_NETWORK: usb_network,
        Check.SWAP: swap,
        Check.HIBERNATION: hibernation,
        Check.CORE_DUMPS: partial(core_dumps, core=core or own_core()),
    }
    return tuple(observation(check, look(ways[check](system))) for check in Check)


def edges(before: Iterable[Observation], now: Iterable[Observation]) -> Edges:
    """Compare two looks. A check that ``before`` does not have counts as clear then.

    A check goes wrong again when anything is seen that was not seen before, so that who has overruled one card is asked
    again for the next; it is mended only when nothing is left.
    """
    was = {seen.check: frozenset(parts(seen)) for seen in before}
    now = tuple(now)
    return Edges(
        wrong=tuple(seen for seen in now if not was.get(seen.check, frozenset()).issuperset(parts(seen))),
        mended=tuple(seen for seen in now if seen.clear and was.get(seen.check)),
    )
