"""What could not be looked at is never clear, and nothing that stands in those folders stops the program."""

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.airgap import Check, observe, said
from tally.record.models import ObservationModel
from tally.words import Lang, Words
from tests.station.airgap.machine import QUIET_CORE, route_6

BOTH = [Words(lang) for lang in Lang]
UNREAD = "could not be looked at"
OPTIONAL = {"/proc/net/if_inet6", "/proc/net/ipv6_route", "/proc/swaps", "/sys/power/disk"}
"""What a system may lack; it is then known not to have the thing."""


def opened(machine, monkeypatch):
    """The files that are read of a quiet computer."""
    found, true_open = [], os.open

    def noted(path, *given, **named):
        found.append(f"/{Path(path).relative_to(machine.root)}")
        return true_open(path, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", noted)
        machine.look()
    return sorted(set(found))


def folder(path):
    path.mkdir()


def nothing(path):
    pass


def pipe(path):
    os.mkfifo(path)


def dead_link(path):
    path.symlink_to("nowhere")


def loop(path):
    path.symlink_to(path.name)


def much(path):
    path.write_bytes(b"0" * ((1 << 20) + 1))


def device(path):
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("instead", [folder, nothing, pipe, dead_link, loop, much, device])
def test_a_file_that_cannot_be_read_is_named_and_its_check_is_not_clear(machine, monkeypatch, instead) -> None:
    places = opened(machine, monkeypatch)
    assert len(places) > 15
    for place in places:
        kept = machine.at(place).read_bytes()
        machine.take(place)
        instead(machine.at(place))
        told = "; ".join(machine.seen().values())
        if instead is nothing and place in OPTIONAL | {"/sys/kernel/kexec_crash_loaded"}:
            assert place == "/sys/kernel/kexec_crash_loaded" or told == ""
        else:
            assert f"{place} {UNREAD}" in told
        if instead is not nothing:
            machine.take(place)
        machine.at(place).write_bytes(kept)
    assert machine.seen() == {}


def test_a_file_that_may_not_be_read_is_named_and_its_check_is_not_clear(machine, monkeypatch) -> None:
    true_open, shut = os.open, ""

    def refusing(path, *given, **named):
        if path == shut:
            raise PermissionError(13, "Permission denied")
        return true_open(path, *given, **named)

    for place in opened(machine, monkeypatch):
        shut = str(machine.at(place))
        with monkeypatch.context() as patched:
            patched.setattr(os, "open", refusing)
            assert f"{place} {UNREAD}" in "; ".join(machine.seen().values())


GARBLED = {
    "/proc/net/route": Check.ROUTES,
    "/proc/net/ipv6_route": Check.ROUTES,
    "/proc/net/if_inet6": Check.INTERFACES,
    "/sys/class/net/eno1/flags": Check.INTERFACES,
}


@pytest.mark.parametrize("place", GARBLED)
@pytest.mark.parametrize("text", ["what is this", "0x", "0x1_0", "1003", "a b c d e\n"])
def test_a_file_that_nobody_understands_is_named_and_its_check_is_not_clear(machine, place, text) -> None:
    machine.put(place, text)
    assert machine.seen() == {GARBLED[place]: f"{place} {UNREAD}"}


def test_an_address_in_the_tree_that_has_no_name_is_not_passed_over(machine) -> None:
    machine.put("/proc/net/fib_trie", "Main:\n  /32 host LOCAL\n")
    assert machine.seen() == {Check.INTERFACES: f"/proc/net/fib_trie {UNREAD}"}


BESIDE = {
    "a card beside another": (
        lambda machine: machine.put("/sys/class/net/eno1/flags", "?").card("eno2", flags="0x1003", carrier="1"),
        {Check.INTERFACES: f"/sys/class/net/eno1/flags {UNREAD}; eno2 is connected"},
    ),
    "addresses of one version beside the other": (
        lambda machine: machine.put("/proc/net/if_inet6", "?").add(
            "/proc/net/fib_trie", "|-- 192.0.2.7\n /32 host LOCAL"
        ),
        {Check.INTERFACES: f"/proc/net/if_inet6 {UNREAD}; 192.0.2.7 is an address of this computer"},
    ),
    "routes of one version beside the other": (
        lambda machine: machine.put("/proc/net/route", "?").add("/proc/net/ipv6_route", route_6("eno1")),
        {Check.ROUTES: f"/proc/net/route {UNREAD}; eno1 has a route"},
    ),
    "a card that leads nowhere beside one on USB": (
        lambda machine: machine.card("ens1", flags="0x1002", on="usb1/1-1").link("/sys/class/net/ens0", "/nowhere"),
        {Check.USB_NETWORK: f"/sys/class/net/ens0 {UNREAD}; ens1 is a network card on USB"},
    ),
    "a radio beside another": (
        lambda machine: machine.put("/sys/class/rfkill/rfkill1/soft", "0").take("/sys/class/rfkill/rfkill0/soft"),
        {Check.RADIOS: f"/sys/class/rfkill/rfkill0/soft {UNREAD}; bluetooth:hci0 is not blocked"},
    ),
}


@pytest.mark.parametrize("what", BESIDE)
def test_one_thing_that_cannot_be_looked_at_hides_no_other(machine, what) -> None:
    change, seen = BESIDE[what]
    change(machine)
    found = machine.seen()
    assert {check: found[check] for check in seen} == seen


@pytest.mark.parametrize("folders", [[], [""], ["proc", "sys"]], ids=["nothing", "a bare disk", "empty folders"])
def test_where_nothing_is_mounted_nothing_is_clear(tmp_path, folders) -> None:
    for name in folders:
        (tmp_path / "machine" / name).mkdir(parents=True)
    seen = observe(tmp_path / "machine", core=QUIET_CORE)
    assert not [one.check for one in seen if one.clear]
    assert all(one.seen.endswith(UNREAD) for one in seen)


def test_a_folder_that_nobody_can_look_through_is_not_clear(machine) -> None:
    for number in range(1001):
        machine.at(f"/sys/class/rfkill/rfkill{number}").mkdir(exist_ok=True)
    seen = machine.seen()
    assert {check for check in seen if f"/sys/class/rfkill {UNREAD}" in seen[check]} == {
        Check.RADIOS,
        Check.BLUETOOTH,
        Check.WWAN,
    }


@pytest.mark.parametrize("card", [dead_link, loop])
def test_a_card_that_leads_nowhere_is_not_clear(machine, card) -> None:
    card(machine.at("/sys/class/net/eth9"))
    seen = machine.seen()
    assert f"/sys/class/net/eth9/flags {UNREAD}" in seen[Check.INTERFACES]
    assert seen[Check.USB_NETWORK] == f"/sys/class/net/eth9 {UNREAD}"


def test_a_driver_that_is_no_link_is_not_clear(machine) -> None:
    machine.put("/sys/bus/usb-serial/devices/ttyUSB0/driver", "option1")
    assert machine.seen() == {Check.WWAN: f"/sys/bus/usb-serial/devices/ttyUSB0/driver {UNREAD}"}


def bound(path):
    with socket.socket(socket.AF_UNIX) as one:
        here = os.open(path.parent, os.O_RDONLY)
        try:
            one.bind(f"/proc/self/fd/{here}/{path.name}")
        finally:
            os.close(here)


KINDS = [folder, pipe, dead_link, loop, device, bound]
FILES = [
    *(f"/proc/{name}" for name in ("swaps", "cmdline", "net", "net/route", "net/fib_trie", "net/if_inet6")),
    *(f"/proc/{name}" for name in ("net/ipv6_route",)),
    *(f"/sys/power/{name}" for name in ("disk", "resume")),
    "/sys/kernel/kexec_crash_loaded",
    *(f"/sys/class/net/{card}/{what}" for card in ("lo", "eth0", "\x1b[2J", "a b; c") for what in ("flags", "carrier")),
    *(f"/sys/class/rfkill/rfkill0/{what}" for what in ("type", "name", "soft", "hard")),
    "/sys/class/bluetooth/hci0",
    "/sys/class/bluetooth/hci0:1\n2",
    "/sys/class/wwan/" + "w" * 200,
    "/sys/class/usbmisc/cdc-wdm\udc80",
    "/sys/bus/usb-serial/devices/ttyUSB0/driver",
]  # fmt: skip
LINES = [b"0x1003\n", b"1\n", b"0\n", b"Iface\t\n", b"eth0\t0\t0\n", b"|-- 192.0.2.1\n  /32 host LOCAL\n", b"x y z\n"]
BYTES = st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(LINES), max_size=40).map(b"".join))


