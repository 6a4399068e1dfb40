"""Which sticks there are: what is mounted, and removable or on USB, and not the system's own disk."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.sticks import sticks

ON_USB = "pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:0"
INSIDE = "pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0"
OWN = "/dev/sda2 / ext4 rw,relatime 0 0"


class Computer:
    """Disks and mounts as /sys, /proc and /dev tell of them: one disk of its own, with the system on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mounts = []
        self.disk("sda", "sda1", "sda2", where=INSIDE)
        self.mount("proc /proc proc rw 0 0", OWN, "/dev/sda1 /boot/efi vfat rw 0 0")

    def at(self, place):
        return self.root / place.removeprefix("/")

    def disk(self, name, *parts, where=ON_USB, removable="0", slaves=()):
        true = self.at(f"/sys/devices/{where}/block/{name}")
        for folder in (*parts, *(f"slaves/{slave}" for slave in slaves), "slaves"):
            (true / folder).mkdir(parents=True, exist_ok=True)
        (true / "removable").write_text(f"{removable}\n")
        self.at("/sys/block").mkdir(parents=True, exist_ok=True)
        self.at(f"/sys/block/{name}").symlink_to(f"../devices/{where}/block/{name}")
        return self

    def mount(self, *lines):
        self.mounts += lines
        self.at("/proc").mkdir(exist_ok=True)
        self.at("/proc/mounts").write_bytes(os.fsencode("\n".join(self.mounts) + "\n"))
        return self

    def folder(self, *places):
        for place in places:
            self.at(place).mkdir(parents=True, exist_ok=True)
        return self

    def label(self, name, device, way="by-label"):
        self.folder(f"/dev/disk/{way}")
        self.at(f"/dev/disk/{way}/{name}").symlink_to(f"../../{device}")
        return self

    def found(self):
        return [(f"/{stick.path.relative_to(self.root)}", stick.disk) for stick in sticks(self.root)]


@pytest.fixture
def computer(tmp_path):
    return Computer(tmp_path / "computer")


STICK = "/dev/sdb1 /media/an/DHXXV vfat rw,nosuid,nodev 0 0"


def test_a_stick_on_usb_is_found_and_a_disk_of_the_computer_s_own_is_none(computer) -> None:
    computer.disk("sdb", "sdb1").mount(STICK).folder("/media/an/DHXXV")
    [stick] = sticks(computer.root)
    room = os.statvfs(stick.path)
    assert stick.path == computer.at("/media/an/DHXXV")
    assert (stick.label, stick.device, stick.disk, stick.read_only) == ("DHXXV", "/dev/sdb1", "sdb", False)
    assert abs(stick.free - room.f_bavail * room.f_frsize) < 1 << 30
    assert stick.filesystem == os.stat(stick.path).st_dev


def test_without_a_stick_none_is_found(computer, tmp_path) -> None:
    assert sticks(computer.root) == ()
    assert sticks(tmp_path / "nowhere") == ()


def test_a_medium_that_calls_itself_removable_is_a_stick_wherever_it_hangs(computer) -> None:
    computer.disk("sdc", "sdc1", where=f"{INSIDE}/2", removable="1").folder("/mnt/card").mount(
        "/dev/sdc1 /mnt/card exfat rw 0 0"
    )
    assert computer.found() == [("/mnt/card", "sdc")]


def test_a_stick_without_partitions_is_one(computer) -> None:
    computer.disk("sdb").mount("/dev/sdb /media/an/X vfat rw 0 0").folder("/media/an/X")
    assert computer.found() == [("/media/an/X", "sdb")]


def test_two_parts_of_one_stick_are_on_one_disk(computer) -> None:
    computer.disk("sdb", "sdb1", "sdb2").folder("/media/an/A", "/media/an/B")
    computer.mount("/dev/sdb1 /media/an/A vfat rw 0 0", "/dev/sdb2 /media/an/B vfat rw 0 0")
    assert computer.found() == [("/media/an/A", "sdb"), ("/media/an/B", "sdb")]


