"""On a small disk that is really full, really locked and really drawn out; in a view of the disks of one's own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEES_THE_PROJECT = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
OWN_DISKS = ["unshare", "--user", "--map-root-user", "--mount"]

DAY = """
import json, os, subprocess, sys
from pathlib import Path
from station.sticks import Stick, StickError, copy

here = Path(sys.argv[1])

def mount(*given):
    subprocess.run(["mount", *given, str(here)], check=True)

def tried(files, folder, **named):
    try:
        done = copy(files, folder, **named)
    except StickError as error:
        print(json.dumps([error.code, error.whole, error.rest]))
    else:
        print(json.dumps(["copied", done.written, done.there]))

mount("-t", "tmpfs", "-o", "size=64k", "none")
small, large = {"a": b"x" * 9000, "b": b"y" * 9000}, {"c": b"z" * 99000}
stick = Stick(path=here, id="", label="", free=0, read_only=False, device="", disk="", filesystem=os.stat(here).st_dev)
tried(small, here / "f", stick=stick)
tried(small | large, here / "f", stick=stick)
print(json.dumps(sorted(os.listdir(here / "f"))))
mount("-o", "remount,ro")
tried(small, here / "f", stick=stick)
tried({"d": b"d"}, here / "f", stick=stick)
tried({"d": b"d"}, here / "g", stick=stick)
subprocess.run(["umount", str(here)], check=True)
tried(small, here / "f", stick=stick)
print(json.dumps(os.listdir(here)))
"""


def test_a_disk_that_is_full_locked_or_drawn_out_says_so_itself(tmp_path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    trial = [*OWN_DISKS, "mount", "-t", "tmpfs", "none", str(place)]
    if not shutil.which("unshare") or subprocess.run(trial, capture_output=True, check=False).returncode:
        pytest.skip("no disks of one's own can be mounted here (unshare)")
    run = [*OWN_DISKS, sys.executable, "-c", DAY, str(place)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env=SEES_THE_PROJECT)
    written, full, left, locked_there, locked_new, locked_folder, gone, on_own_disk = map(
        json.loads, done.stdout.splitlines()
    )
    assert written == ["copied", ["a", "b"], []]
    assert full == ["full", ["a", "b"], ["c"]]
    assert left == ["a", "b"]
    assert locked_there == ["copied", [], ["a", "b"]]
    assert locked_new == ["read_only", [], ["d"]]
    assert locked_folder == ["read_only", [], ["d"]]
    assert gone == ["gone", [], ["a", "b"]]
    assert on_own_disk == []
