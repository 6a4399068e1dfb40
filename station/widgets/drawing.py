"""How everything is drawn: pieces of text in an ink, never markup; a value in, a drawing out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar, runtime_checkable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from station.terminal import clean
from station.themes.ink import Ink
from tally.words import Words

__all__ = ["Drawn", "Sentence", "Worded", "centred", "datum", "fit", "lines", "say", "shorten", "side_by_side"]

V = TypeVar("V")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence of the catalogues, in no language yet: so it can change its language while it is on the screen."""

    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@runtime_checkable
class Worded(Protocol):
    """What can be said in the other language while it is on the screen."""

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        ...


def say(text: str | Sentence, words: Words) -> str:
    """Give a sentence in words, or a datum as it is; either safe to show."""
    if isinstance(text, Sentence):
        text = words(text.key, **text.params)
    return clean(text)


def datum(text: str, ink: Ink = Ink.TEXT) -> Content:
    """Draw any text, a hostile name too, as exactly its characters."""
    return Content.styled(clean(text), ink)


def fit(content: Content, width: int) -> Content:
    """Make a drawing exactly ``width`` cells wide, an ellipsis where it was cut."""
    return content.truncate(max(width, 0), ellipsis=True, pad=True)


def centred(content: Content, width: int) -> Content:
    """Put a drawing in the middle of ``width`` cells."""
    left = max(width - content.cell_length, 0) // 2
    return fit(content.pad_left(left), width)


def lines(drawings: Iterable[Content]) -> Content:
    """Put drawings under each other."""
    return Content("\n").join(drawings)


def side_by_side(left: Content, right: Content, width: int) -> Content:
    """Put one drawing at the left of a line and another at its right; where both do not fit the left one is cut."""
    room = width - right.cell_length
    if left.cell_length >= room:
        left = fit(left, room - 1)
    return Content.assemble(left, " " * (room - left.cell_length), right)


def shorten(name: str, width: int) -> str:
    """Cut a personal name to ``width`` cells in its middle: the family name's start and the given name are what tell.

    A name that fits is given as it is.
    """
    drawn = Content(name)
    if drawn.cell_length <= width:
        return name
    given = name.rpartition(" ")[2]
    room = width - Content(given).cell_length - 2
    if room < 2:
        return drawn.truncate(width, ellipsis=True).plain
    return f"{drawn.truncate(room).plain.rstrip()}… {given}"


class Drawn(Widget, Generic[V]):
    """A widget that shows one frozen value. A subclass says in ``draw`` what it looks like in so many cells."""

    help_key: str | None = None
    """The key of what F1 says while one is in this widget."""

    def __init__(self, words: Words, value: V, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.words = words
        self.value = value

    def show(self, value: V) -> None:
        """Show another value. The same value again draws nothing."""
        if value != self.value:
            self.value = value
            self.refresh(layout=self.styles.is_auto_height)

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        self.words = words
        self.refresh(layout=True)

    def draw(self, width: int, height: int) -> Content:
        """Draw the value in ``width`` by ``height`` cells; with an automatic height, in as many lines as it takes."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Say how many lines the drawing takes, where the height is automatic."""
        return self.draw(width, 0).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the value in the cells there are."""
        return self.draw(self.content_size.width, self.content_size.height)
