"""What an application has painted on its screen, cell by cell."""

from dataclasses import dataclass

from rich.color import Color, ColorSystem
from rich.palette import Palette
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.app import App

Triplet = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A run of text in one look. A colour is None where the terminal's own is left."""

    text: str
    ink: Triplet | None
    paper: Triplet | None


def painted(app: App) -> list[list[Piece]]:
    """Give the lines of the screen, each in its runs, with reversed runs turned round."""
    return [[_piece(segment) for segment in strip] for strip in app.screen._compositor.render_strips()]


def text_of(app: App) -> str:
    """Give the screen as it is read."""
    return "\n".join("".join(piece.text for piece in line) for line in painted(app))


def _piece(segment) -> Piece:
    style = segment.style
    ink, paper = (_triplet(style.color), _triplet(style.bgcolor)) if style else (None, None)
    if style and style.reverse:
        ink, paper = paper, ink
    assert not (style and style.dim), segment
    return Piece(text=segment.text, ink=ink, paper=paper)


def _triplet(color: Color | None) -> Triplet | None:
    return None if color is None or color.is_default else tuple(color.get_truecolor(DEFAULT_TERMINAL_THEME))


def in_256(color: Triplet) -> Triplet:
    """Give the colour as a terminal of 256 colours shows it."""
    number = Color.from_rgb(*color).downgrade(ColorSystem.EIGHT_BIT).number
    assert number is not None
    assert number >= 16, "the first sixteen are whatever the user of the terminal made them"
    return tuple(_256[number])


def _cube() -> Palette:
    levels = (0, 95, 135, 175, 215, 255)
    cube = [(red, green, blue) for red in levels for green in levels for blue in levels]
    return Palette([(0, 0, 0)] * 16 + cube + [(8 + 10 * step,) * 3 for step in range(24)])


_256 = _cube()


def contrast(one: Triplet, other: Triplet) -> float:
    """Give the contrast ratio of WCAG 2.2 of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Triplet) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (one / 255 for one in color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
