"""The last line: the keys of the screen, six at most, from the registry of acts."""

from dataclasses import dataclass

from textual.content import Content

from station.actions import Action, ScreenId, footer, keys_of
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, datum, side_by_side
from tally.words import Words

__all__ = ["KeyLine", "Keys"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Keys:
    """The screen whose keys are shown, without those acts that cannot be done now."""

    screen: ScreenId
    without: frozenset[str] = frozenset()


def draw_keys(keys: Keys, words: Words, width: int) -> Content:
    """Draw the line: the help at the right, all else from the left."""
    shown = [action for action in footer(keys.screen) if action.id not in keys.without]
    left = [_key(action, keys.screen, words) for action in shown if action.id != "help"]
    right = [_key(action, keys.screen, words) for action in shown if action.id == "help"]
    return side_by_side(Content.assemble(" ", Content("  ").join(left)), Content.assemble(*right, " "), width)


def _key(action: Action, screen: ScreenId, words: Words) -> Content:
    return Content.assemble(datum(keys_of(action, screen, words), Ink.KEY), " ", datum(words(action.label_key)))


class KeyLine(Drawn[Keys]):
    """The last line of every screen."""

    DEFAULT_CSS = """
    KeyLine { height: 1; dock: bottom; background: $panel; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw the line."""
        return draw_keys(self.value, self.words, width)
