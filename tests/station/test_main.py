"""``python -m station``: the terminal is settled first, and whatever is wrong is said in a sentence."""

import os
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from station.__main__ import main
from tally.words import Lang, Words

EN = Words(Lang.EN)
USABLE = {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("terminal", "said"), [({}, "station.usage"), ({"TERM": "dumb"}, "widget.terminal.cannot_draw")], ids=str
)
def test_a_wrong_line_and_a_terminal_that_cannot_show_it_are_told_and_end_with_two(terminal, said):
    line = [sys.executable, "-m", "station", "--unknown"]
    done = subprocess.run(line, env=os.environ | USABLE | terminal, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert " ".join(done.stderr.split()).endswith(" ".join(EN(said).split()))
    assert "Traceback" not in done.stderr


def test_the_command_that_is_installed_is_the_same():
    (command,) = entry_points(group="console_scripts", name="station")
    assert command.load() is main
