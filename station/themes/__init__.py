"""The looks of the station: two themes of its own at a contrast of 7:1 or more, and one without colours.

All colours of ``night`` and ``paper`` are of the 256 that every terminal with colours has, so that they look there as
they do elsewhere. ``plain``, for ``NO_COLOR`` and for terminals of 16 colours, leaves the terminal its own two and
tells things apart by bold and reverse; the words say the rest in every theme.
"""

from collections.abc import Mapping

from textual.theme import Theme

from station.themes.ink import COLOURS

__all__ = ["THEMES"]


def _theme(name: str, *, dark: bool, papers: tuple[str, str, str], inks: Mapping[str, str]) -> Theme:
    """Make a theme in which nothing that Textual draws of itself falls below the contrast of the inks."""
    background, surface, panel = papers
    text, accent = inks["ink-text"], inks["ink-accent"]
    own = dict.fromkeys(("text", "text-muted", "text-disabled", "foreground-muted", "foreground-disabled"), text)
    cursors = {
        "block-cursor-foreground": background,
        "block-cursor-background": text,
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-background": panel,
        "block-hover-background": panel,
        "input-cursor-foreground": background,
        "input-cursor-background": text,
        "input-selection-foreground": background,
        "input-selection-background": accent,
    }
    bars = {
        "scrollbar": inks["ink-faint"],
        "scrollbar-hover": text,
        "scrollbar-active": text,
        "scrollbar-background": panel,
    }
    return Theme(
        name=name,
        dark=dark,
        foreground=text,
        background=background,
        surface=surface,
        panel=panel,
        primary=accent,
        warning=inks["ink-warn"],
        error=inks["ink-bad"],
        success=inks["ink-good"],
        variables={**inks, **own, **cursors, **bars, "border": accent, "border-blurred": inks["ink-faint"]},
    )


_NIGHT = _theme(
    "night",
    dark=True,
    papers=("#080808", "#121212", "#1c1c1c"),
    inks={
        "ink-text": "#eeeeee",
        "ink-faint": "#bcbcbc",
        "ink-good": "#87d787",
        "ink-warn": "#ffd75f",
        "ink-bad": "#ff8787",
        "ink-mark": "#ffaf5f",
        "ink-accent": "#87d7ff",
    },
)
_PAPER = _theme(
    "paper",
    dark=False,
    papers=("#ffffff", "#ffffff", "#ffffd7"),
    inks={
        "ink-text": "#121212",
        "ink-faint": "#444444",
        "ink-good": "#005f00",
        "ink-warn": "#87005f",
        "ink-bad": "#af0000",
        "ink-mark": "#5f00af",
        "ink-accent": "#0000af",
    },
)
_OWN = "ansi_default"
_PLAIN = Theme(
    name="plain",
    ansi=True,
    foreground=_OWN,
    background=_OWN,
    surface=_OWN,
    panel=_OWN,
    primary=_OWN,
    variables={
        **dict.fromkeys(COLOURS, _OWN),
        "ansi-foreground": _OWN,
        "ansi-background": _OWN,
        "block-cursor-background": _OWN,
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-background": _OWN,
        "border": _OWN,
        "border-blurred": _OWN,
        "input-selection-background": _OWN,
        "input-selection-foreground": _OWN,
        "scrollbar": _OWN,
        "scrollbar-hover": _OWN,
        "scrollbar-active": _OWN,
        "scrollbar-background": _OWN,
        "scrollbar-background-hover": _OWN,
        "scrollbar-background-active": _OWN,
        "screen-selection-background": _OWN,
        "screen-selection-foreground": _OWN,
    },
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (_NIGHT, _PAPER, _PLAIN)}
"""By name, the names of ``station.terminal.Terminal.themes``."""
