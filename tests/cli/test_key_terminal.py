"""Keys made at a real terminal: what is typed is not shown, and whatever ends the program leaves no key behind."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time

import pytest

from tests.cli.made import CLEAN

NAME, HOLDER = "HD.CG.CAOAN/board-1", "Nguyễn Thị Hằng"
NEW = ["key", "new", "--name", NAME, "--holder", HOLDER, "-o", "a.key", "--backup", "b.key", "--lang", "vi"]
CHEAP = """
import sys
from tally.cli import key_new, main, unlock
from tests.cli.conftest import SMALL
unlock.LIMITS, key_new.COST = unlock.keyfile.Limits(least=SMALL, most=SMALL), SMALL
sys.exit(main(sys.argv[1:]))
"""
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
ASKED_BACK = "gõ lại sáu từ"
PATIENCE = 60
"""Seconds after which a program that says nothing is given up."""


class Dialogue:
    """The command at a terminal of its own, with what it has shown there so far."""

    def __init__(self, *line, folder, program=("-c", CHEAP)):
        self.ours, theirs = pty.openpty()
        self.shown = ""
        self.running = subprocess.Popen(
            [sys.executable, *program, *line],
            cwd=folder,
            env=CLEAN | {"PYTHONPATH": ROOT},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def read(self):
        select.select([self.ours], [], [], 0.2)
        try:
            part = (
                os.read(self.ours, 65536).decode("utf-8", "replace") if select.select([self.ours], [], [], 0)[0] else ""
            )
        except OSError:
            part = ""
        self.shown += part.replace("\r\n", "\n")
        return part

    def wait_for(self, text):
        """Read on until a question was shown once more than before and the terminal hides what is typed."""
        wanted, ends = self.shown.count(text) + 1, time.monotonic() + PATIENCE
        while self.shown.count(text) < wanted or termios.tcgetattr(self.ours)[3] & termios.ECHO:
            assert time.monotonic() < ends, self.shown
            self.read()

    def type(self, text):
        os.write(self.ours, f"{text}\n".encode())

    def words(self):
        return " ".join(re.findall(r"^    \d\. ([a-z]+)$", self.shown, re.M)[-6:])

    def end(self):
        ends = time.monotonic() + PATIENCE
        while self.running.poll() is None and time.monotonic() < ends:
            self.read()
        while self.read():
            pass
        os.close(self.ours)
        return self.running.wait(timeout=1)


@pytest.fixture
def dialogue(tmp_path):
    held = []

    def begin(*line, **given):
        held.append(Dialogue(*line, folder=tmp_path, **given))
        return held[-1]

    yield begin
    for each in held:
        if each.running.poll() is None:
            each.running.kill()
            each.running.wait()


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_words_are_shown_once_and_what_is_typed_is_not(dialogue, tmp_path):
    talk = dialogue(*NEW)
    talk.wait_for(ASKED_BACK)
    words = talk.words()
    talk.type("nham nham")
    talk.wait_for(ASKED_BACK)
    talk.type(words.upper())
    assert talk.end() == 0
    assert "nham" not in talk.shown
    assert words.upper() not in talk.shown
    assert "mà chữ gõ vào có 2 từ" in talk.shown
    assert all(talk.shown.count(word) >= 1 for word in words.split())
    assert len(re.findall(r"^    \d\. ", talk.shown, re.M)) == 6
    assert files(tmp_path) == ["a.key", "a.key.enrol", "b.key"]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_is_stopped_at_the_question_has_no_key(dialogue, tmp_path, ending):
    talk = dialogue(*NEW)
    talk.wait_for(ASKED_BACK)
    assert files(tmp_path) == ["a.key", "b.key"]
    talk.running.send_signal(ending)
    assert talk.end() == 130
    assert "KHÔNG CÓ khóa nào được tạo" in talk.shown
    assert files(tmp_path) == []


def test_three_times_wrong_is_no_key(dialogue, tmp_path):
    talk = dialogue(*NEW)
    for _ in range(3):
        talk.wait_for(ASKED_BACK)
        talk.type("sai")
    assert talk.end() == 2
    assert "KHÔNG CÓ khóa nào được tạo" in talk.shown
    assert files(tmp_path) == []


def test_a_key_at_its_real_cost_is_made_tried_and_given_a_new_passphrase(dialogue, tmp_path):
    talk = dialogue(*NEW, program=("-m", "tally"))
    talk.wait_for(ASKED_BACK)
    talk.type(talk.words())
    assert talk.end() == 0
    renewing = dialogue("key", "passphrase", "b.key", "-o", "c.key", "--lang", "vi", program=("-m", "tally"))
    renewing.wait_for("Mật khẩu sáu từ của khóa")
    renewing.type(talk.words())
    renewing.wait_for(ASKED_BACK)
    renewing.type(renewing.words())
    assert renewing.end() == 0
    assert renewing.words() != talk.words()
    tried = subprocess.run(
        [sys.executable, "-m", "tally", "key", "test", "c.key", "-o", "again", "--lang", "en"],
        cwd=tmp_path,
        env=CLEAN | {"PYTHONPATH": ROOT},
        input=renewing.words().encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    assert "the signature is good" in " ".join(tried.stdout.decode().split())
    assert (tmp_path / "again").read_bytes() == (tmp_path / "a.key.enrol").read_bytes()
    assert (tmp_path / "a.key").read_bytes() == (tmp_path / "b.key").read_bytes()