def test_a_stick_that_was_unlocked_with_a_password_is_on_the_disk_below(computer) -> None:
    computer.disk("sdb", "sdb1").disk("dm-0", where="virtual", slaves=["sdb1"]).folder("/dev/mapper", "/media/an/K")
    computer.at("/dev/mapper/luks-1").symlink_to("../dm-0")
    computer.mount("/dev/mapper/luks-1 /media/an/K ext4 rw 0 0")
    assert computer.found() == [("/media/an/K", "sdb")]
    computer.label("KIN", "dm-0")
    assert sticks(computer.root)[0].label == "KIN"


def test_layers_are_looked_through_to_the_disk_below_even_if_they_never_end(computer) -> None:
    computer.disk("sdb").disk("dm-0", where="virtual", slaves=["sdb"]).disk("dm-1", where="virtual", slaves=["dm-0"])
    computer.mount("/dev/dm-1 /media/an/K ext4 rw 0 0").folder("/media/an/K")
    assert computer.found() == [("/media/an/K", "sdb")]
    computer.disk("dm-2", where="virtual", slaves=["dm-3"]).disk("dm-3", where="virtual", slaves=["dm-2"])
    computer.mount("/dev/dm-2 /media/an/L ext4 rw 0 0").folder("/media/an/L")
    assert computer.found() == [("/media/an/K", "sdb")]


def test_the_disk_that_the_system_runs_from_is_no_stick_though_it_hangs_on_usb(tmp_path) -> None:
    computer = Computer(tmp_path / "computer")
    computer.mounts = ["/dev/sdb2 / ext4 rw 0 0"]
    computer.disk("sdb", "sdb1", "sdb2").folder("/media/an/A").mount("/dev/sdb1 /media/an/A vfat rw 0 0")
    assert computer.found() == []
    computer.disk("sdc", "sdc1", where=ON_USB.replace("2-1", "2-2")).mount("/dev/sdc1 /media/an/A vfat rw 0 0")
    assert computer.found() == [("/media/an/A", "sdc")]


def test_where_the_system_runs_from_no_disk_sticks_are_found_all_the_same(tmp_path) -> None:
    computer = Computer(tmp_path / "computer")
    computer.mounts = ["overlay / overlay rw 0 0"]
    computer.disk("sdb", "sdb1").mount(STICK).folder("/media/an/DHXXV")
    assert computer.found() == [("/media/an/DHXXV", "sdb")]


def test_a_stick_mounted_twice_is_one_and_of_two_at_one_place_the_later_is_seen(computer) -> None:
    computer.disk("sdb", "sdb1").disk("sdc", "sdc1", where=ON_USB.replace("2-1", "2-2"))
    computer.folder("/media/an/A", "/media/an/B").mount(
        "/dev/sdc1 /media/an/A vfat rw 0 0", "/dev/sdb1 /media/an/A vfat rw 0 0", "/dev/sdb1 /media/an/B vfat rw 0 0"
    )
    assert computer.found() == [("/media/an/A", "sdb")]


def test_a_stick_that_is_locked_or_was_mounted_to_be_read_is_read_only(computer) -> None:
    computer.disk("sdb", "sdb1").mount(STICK.replace("rw,", "ro,errors=remount-ro,")).folder("/media/an/DHXXV")
    assert [stick.read_only for stick in sticks(computer.root)] == [True]


def test_the_word_ro_within_another_option_locks_nothing(computer) -> None:
    computer.disk("sdb", "sdb1").mount(STICK.replace("nodev", "errors=remount-ro")).folder("/media/an/DHXXV")
    assert [stick.read_only for stick in sticks(computer.root)] == [False]


def test_a_stick_that_is_drawn_out_just_now_is_left_out(computer) -> None:
    computer.disk("sdb", "sdb1").mount(STICK)
    assert sticks(computer.root) == ()


