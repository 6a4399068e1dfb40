"""How far the reading has come: shown to whoever watches, once it takes more than a second."""

import sys
from io import StringIO

import pytest

from tally.archive.progress import Step
from tally.cli.progress import of_steps, showing_progress
from tally.words import Lang, Words

WORDS = Words(Lang.VI)
CLOSED = StringIO()
CLOSED.close()


class Screen(StringIO):
    def isatty(self):
        return True


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def watched(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


@pytest.mark.parametrize("stream", [None, CLOSED, StringIO()])
def test_nothing_is_told_where_nobody_watches(monkeypatch, stream):
    monkeypatch.setattr(sys, "stderr", stream)
    with showing_progress(WORDS) as tell:
        assert tell is None
        assert of_steps(tell, "a") is None


def test_nothing_is_shown_within_the_first_second(monkeypatch):
    screen, clock = watched(monkeypatch), Clock()
    with showing_progress(WORDS, clock=clock) as tell:
        tell("a/bch-1.csv", 1, 2)
        clock.now += 0.9
        tell("a/bch-1.csv", 2, 2)
    assert screen.getvalue() == ""


def test_after_a_second_each_file_has_its_bar_and_its_name_is_text(monkeypatch):
    screen, clock = watched(monkeypatch), Clock()
    with showing_progress(WORDS, clock=clock) as tell:
        clock.now += 1
        tell("a/[b]bch\n1.csv", 1, 4)
        tell("a/[b]bch\n1.csv", 2, 4)
        tell("a/bch-2.csv", 4, 4)
    shown = screen.getvalue()
    assert r"Đang đọc [b]bch\n1.csv" in shown
    assert "Đang đọc bch-2.csv" in shown
    assert "50%" in shown
    assert "100%" in shown


def test_each_step_of_an_archive_has_its_bar_in_its_own_words_and_reading_is_of_the_archive(monkeypatch):
    screen, clock = watched(monkeypatch), Clock()
    with showing_progress(WORDS, clock=clock) as tell:
        told = of_steps(tell, "a/looking")
        clock.now += 1
        for step in Step:
            told(step, 1, 4)
    shown = screen.getvalue()
    says = ("mở bảng tra", "xem các tệp có trong kho", "đọc looking", "kiểm tra chuỗi bản ghi", "ghi bảng tra")
    assert [say for say in says if f"Đang {say}" not in shown] == []
    assert "25%" in shown


def test_of_what_nobody_knows_the_whole_no_part_is_shown(monkeypatch):
    screen, clock = watched(monkeypatch), Clock()
    with showing_progress(WORDS, clock=clock) as tell:
        clock.now += 1
        tell(Step.LOOKING, 500, 0)
    assert "Đang xem các tệp có trong kho" in screen.getvalue()
    assert "%" not in screen.getvalue()


def test_the_bars_are_gone_when_a_fault_ends_the_reading(monkeypatch):
    screen, clock = watched(monkeypatch), Clock()

    def read():
        with showing_progress(WORDS, clock=clock) as tell:
            clock.now += 2
            tell("bch-1.csv", 1, 4)
            raise ValueError("fault")

    with pytest.raises(ValueError, match="fault"):
        read()
    assert screen.getvalue().rstrip().endswith("\x1b[2K")
