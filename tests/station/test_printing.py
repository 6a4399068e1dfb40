"""Printing: what is handed over arrives, and whatever the printer does, it is told and nothing waits for ever."""

import subprocess
from pathlib import Path

from station import printing
from station.printing import printed

PAGE = "Nhật ký".encode()


def test_a_page_goes_to_the_systems_printer(monkeypatch, tmp_path):
    taken = tmp_path / "taken"
    lp = tmp_path / "lp"
    lp.write_text(f'#!/bin/sh\nprintf %s "$*" > {taken}.line\ncat > {taken}\n')
    lp.chmod(0o755)
    monkeypatch.setattr(printing, "which", lambda _name: str(lp))
    assert printed(PAGE) == "printing.printed"
    assert taken.read_bytes() == PAGE
    assert printed(PAGE, 156) == "printing.printed"
    assert Path(f"{taken}.line").read_text() == "-n 156"
    lp.write_text("#!/bin/sh\nexit 1\n")
    assert printed(PAGE) == "printing.not_printed"


def test_without_a_printer_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(printing, "which", lambda _name: None)
    assert printed(PAGE) == "printing.no_printer"


def test_a_printer_that_never_answers_is_given_up(monkeypatch):
    def waits(*_given, **_more):
        raise subprocess.TimeoutExpired("lp", 1)

    monkeypatch.setattr(printing, "which", lambda _name: "/bin/lp")
    monkeypatch.setattr(printing.subprocess, "run", waits)
    assert printed(PAGE) == "printing.not_printed"
