"""What is settled before Textual is imported, and text that no terminal obeys."""

import subprocess
import sys
from io import StringIO
from unicodedata import category, is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.terminal import Terminal, clean, folded, prepare, wait
from station.themes import THEMES
from tally.words import Lang, Words

UTF8 = {"LANG": "vi_VN.UTF-8", "TERM": "xterm-256color"}
NIGHT_FIRST, PLAIN = ("night", "paper"), ("plain",)


def test_the_terminal_is_prepared_without_textual():
    code = "import sys, station.terminal; print('textual' in sys.modules, 'rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_textual_takes_up_what_was_prepared():
    code = (
        "import os; from station.terminal import prepare; prepare(os.environ); from textual import constants as c;"
        "print(c.DISABLE_KITTY_KEY, c.TEXTUAL_ANIMATIONS, c.SMOOTH_SCROLL, c.MAX_FPS, c.COLOR_SYSTEM)"
    )
    given_before = {**UTF8, "TEXTUAL_DISABLE_KITTY_KEY": "0", "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=given_before)
    assert done.stdout.split() == ["True", "none", "False", "120", "256"]


def test_what_could_open_a_connection_or_write_keys_down_is_taken_out():
    environ = {**UTF8, "TEXTUAL": "devtools", "TEXTUAL_LOG": "/tmp/keys", "TEXTUAL_PRESS": "enter", "TEXTUALLY": "kept"}
    prepare(environ)
    assert not {"TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_PRESS"} & environ.keys()
    assert environ["TEXTUALLY"] == "kept"


@pytest.mark.parametrize(
    ("environ", "themes", "colours"),
    [
        ({"TERM": "xterm-256color"}, NIGHT_FIRST, "256"),
        ({"TERM": "tmux-256color"}, NIGHT_FIRST, "256"),
        ({"TERM": "xterm-kitty"}, NIGHT_FIRST, "256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, NIGHT_FIRST, "truecolor"),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, NIGHT_FIRST, "truecolor"),
        ({"TERM": "xterm"}, PLAIN, "standard"),
        ({"TERM": "screen"}, PLAIN, "standard"),
        ({"TERM": "linux"}, PLAIN, "standard"),
        ({"TERM": "xterm-16color"}, PLAIN, "standard"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, PLAIN, "standard"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, NIGHT_FIRST, "256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": "0"}, PLAIN, "standard"),
    ],
)
def test_a_theme_is_shown_only_where_its_colours_are(environ, themes, colours):
    environ = {"LANG": "C.UTF-8", **environ}
    assert prepare(environ).themes == themes
    assert environ["TEXTUAL_COLOR_SYSTEM"] == colours
    assert set(themes) <= THEMES.keys()


def test_a_no_color_that_says_nothing_is_taken_out_for_textual_heeds_it():
    environ = {**UTF8, "NO_COLOR": ""}
    prepare(environ)
    assert "NO_COLOR" not in environ


def test_without_colours_text_is_not_painted_in_the_colour_it_stands_on():
    """Textual's own filter for NO_COLOR makes the terminal's own colours black, unless its theme is without colours."""
    code = """
import asyncio, os
from station.terminal import prepare
terminal = prepare(os.environ)
from textual.app import App
from station.themes import THEMES
app = App()
app.register_theme(THEMES[terminal.themes[0]])
app.theme = terminal.themes[0]
async def main():
    async with app.run_test():
        print(app.theme, *(type(one).__name__ for one in app._filters if one.enabled))
asyncio.run(main())
"""
    environ = {**UTF8, "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
    assert done.stdout.split() == ["plain", "NoColor"]


@pytest.mark.parametrize(
    ("environ", "fault"),
    [
        ({"LANG": "vi_VN.UTF-8"}, None),
        ({"LANG": "vi_VN.utf8"}, None),
        ({"LANG": "en_US.UTF-8@euro"}, None),
        ({}, None),
        ({"LANG": "C"}, None),
        ({"LC_ALL": "POSIX"}, None),
        ({"LANG": "vi_VN.TCVN"}, "widget.terminal.not_utf8"),
        ({"LANG": "vi_VN"}, "widget.terminal.not_utf8"),
        ({"LANG": "en_US.ISO-8859-1"}, "widget.terminal.not_utf8"),
        ({"LANG": "vi_VN.UTF-8", "LC_CTYPE": "en_US.ISO-8859-1"}, "widget.terminal.not_utf8"),
        ({"LANG": "en_US.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, None),
        ({"LC_ALL": "vi_VN.TCVN", "LC_CTYPE": "C.UTF-8"}, "widget.terminal.not_utf8"),
        ({"LC_ALL": "", "LANG": "vi_VN.UTF-8"}, None),
        ({"TERM": ""}, "widget.terminal.cannot_draw"),
        ({"TERM": "dumb"}, "widget.terminal.cannot_draw"),
        ({"TERM": "unknown"}, "widget.terminal.cannot_draw"),
    ],
)
def test_a_terminal_that_cannot_show_vietnamese_is_named(environ, fault):
    assert prepare({"TERM": "xterm-256color", **environ}).fault == fault


def test_a_terminal_nobody_named_cannot_be_drawn_on():
    assert prepare({}).fault == "widget.terminal.cannot_draw"


def test_the_console_of_the_kernel_may_lack_letters():
    assert prepare({"TERM": "linux"}) == Terminal(themes=PLAIN, doubt="widget.terminal.few_letters")
    assert prepare({"TERM": "xterm"}).doubt is None


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("fault", ["not_utf8", "cannot_draw"])
def test_why_nothing_is_shown_can_be_read_on_a_terminal_without_marks(lang, fault):
    assert Words(lang)(f"widget.terminal.{fault}").isascii()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lê Thị An", "Lê Thị An"),
        (normalize("NFD", "Nguyễn Đức Phượng"), "Nguyễn Đức Phượng"),
        ("[red]x[/]", "[red]x[/]"),
        ("\x1b[31mLê\x1b[0m", "\ufffd[31mLê\ufffd[0m"),
        ("\x9b31mLê", "\ufffd31mLê"),
        ("a\x00b\x7fc\x08", "a\ufffdb\ufffdc\ufffd"),
        ("hai\ndòng\tvà\r\nba", "hai dòng và  ba"),
        ("a\u2028b\u2029c\u0085d", "a b c\ufffdd"),
        ("An\u202egnud\u202c", "Angnud"),
        ("\u2066An\u2069 \u200eB\u200f", "An B"),
        ("A\u200bn\ufeff\u00ad", "An"),
        ("e\u200d\u0301", "é"),
        ("e\ufe0f\u0301", "é"),
        ("\u26a0\ufe0f", "\u26a0"),
        ("stick-\udcff", "stick-\ufffd"),
        ("\ue000\U0010ffff", "\ufffd\ufffd"),
        ("95,54\u00a0%", "95,54\u00a0%"),
        ("", ""),
    ],
)
def test_nothing_is_left_that_a_terminal_would_obey(text, shown):
    assert clean(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_line_in_nfc_that_steers_nothing(text):
    shown = clean(text)
    assert is_normalized("NFC", shown)
    assert not {category(sign) for sign in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert clean(shown) == shown


@given(st.text())
def test_one_name_in_two_spellings_is_shown_as_one(text):
    assert clean(normalize("NFD", text)) == clean(normalize("NFC", text))


@given(st.lists(st.text("máychưa", min_size=1, max_size=12), min_size=1), st.integers(min_value=12, max_value=100))
def test_a_message_before_the_screen_is_broken_between_its_words_alone(words, width):
    shown = folded(" ".join(words), width)
    assert shown.split() == words
    assert all(len(line) <= width for line in shown.split("\n"))


def test_lines_of_a_message_stay_lines_and_a_path_stays_whole(monkeypatch):
    path = "/media/usb/" + "dai-hoi-" * 12 + ".toml"
    shown = folded(f"Tệp không mở được.\n{path}: xem lại tên tệp.", 40)
    assert shown.split("\n") == ["Tệp không mở được.", f"{path}:", "xem lại tên tệp."]
    monkeypatch.setenv("COLUMNS", "10")
    assert folded("Chưa mở gì.") == "Chưa mở\ngì."


class Console(StringIO):
    def __init__(self, *, is_terminal):
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self):
        return self.is_terminal


@pytest.mark.parametrize(("is_terminal", "seen"), [(True, "\r\x1b[2KĐang mở…\r\x1b[2K"), (False, "")])
def test_what_is_waited_for_is_said_on_a_terminal_alone_and_taken_away(monkeypatch, is_terminal, seen):
    monkeypatch.setattr("sys.stdout", console := Console(is_terminal=is_terminal))
    wait("Đang mở…")
    wait("")
    assert console.getvalue() == seen
