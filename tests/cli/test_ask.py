"""What is asked stands on standard error; the answer is a line of the terminal, unseen if secret, or of a pipe."""

import io
import os
import pty
import sys
import termios
import threading
import time

import pytest

from tally.cli import ask
from tally.cli.terminal import Terminal
from tally.faults import BadInput
from tally.words import Lang, Words

EVERY = pytest.mark.parametrize("question", [ask.answer, ask.passphrase])


@pytest.fixture
def terminal():
    return Terminal(Words(Lang.VI), as_json=False)


def handed_in(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


@EVERY
def test_a_line_of_a_pipe_is_the_answer_and_the_next_line_the_next(monkeypatch, capsys, terminal, question):
    handed_in(monkeypatch, "  hòa bình áp lực \r\nhai".encode())
    assert question(terminal, "Gì?") == "hòa bình áp lực"
    assert question(terminal, "Gì nữa?") == "hai"
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "Gì?\nGì nữa?\n")


@EVERY
def test_bytes_that_are_no_text_are_an_answer_that_fits_nothing(monkeypatch, terminal, question):
    handed_in(monkeypatch, b"\xff\xfe\n")
    assert question(terminal, "Gì?") == "\ufffd\ufffd"


@EVERY
def test_an_answer_may_come_from_a_stream_without_bytes(monkeypatch, terminal, question):
    monkeypatch.setattr(sys, "stdin", io.StringIO("một\nhai\n"))
    assert question(terminal, "Gì?") == "một"


@EVERY
def test_no_more_of_an_endless_line_is_read_than_any_answer_has(monkeypatch, terminal, question):
    handed_in(monkeypatch, b"a" * (ask.MOST + 1) + b"\n")
    assert len(question(terminal, "Gì?")) == ask.MOST


def closed():
    stream = io.StringIO("x")
    stream.close()
    return stream


@EVERY
@pytest.mark.parametrize("stdin", [None, io.StringIO(""), closed()])
def test_the_end_of_the_input_is_no_answer(monkeypatch, terminal, question, stdin):
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(BadInput) as caught:
        question(terminal, "Gì?")
    [fault] = caught.value.faults
    assert (fault.path, fault.location, fault.key) == ("tally", "-", "no_answer")


@EVERY
def test_an_empty_line_is_an_empty_answer(monkeypatch, terminal, question):
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert question(terminal, "Gì?") == ""


@pytest.fixture
def typed(monkeypatch):
    """A terminal of our own in the place of standard input: give a way to type, and to read what it shows."""
    ours, theirs = pty.openpty()
    with open(theirs, encoding="utf-8", closefd=True) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield ours
    os.close(ours)


def shows(end):
    return bool(termios.tcgetattr(end)[3] & termios.ECHO)


def test_a_secret_is_not_shown_while_it_is_typed_and_other_answers_are(monkeypatch, typed, terminal):
    seen = []

    def line(stdin):
        seen.append(shows(stdin.fileno()))
        return "x"

    assert ask.is_answered_by_a_person()
    monkeypatch.setattr(ask, "_line", line)
    ask.passphrase(terminal, "Gì?")
    ask.answer(terminal, "Gì?")
    assert seen == [False, True]
    assert shows(sys.stdin.fileno())


def test_the_terminal_shows_again_what_is_typed_whatever_happened(monkeypatch, typed, terminal):
    def line(stdin):
        raise KeyboardInterrupt

    monkeypatch.setattr(ask, "_line", line)
    with pytest.raises(KeyboardInterrupt):
        ask.passphrase(terminal, "Gì?")
    assert shows(sys.stdin.fileno())


def test_what_is_typed_at_a_terminal_is_the_answer(typed, terminal):
    def type_it():
        while shows(typed):
            time.sleep(0.01)
        os.write(typed, "hòa bình\n".encode())

    typing = threading.Thread(target=type_it)
    typing.start()
    assert ask.passphrase(terminal, "Gì?") == "hòa bình"
    typing.join()


def test_nobody_sits_at_a_pipe(monkeypatch):
    for stdin in (None, io.StringIO("x"), closed()):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert not ask.is_answered_by_a_person()