@pytest.mark.parametrize("gone", ["/sys/block/sdb/removable", "/sys/block/sdb"])
def test_a_disk_that_cannot_be_looked_at_is_left_out(computer, gone) -> None:
    computer.disk("sdb", "sdb1").mount(STICK).folder("/media/an/DHXXV")
    computer.at(gone).unlink()
    assert sticks(computer.root) == ()


def test_a_name_with_a_space_or_a_backslash_is_found_where_it_is(computer) -> None:
    computer.disk("sdb", "sdb1").folder("/media/an/DAI HOI\\1")
    computer.mount("/dev/sdb1 /media/an/DAI\\040HOI\\1341 vfat rw 0 0")
    [stick] = sticks(computer.root)
    assert stick.path == computer.at("/media/an/DAI HOI\\1")
    assert stick.label == "DAI HOI\\1"


def test_a_name_that_holds_the_end_of_a_line_of_another_kind_is_found_where_it_is(computer) -> None:
    computer.disk("sdb", "sdb1").folder("/media/an/a\x1cb").mount("/dev/sdb1 /media/an/a\x1cb vfat rw 0 0")
    assert computer.found() == [("/media/an/a\x1cb", "sdb")]


def test_a_device_whose_name_no_file_can_have_is_no_stick(computer) -> None:
    computer.mount(r"/dev/sd\000b1 /media/usb vfat rw 0 0")
    assert computer.found() == []


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("DHXXV", "DHXXV"),
        ("\\x20Đại\\x20hội\\x20", "Đại hội"),
        ("\\xc4\\x90H", "ĐH"),
        ("Đa\u0323i", "Đ\u1ea1i"),
        ("\\x1b[2J", "?[2J"),
        ("a\\xffb", "a?b"),
        ("\\x20", "?"),
        ("\u202eabc", "?abc"),
        ("x" * 41, "x" * 40),
    ],
)
def test_a_label_is_shown_as_letters_and_writes_nothing_else_on_the_screen(computer, written, label) -> None:
    computer.disk("sdb", "sdb1").mount(STICK).folder("/media/an/DHXXV").label("EFI", "sda1").label(written, "sdb1")
    assert [stick.label for stick in sticks(computer.root)] == [label]


def test_a_stick_is_known_again_whatever_device_it_is_the_next_time(computer) -> None:
    computer.disk("sdb", "sdb1").mount(STICK).folder("/media/an/DHXXV").label("B", "sda1", "by-uuid")
    assert [stick.id for stick in sticks(computer.root)] == ["/dev/sdb1"]
    computer.label("1A2B-3C4D", "sdb1", "by-uuid")
    assert [stick.id for stick in sticks(computer.root)] == ["1A2B-3C4D"]


def test_a_label_of_another_stick_is_not_taken(computer) -> None:
    computer.disk("sdb", "sdb1").mount(STICK).folder("/media/an/DHXXV").label("OTHER", "sdb2")
    assert [stick.label for stick in sticks(computer.root)] == ["DHXXV"]


@given(
    mounts=st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.builds(
                lambda *parts: b" ".join(parts),
                st.sampled_from([b"/dev/sdb1", b"/dev/sdb", b"/dev/..", b"/dev/\\000", b"tmpfs"]),
                st.sampled_from([b"/", b"/media", b"/..", b"/\\000", b"/\\777", b""]),
                st.sampled_from([b"vfat"]),
                st.sampled_from([b"rw", b"ro", b""]),
            ),
        ),
        max_size=6,
    )
)
def test_whatever_is_said_to_be_mounted_nothing_stops_the_program(tmp_path_factory, mounts) -> None:
    computer = Computer(tmp_path_factory.mktemp("x") / "computer").disk("sdb", "sdb1").folder("/media")
    computer.at("/proc/mounts").write_bytes(b"\n".join(mounts))
    for stick in sticks(computer.root):
        assert stick.label.isprintable()
        assert stick.disk == "sdb"
        assert stick.free >= 0


def test_the_real_system_is_asked_without_ado() -> None:
    for stick in sticks():
        assert stick.path.is_dir()
