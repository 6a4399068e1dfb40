"""The terminal the station is shown in: what must be settled before Textual is imported, and text that is safe to show.

Nothing here imports Textual, which reads its settings from the environment at its first import.
"""

import sys
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from shutil import get_terminal_size
from textwrap import fill
from unicodedata import category, normalize

__all__ = ["Terminal", "clean", "folded", "prepare", "wait"]

_SETTINGS: Mapping[str, str] = {
    "TEXTUAL_DISABLE_KITTY_KEY": "1",  # with that protocol, input methods lose letters
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "TEXTUAL_FPS": "120",  # a key waits for the next frame before it is seen
    "PYDANTIC_DISABLE_PLUGINS": "__all__",  # nothing that is installed beside us has a say, and nobody waits for it
}
_TERMS_OF_256 = ("-256color", "-direct", "kitty", "alacritty", "foot", "ghostty", "wezterm")
_SIXTEEN = "standard"
_COLOURED = ("night", "paper")
_PLAIN = ("plain",)
_VARIATION_SELECTORS = dict.fromkeys(range(0xFE00, 0xFE10))


@dataclass(frozen=True, kw_only=True, slots=True)
class Terminal:
    """What the terminal can show.

    ``themes`` are the names of the themes that can be shown, the one to begin with first. ``fault`` is the key of the
    sentence that says why the station cannot be shown at all, ``doubt`` of the one that says what may look wrong.
    """

    themes: tuple[str, ...]
    fault: str | None = None
    doubt: str | None = None


def prepare(environ: MutableMapping[str, str]) -> Terminal:
    """Settle the environment for Textual and say what the terminal can show.

    To be called before Textual is imported. Every other setting of Textual is taken out of the environment: they can
    open a connection, write the keys typed to a file, or type keys themselves.
    """
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        del environ[name]
    environ.update(_SETTINGS)
    if not environ.get("NO_COLOR"):  # set but empty means nothing, though Textual heeds it
        environ.pop("NO_COLOR", None)
    term = environ.get("TERM", "")
    if not _is_utf8(environ):
        return Terminal(themes=_PLAIN, fault="widget.terminal.not_utf8")
    if term in ("", "dumb", "unknown"):
        return Terminal(themes=_PLAIN, fault="widget.terminal.cannot_draw")
    colours = _colours(environ)
    environ["TEXTUAL_COLOR_SYSTEM"] = colours
    themes = _PLAIN if colours == _SIXTEEN else _COLOURED
    if themes is _PLAIN:  # an application that begins in a theme of colours paints NO_COLOR black on black
        environ["TEXTUAL_THEME"] = "ansi-dark"
    return Terminal(themes=themes, doubt="widget.terminal.few_letters" if term == "linux" else None)


def clean(text: str) -> str:
    """Give any text as it may be shown: in NFC, on one line, with nothing in it that a terminal would obey.

    Line ends and tabs become spaces. Control characters, escapes among them, and code points that stand for no
    character are seen as ``�``; what has no shape of its own but turns the direction of writing, joins or hides is
    left out.
    """
    text = text.translate(_VARIATION_SELECTORS)
    return normalize("NFC", text if text.isprintable() else "".join(map(_shown, text)))


def _shown(sign: str) -> str:
    if sign in "\t\n\v\f\r":
        return " "
    match category(sign):
        case "Cf":
            return ""
        case "Cc" | "Cs" | "Co" | "Cn":
            return "\N{REPLACEMENT CHARACTER}"
        case "Zl" | "Zp":
            return " "
        case _:
            return sign


def _is_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the locale speaks of UTF-8. One that names no encoding (C, or none) says nothing against it."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "C"
    name, named, encoding = locale.partition("@")[0].partition(".")
    return encoding.lower().replace("-", "") == "utf8" if named else name in ("C", "POSIX")


def _colours(environ: Mapping[str, str]) -> str:
    """Which colours there are, by Textual's names."""
    if "NO_COLOR" in environ:
        return _SIXTEEN
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if any(part in environ.get("TERM", "") for part in _TERMS_OF_256) else _SIXTEEN


def folded(said: str, width: int | None = None) -> str:
    """Break a message before the screen between its words, as wide as the terminal: never inside a syllable.

    A word longer than a line, such as a path, stands whole on one of its own.
    """
    width = width or get_terminal_size().columns
    broken = (fill(line, width, break_long_words=False, break_on_hyphens=False) for line in said.split("\n"))
    return "\n".join(broken)


def wait(said: str) -> None:
    """Say on one line of the terminal what is waited for; with nothing to say, take that away."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[2K{said}")
        sys.stdout.flush()


def turned_away(said: str) -> int:
    """Say on the terminal why there will be no screen, and give what the process should return."""
    wait("")
    print(folded(said), file=sys.stderr)  # noqa: T201 -- there is no screen
    return 2
