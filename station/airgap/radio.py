"""What can send without a wire: radios and their switches (rfkill), Bluetooth, and mobile network (WWAN)."""

import os
from collections.abc import Iterator

from station.airgap.look import look
from station.airgap.network import NET, cards
from station.airgap.sight import Sight, Sign
from station.airgap.system import System, Unread

__all__ = ["bluetooth", "radios", "wwan"]

SWITCHES = "/sys/class/rfkill"
SERIAL = "/sys/bus/usb-serial"
DIALS = {"option1", "qcserial", "sierra"}
"""The drivers of serial ports on USB that are those of a modem."""


def radios(system: System) -> Iterator[Sight]:
    """See the radios that are not blocked, neither by a program nor by a switch on the case."""
    for entry in system.names_if_any(SWITCHES):
        yield from look(_radio(system, entry))


def bluetooth(system: System) -> Iterator[Sight]:
    """See the Bluetooth adapters that no switch of their own blocks, and what is connected by Bluetooth."""
    blocked = dict(_switches(system, "bluetooth"))
    for name in system.names_if_any("/sys/class/bluetooth"):
        if ":" in name:
            yield Sight(name=name, sign=Sign.CONNECTED)
        elif not blocked.get(name):
            yield Sight(name=name, sign=Sign.NOT_BLOCKED)


def wwan(system: System) -> Iterator[Sight]:
    """See the modems of mobile networks, unless there is a switch for such and every one of them is blocked."""
    blocked = [off for _, off in _switches(system, "wwan")]
    if not blocked or not all(blocked):
        for name in _modems(system):
            yield Sight(name=name, sign=Sign.MODEM)


def _radio(system: System, entry: str) -> Iterator[Sight]:
    kind, name, blocked = _switch(system, entry)
    if not blocked:
        yield Sight(name=f"{kind}:{name}", sign=Sign.NOT_BLOCKED)


def _switches(system: System, kind: str) -> Iterator[tuple[str, bool]]:
    for entry in system.names_if_any(SWITCHES):
        of, name, blocked = _switch(system, entry)
        if of == kind:
            yield name, blocked


def _switch(system: System, entry: str) -> tuple[str, str, bool]:
    """Give the kind of radio, its name, and whether it is blocked: what is neither 0 nor 1 does not block."""
    kind, name, *blocks = (system.text(f"{SWITCHES}/{entry}/{what}") for what in ("type", "name", "soft", "hard"))
    return kind, name, "1" in blocks


def _modems(system: System) -> Iterator[str]:
    yield from system.names_if_any("/sys/class/wwan")
    yield from (name for name in system.names_if_any("/sys/class/usbmisc") if name.startswith("cdc-wdm"))
    for name in cards(system):
        if "DEVTYPE=wwan" in system.text(f"{NET}/{name}/uevent").split():
            yield name
    for name in system.names_if_any(f"{SERIAL}/devices") if system.has(SERIAL) else ():
        if _driver(system, f"{SERIAL}/devices/{name}/driver") in DIALS:
            yield name


def _driver(system: System, place: str) -> str | None:
    """Give the name of the driver that a device has, if it has one. Raises Unread."""
    if not system.has(place):
        return None
    try:
        return os.path.basename(os.readlink(system.path(place)))
    except OSError:
        raise Unread(place) from None
