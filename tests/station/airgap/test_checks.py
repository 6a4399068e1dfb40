"""What each check sees: a computer that is cut off is clear, and each single thing that is not is seen and named."""

import pytest

from station.airgap import Check, Core
from tests.station.airgap.machine import QUIET_CORE, SWAPS, TREE, Machine, address_6, route_6

ON_USB = "pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0"
OWN_ADDRESS = TREE.replace("127.0.0.0/31 1 0 0", "192.0.2.0/30 2 0 2").replace("|-- 127.0.0.1", "|-- 192.0.2.7")


def test_a_computer_that_is_cut_off_is_clear_in_every_check_and_in_their_order(machine) -> None:
    assert [(seen.check, seen.clear, seen.seen) for seen in machine.look()] == [(check, True, None) for check in Check]


def sees(**seen):
    return {Check(check): text for check, text in seen.items()}


CHANGES = {
    "a cable": (
        lambda machine: machine.put("/sys/class/net/eno1/carrier", "1\n"),
        sees(interfaces="eno1 is connected"),
    ),
    "a carrier that is neither there nor not": (
        lambda machine: machine.put("/sys/class/net/eno1/carrier", "2\n"),
        sees(interfaces="eno1 is connected"),
    ),
    "a wireless card that is on, though nobody answers": (
        lambda machine: (
            machine.put("/sys/class/net/wlp2s0/flags", "0x1003\n").put("/sys/class/net/wlp2s0/carrier", "0\n")
        ),
        sees(interfaces="wlp2s0 is switched on"),
    ),
    "a wireless card of the old kind": (
        lambda machine: machine.card("ath0", flags="0x1003", carrier="0", wireless="wireless"),
        sees(interfaces="ath0 is switched on"),
    ),
    "a tunnel": (
        lambda machine: machine.card("tun0", flags="0x10d1", carrier="1", on="virtual"),
        sees(interfaces="tun0 is connected"),
    ),
    "two cards at once": (
        lambda machine: machine.put("/sys/class/net/eno1/carrier", "1\n").card("eno2", flags="0x1003", carrier="1"),
        sees(interfaces="eno1 is connected; eno2 is connected"),
    ),
    "an address of version 4": (
        lambda machine: machine.put("/proc/net/fib_trie", OWN_ADDRESS),
        sees(interfaces="192.0.2.7 is an address of this computer"),
    ),
    "an address of version 6, told twice": (
        lambda machine: machine.add("/proc/net/if_inet6", address_6("eno1") * 2),
        sees(interfaces="eno1 has an address"),
    ),
    "an address of an interface that nobody knows": (
        lambda machine: machine.add("/proc/net/if_inet6", address_6("gone0")),
        sees(interfaces="gone0 has an address"),
    ),
    "a route of version 4": (
        lambda machine: machine.add("/proc/net/route", "eno1\t00000000\t010200C0\n" * 2),
        sees(routes="eno1 has a route"),
    ),
    "a route of version 6": (
        lambda machine: machine.add("/proc/net/ipv6_route", route_6("eno1")),
        sees(routes="eno1 has a route"),
    ),
    "a wireless radio that nothing blocks": (
        lambda machine: machine.put("/sys/class/rfkill/rfkill0/soft", "0\n"),
        sees(radios="wlan:phy0 is not blocked"),
    ),
    "a switch that says neither yes nor no": (
        lambda machine: machine.put("/sys/class/rfkill/rfkill0/soft", "2\n"),
        sees(radios="wlan:phy0 is not blocked"),
    ),
    "Bluetooth that nothing blocks": (
        lambda machine: machine.put("/sys/class/rfkill/rfkill1/soft", "0\n"),
        sees(radios="bluetooth:hci0 is not blocked", bluetooth="hci0 is not blocked"),
    ),
    "Bluetooth without a switch of its own": (
        lambda machine: machine.put("/sys/class/bluetooth/hci1/uevent"),
        sees(bluetooth="hci1 is not blocked"),
    ),
    "something connected by Bluetooth": (
        lambda machine: machine.put("/sys/class/bluetooth/hci0:11/uevent"),
        sees(bluetooth="hci0:11 is connected"),
    ),
    "a modem": (
        lambda machine: machine.put("/sys/class/wwan/wwan0/uevent"),
        sees(wwan="wwan0 is a modem"),
    ),
    "a modem on USB": (
        lambda machine: machine.put("/sys/class/usbmisc/cdc-wdm0/uevent").put("/sys/class/usbmisc/hiddev0/uevent"),
        sees(wwan="cdc-wdm0 is a modem"),
    ),
    "a modem that calls itself a network card": (
        lambda machine: machine.card("wwp0s20", flags="0x1002", uevent="DEVTYPE=wwan\n"),
        sees(wwan="wwp0s20 is a modem"),
    ),
    "a modem that calls itself a serial port": (
        lambda machine: machine.driver("ttyUSB0", "option1").driver("ttyUSB1", "ch341-uart"),
        sees(wwan="ttyUSB0 is a modem"),
    ),
    "two modems of which one is blocked": (
        lambda machine: (
            machine.put("/sys/class/wwan/wwan0/uevent")
            .switch("rfkill2", kind="wwan", name="one", hard="1")
            .switch("rfkill3", kind="wwan", name="other")
        ),
        sees(radios="wwan:other is not blocked", wwan="wwan0 is a modem"),
    ),
    "a network card on USB, though it is not in use": (
        lambda machine: machine.card("enx001", flags="0x1002", on=ON_USB),
        sees(usb_network="enx001 is a network card on USB"),
    ),
    "a telephone that lends its network": (
        lambda machine: machine.card("usb0", flags="0x1003", carrier="1", on=ON_USB),
        sees(interfaces="usb0 is connected", usb_network="usb0 is a network card on USB"),
    ),
    "swap": (
        lambda machine: machine.put("/proc/swaps", f"{SWAPS}/dev/sda3   partition\t8\t0\n/swap\\040file\tfile\t8\n"),
        sees(swap="/dev/sda3 is used for swap; /swap?040file is used for swap"),
    ),
    "a place to hibernate to": (
        lambda machine: machine.put("/sys/power/resume", "8:3\n"),
        sees(hibernation="8:3 is set for hibernation"),
    ),
    "a place to hibernate to, on the boot line": (
        lambda machine: machine.put("/proc/cmdline", "quiet resume=/dev/sda3 splash\n"),
        sees(hibernation="/dev/sda3 is set for hibernation"),
    ),
    "a system that keeps its memory when it crashes": (
        lambda machine: machine.put("/sys/kernel/kexec_crash_loaded", "1\n"),
        sees(core_dumps="kexec-crash allows core dumps"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_each_thing_that_should_not_be_there_is_seen_by_name_and_by_no_other_check(machine, what) -> None:
    change, seen = CHANGES[what]
    change(machine)
    assert machine.seen() == seen


def none_wireless(machine):
    for place in ("/sys/class/rfkill", "/sys/class/bluetooth", "/sys/class/net/wlp2s0"):
        machine.take(place)


NO_HARM = {
    "a wired card that is switched off": lambda machine: machine.put("/sys/class/net/eno1/flags", "0x1002\n").take(
        "/sys/class/net/eno1/carrier"
    ),
    "a radio blocked by the switch on the case": lambda machine: machine.put(
        "/sys/class/rfkill/rfkill0/soft", "0\n"
    ).put("/sys/class/rfkill/rfkill0/hard", "1\n"),
    "a computer without anything wireless": none_wireless,
    "a modem that is blocked": lambda machine: machine.put("/sys/class/wwan/wwan0/uevent").switch(
        "rfkill2", kind="wwan", name="wwan", hard="1"
    ),
    "a serial port on USB without a driver": lambda machine: machine.put("/sys/bus/usb-serial/devices/ttyUSB0/uevent"),
    "a system without version 6": lambda machine: machine.take("/proc/net/if_inet6").take("/proc/net/ipv6_route"),
    "a system without swap": lambda machine: machine.take("/proc/swaps"),
    "a system that cannot hibernate": lambda machine: machine.take("/sys/power/disk").take("/sys/power/resume"),
    "a system that saves no power": lambda machine: machine.take("/sys/power"),
    "a system that may not hibernate": lambda machine: machine.put("/sys/power/disk", "[disabled]\n").put(
        "/sys/power/resume", "8:3\n"
    ),
    "a system that cannot start another": lambda machine: machine.take("/sys/kernel/kexec_crash_loaded").put(
        "/sys/kernel/notes"
    ),
    "a card on a bus that only sounds like USB": lambda machine: machine.card(
        "ens9", flags="0x1002", on="usbridge0/usb/9"
    ),
    "cards that can be bonded": lambda machine: machine.put("/sys/class/net/bonding_masters"),
    "routes that refuse, or go nowhere": lambda machine: machine.add(
        "/proc/net/route", "*\t00000000\t00000000\nlo\t0000007F\t00000000\n"
    ),
    "a broadcast address": lambda machine: machine.add("/proc/net/fib_trie", "|-- 192.0.2.255\n  /32 link BROADCAST\n"),
}


@pytest.mark.parametrize("what", NO_HARM)
def test_what_does_no_harm_leaves_every_check_clear(machine, what) -> None:
    NO_HARM[what](machine)
    assert machine.seen() == {}


def test_where_a_system_is_mounted_makes_no_card_one_on_usb(tmp_path) -> None:
    assert Machine(tmp_path / "usb1" / "machine").seen() == {}


def test_an_interface_may_be_called_as_the_list_of_bonds_is(machine) -> None:
    machine.card("bonding_masters", flags="0x1003", carrier="1")
    assert machine.seen() == sees(interfaces="bonding_masters is connected")


def test_loopback_is_told_by_its_kind_and_not_by_its_name(machine) -> None:
    machine.put("/sys/class/net/lo/flags", "0x1003\n")
    assert machine.seen() == sees(interfaces="lo is connected; lo has an address", routes="lo has a route")


@pytest.mark.parametrize(
    ("core", "seen"),
    [
        (QUIET_CORE, None),
        (Core(limits=(0, -1), dumpable=0), "core-limit allows core dumps"),
        (Core(limits=(1, 1), dumpable=0), "core-limit allows core dumps"),
        (Core(limits=(0, 0), dumpable=1), "dumpable allows core dumps"),
        (Core(limits=(0, 0), dumpable=2), "dumpable allows core dumps"),
        (Core(limits=(0, 0), dumpable=-1), "dumpable could not be looked at"),
    ],
)
def test_neither_the_limit_of_core_files_nor_the_program_s_own_mark_is_enough_alone(machine, core, seen) -> None:
    assert machine.seen(core).get(Check.CORE_DUMPS) == seen
