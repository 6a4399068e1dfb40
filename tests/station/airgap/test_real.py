"""On the real system: nothing is sent or changed by looking, and a hardened program leaves nothing behind."""

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from station.airgap import Check, Core, harden, observe, said
from station.airgap.memory import own_core
from tally.words import Lang, Words

HOME = str(Path(__file__).parents[3])
SEES_THE_PROJECT = os.environ | {"PYTHONPATH": HOME}


def python(code):
    run = [sys.executable, "-c", code]
    return subprocess.run(run, capture_output=True, text=True, check=True, env=SEES_THE_PROJECT).stdout


WATCHED = """
import os, sys
done, watching = [], False
def watch(event, given):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")):
        done.append(event)
    if not watching:
        return
    if event == "open" and (given[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        done.append(f"writes {given[0]}")
    if event in {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink"}:
        done.append(f"{event} {given[0]}")
sys.addaudithook(watch)
from station import airgap
watching = True
airgap.harden()
airgap.observe()
DO
print(done)
"""


def test_looking_opens_no_socket_starts_no_program_and_writes_nothing() -> None:
    assert python(WATCHED.replace("DO", "")) == "[]\n"
    assert "socket" in python(WATCHED.replace("DO", "import socket; socket.socket().close()"))
    assert "writes" in python(WATCHED.replace("DO", "open(os.devnull, 'w').close()"))


def test_the_real_system_answers_every_check() -> None:
    found = observe()
    assert [seen.check for seen in found] == [*Check]


HARDENED = """
import resource, os
from station.airgap import harden, observe
from station.airgap.memory import own_core
harden()
print(own_core(), observe()[-1].clear, all(one.seen is None or "looked" not in one.seen for one in observe()))
"""


def test_a_hardened_program_says_so_and_can_still_look() -> None:
    assert python(HARDENED).startswith("Core(limits=(0, 0), dumpable=0) ")
    assert " True " in python(HARDENED)


CRASH = """
import os, resource
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
HARDEN
os.abort()
"""


def crash(folder, *, hardened):
    """Whether the system kept anything of a program that crashed."""
    code = CRASH.replace("HARDEN", "from station.airgap import harden; harden()" if hardened else "")
    child = os.spawnve(
        os.P_NOWAIT,
        sys.executable,
        [sys.executable, "-c", f"import os; os.chdir({str(folder)!r}){code}"],
        SEES_THE_PROJECT,
    )
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status)
    return os.WCOREDUMP(status) or bool(os.listdir(folder))


def test_of_a_hardened_program_that_crashes_nothing_is_kept(tmp_path) -> None:
    assert not crash(tmp_path, hardened=True)
    if not crash(tmp_path, hardened=False):
        pytest.skip("this system keeps nothing of any program that crashes, so this proves nothing")


def refuses(*_):
    raise OSError(1, "Operation not permitted")


def test_where_the_system_lets_nobody_harden_a_program_it_goes_on_and_the_check_says_so(monkeypatch) -> None:
    monkeypatch.setattr(resource, "setrlimit", refuses)
    monkeypatch.setattr(ctypes, "CDLL", refuses)
    harden()
    assert own_core() == Core(limits=resource.getrlimit(resource.RLIMIT_CORE), dumpable=-1)
    assert "dumpable could not be looked at" in observe()[-1].seen


NETWORK = """
import json, subprocess
from station.airgap import observe
def look():
    print(json.dumps([one.seen for one in observe()[:2]]), flush=True)
def ip(command):
    subprocess.run(["ip", *command.split()], check=True)
subprocess.run(["mount", "-t", "sysfs", "sysfs", "/sys"], check=True)
ip("link set lo up"); look()
ip("link add eth0 type veth peer name far0"); look()
ip("link set eth0 up"); look()
ip("addr add 192.0.2.7/24 dev eth0"); look()
ip("link set eth0 down"); look()
ip("addr flush dev eth0"); ip("link set far0 up"); look()
ip("link set eth0 up"); look()
"""


def own_network():
    """A command that runs another one in a network of its own, where that is allowed."""
    command = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
    if not shutil.which("unshare") or not shutil.which("ip"):
        return None
    tried = subprocess.run([*command, "mount", "-t", "sysfs", "sysfs", "/sys"], capture_output=True, check=False)
    return command if tried.returncode == 0 else None


def test_the_kernel_s_own_words_for_a_card_a_cable_and_an_address_are_understood() -> None:
    command = own_network()
    if command is None:
        pytest.skip("no network of one's own can be made here (unshare, ip)")
    run = [*command, sys.executable, "-c", NETWORK]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env=SEES_THE_PROJECT)
    alone, added, no_cable, address, off, other_end, cable = map(json.loads, done.stdout.splitlines())
    clear, mine = [None, None], "192.0.2.7 is an address of this computer"
    assert alone == added == no_cable == clear
    assert address == [mine, "eth0 has a route"]
    assert off == [mine, None]
    assert other_end == clear  # a wired card that feels no cable, and one that is switched off
    assert cable[0].startswith("eth0 is connected; far0 is connected")


@pytest.mark.parametrize("lang", Lang)
def test_what_the_real_system_shows_is_said_in_words(lang) -> None:
    words = Words(lang)
    assert all(words(key, **params) for seen in observe() for key, params in said(seen))
