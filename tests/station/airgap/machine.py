"""A computer as its files under /proc and /sys tell of it: quiet, and ways to change it."""

import shutil
from pathlib import Path

from station.airgap import Check, Core, observe

QUIET_CORE = Core(limits=(0, 0), dumpable=0)
ROUTES = "Iface\tDestination\tGateway\n"
TREE = """Main:
  +-- 0.0.0.0/0 3 0 5
     +-- 127.0.0.0/8 2 0 2
        +-- 127.0.0.0/31 1 0 0
           |-- 127.0.0.0
              /8 host LOCAL
           |-- 127.0.0.1
              /32 host LOCAL
        |-- 127.255.255.255
           /32 link BROADCAST
"""
LOOPBACK_6 = "00000000000000000000000000000001 01 80 10 80       lo\n"
LOOPBACK_ROUTE = f"{'0' * 32} 00 {'0' * 32} 00 {'0' * 32} ffffffff 00000001 00000000 00200200       lo\n"
SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


def address_6(name):
    return f"fe8000000000000000fc00fffe000001 04 40 20 80     {name}\n"


def route_6(name):
    return f"{'f' * 32} 40 {'0' * 32} 00 {'0' * 32} 00000100 00000001 00000000 00000001     {name}\n"


class Machine:
    """A laptop that is cut off: a wired card without a cable, wireless card and Bluetooth blocked, no swap."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.card("lo", flags="0x9", carrier="1", on="virtual")
        self.card("eno1", flags="0x1003", carrier="0")
        self.card("wlp2s0", flags="0x1002", wireless="phy80211")
        self.switch("rfkill0", kind="wlan", name="phy0", soft="1")
        self.switch("rfkill1", kind="bluetooth", name="hci0", soft="1")
        self.put("/sys/class/bluetooth/hci0/uevent")
        self.put("/sys/bus/pci/uevent")
        self.put("/proc/net/route", ROUTES)
        self.put("/proc/net/fib_trie", TREE)
        self.put("/proc/net/if_inet6", LOOPBACK_6)
        self.put("/proc/net/ipv6_route", LOOPBACK_ROUTE)
        self.put("/proc/swaps", SWAPS)
        self.put("/proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/sda2 quiet\n")
        self.put("/sys/power/state", "freeze mem disk\n")
        self.put("/sys/power/disk", "[platform] shutdown reboot\n")
        self.put("/sys/power/resume", "0:0\n")
        self.put("/sys/kernel/kexec_crash_loaded", "0\n")

    def at(self, place):
        return self.root / place.removeprefix("/")

    def put(self, place, text=""):
        self.at(place).parent.mkdir(parents=True, exist_ok=True)
        self.at(place).write_text(text)
        return self

    def add(self, place, text):
        return self.put(place, self.at(place).read_text() + text)

    def take(self, place):
        """Remove a file, or a folder and all in it."""
        target = self.at(place)
        shutil.rmtree(target) if target.is_dir() and not target.is_symlink() else target.unlink()
        return self

    def link(self, place, to):
        """Put a link, to a place of the same computer."""
        self.at(place).parent.mkdir(parents=True, exist_ok=True)
        up = "../" * (place.count("/") - 1)
        self.at(place).symlink_to(f"{up}{to.removeprefix('/')}")
        return self

    def card(self, name, *, flags, carrier=None, wireless=None, on="pci0000:00/0000:00:1f.6", uevent=""):
        """A network card; without ``carrier``, one whose carrier the kernel does not tell, as when it is off."""
        true = f"/sys/devices/{on}/net/{name}"
        self.put(f"{true}/flags", f"{flags}\n").put(f"{true}/uevent", f"INTERFACE={name}\n{uevent}")
        if carrier is not None:
            self.put(f"{true}/carrier", f"{carrier}\n")
        if wireless:
            self.put(f"{true}/{wireless}/index", "0\n")
        return self.link(f"/sys/class/net/{name}", true)

    def switch(self, entry, *, kind, name, soft="0", hard="0"):
        for what, value in {"type": kind, "name": name, "soft": soft, "hard": hard}.items():
            self.put(f"/sys/class/rfkill/{entry}/{what}", f"{value}\n")
        return self

    def driver(self, port, name):
        """A serial port on USB and its driver."""
        true = f"/sys/devices/pci0000:00/usb1/1-1/{port}"
        self.put(f"{true}/port_number", "0\n").link(f"{true}/driver", f"/sys/bus/usb-serial/drivers/{name}")
        return self.link(f"/sys/bus/usb-serial/devices/{port}", true)

    def look(self, core=QUIET_CORE):
        return observe(self.root, core=core)

    def seen(self, core=QUIET_CORE):
        """What is not clear, by check."""
        return {Check(seen.check): seen.seen for seen in self.look(core) if not seen.clear}