@settings(max_examples=50)
@given(tree=st.dictionaries(st.sampled_from(FILES), st.one_of(st.sampled_from(KINDS), BYTES), max_size=20))
def test_whatever_stands_there_each_check_says_something_that_fits_a_record(tmp_path_factory, tree) -> None:
    root = tmp_path_factory.mktemp("machine")
    for place, content in tree.items():
        path = root / place.removeprefix("/")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content) if isinstance(content, bytes) else content(path)
        except OSError:  # something else stands in its way
            continue
    open_before = len(os.listdir("/proc/self/fd"))
    found = observe(root, core=QUIET_CORE)
    assert len(os.listdir("/proc/self/fd")) == open_before
    assert [seen.check for seen in found] == [check.value for check in Check]
    for seen in found:
        assert type(seen.check) is str
        assert seen.clear == (seen.seen is None)
        ObservationModel(check=seen.check, clear=seen.clear, seen=seen.seen)
        text = seen.seen or ""
        assert len(text) <= 200
        assert text.isascii()
        assert text.isprintable()
        for words in BOTH:
            assert all(words(key, **params) for key, params in said(seen))


@pytest.mark.parametrize("cards", [3, 30])
def test_looking_takes_less_than_the_twentieth_part_of_a_second(machine, cards) -> None:
    for number in range(cards - 3):
        machine.card(f"eth{number}", flags="0x1002")
    took = []
    for _ in range(20):
        started = time.perf_counter()
        machine.look()
        took.append(time.perf_counter() - started)
    assert min(took) < 0.05
