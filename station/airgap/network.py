"""Interfaces, addresses, routes, and network cards on USB."""

import re
from collections.abc import Iterator
from contextlib import suppress

from station.airgap.look import look
from station.airgap.sight import Sight, Sign
from station.airgap.system import System, Unread

__all__ = ["interfaces", "routes", "usb_network"]

NET = "/sys/class/net"
UP, LOOPBACK = 0x1, 0x8
"""Flags of an interface (IFF_UP, IFF_LOOPBACK)."""


def cards(system: System) -> tuple[str, ...]:
    """Give the names of all interfaces, loopback among them. Raises Unread."""
    beside = "bonding_masters"  # where cards can be bonded, a plain file of this name stands among them
    return tuple(name for name in system.names(NET) if name != beside or not system.is_file(f"{NET}/{name}"))


def interfaces(system: System) -> Iterator[Sight]:
    """See which interfaces are in use, and which addresses there are.

    An interface is out of use if it is switched off, or is wired and feels no cable: a built-in card cannot be taken
    out. Nothing else is: no wireless card that is switched on, which calls even if nobody answers, and no address,
    whatever it belongs to. Loopback is no network.
    """
    for name in cards(system):
        yield from look(_interface(system, name))
    yield from look(_addresses(system))
    yield from look(_old_addresses(system))


def routes(system: System) -> Iterator[Sight]:
    """See which interfaces anything would be sent through."""
    yield from look(_old_routes(system))
    yield from look(_routes(system))


def usb_network(system: System) -> Iterator[Sight]:
    """See the network cards on USB, in use or not: a telephone that lends its network is one, too."""
    for name in cards(system):
        yield from look(_on_usb(system, name))


def _on_usb(system: System, name: str) -> Iterator[Sight]:
    if system.is_on_usb(f"{NET}/{name}"):
        yield Sight(name=name, sign=Sign.ON_USB)


def _interface(system: System, name: str) -> Iterator[Sight]:
    flags = _flags(system, name)
    if flags & LOOPBACK or not flags & UP:
        return
    if any(system.has(f"{NET}/{name}/{mark}") for mark in ("phy80211", "wireless")):
        yield Sight(name=name, sign=Sign.SWITCHED_ON)
    elif system.text(f"{NET}/{name}/carrier") != "0":
        yield Sight(name=name, sign=Sign.CONNECTED)


def _flags(system: System, name: str) -> int:
    place = f"{NET}/{name}/flags"
    text = system.text(place)
    if not re.fullmatch(r"0x[0-9a-f]{1,8}", text):
        raise Unread(place)
    return int(text, 16)


def _addresses(system: System) -> Iterator[Sight]:
    """Addresses of version 6, each on a line with its interface last."""
    for name in _last_of_lines(system, "/proc/net/if_inet6", columns=6):
        yield Sight(name=name, sign=Sign.HAS_ADDRESS)


def _old_addresses(system: System) -> Iterator[Sight]:
    """Addresses of version 4: below each, in the tree of routes, stands what it is; an interface does not."""
    place, address = "/proc/net/fib_trie", None
    for line in system.text(place).splitlines():
        if "|-- " in line:
            address = line.partition("|-- ")[2]
        elif line.endswith(" LOCAL"):
            if address is None:
                raise Unread(place)
            if not address.startswith("127."):
                yield Sight(name=address, sign=Sign.IS_ADDRESS)


def _old_routes(system: System) -> Iterator[Sight]:
    """Routes of version 4, each on a line with its interface first, below a heading; "*" leads nowhere."""
    place = "/proc/net/route"
    heading, *lines = system.text(place).splitlines() or [""]
    if not heading.startswith("Iface"):
        raise Unread(place)
    for name in dict.fromkeys(line.partition("\t")[0] for line in lines):
        if name != "*" and not _is_loopback(system, name):
            yield Sight(name=name, sign=Sign.ROUTE)


def _routes(system: System) -> Iterator[Sight]:
    """Routes of version 6, each on a line with its interface last."""
    for name in _last_of_lines(system, "/proc/net/ipv6_route", columns=10):
        yield Sight(name=name, sign=Sign.ROUTE)


def _last_of_lines(system: System, place: str, *, columns: int) -> Iterator[str]:
    """Give what stands last on the lines, but for loopback; a system without version 6 has no such file."""
    lines = [line.split() for line in system.text(place).splitlines()] if system.has(place) else []
    if any(len(line) != columns for line in lines):
        raise Unread(place)
    for name in dict.fromkeys(line[-1] for line in lines):
        if not _is_loopback(system, name):
            yield name


def _is_loopback(system: System, name: str) -> bool:
    """Whether it is known to be loopback."""
    with suppress(Unread):
        return bool(_flags(system, name) & LOOPBACK)
    return False
