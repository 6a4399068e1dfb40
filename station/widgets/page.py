"""A page that may be longer than its room: where there is more of it, its lower edge says so, and by which key."""

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from station.widgets.drawing import Sentence, datum, say
from tally.words import Words

__all__ = ["LINE_KEYS", "PAGE_KEYS", "Page", "Paged"]

PAGE_KEYS: list[BindingType] = [
    Binding("pagedown", "page(1)", show=False, priority=True),
    Binding("pageup", "page(-1)", show=False, priority=True),
]
"""The bindings of a screen with a page, whatever of it has the keys."""
LINE_KEYS: list[BindingType] = [
    Binding("down", "scroll(1)", show=False),
    Binding("up", "scroll(-1)", show=False),
]
"""The bindings of a screen on which nothing else needs the arrows."""
_MORE = Sentence(key="widget.page.more")
_END = Sentence(key="widget.page.end")


class Page(VerticalScroll, can_focus=False):
    """What it holds is scrolled by the screen's keys."""

    DEFAULT_CSS = """
    Page {
        height: 1fr; scrollbar-size-vertical: 1; border-bottom: solid $ink-faint;
        border-subtitle-align: right; border-subtitle-color: $ink-accent; border-subtitle-background: $background;
    }
    """

    def __init__(self, words: Words, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words

    def turn(self, pages_on: int) -> None:
        """Show what stands further down, or further up; a line of what was seen stays in sight."""
        self.go(pages_on * max(self.scrollable_content_region.height - 1, 1))

    def go(self, lines_on: int) -> None:
        """Show what stands so many lines further down, or further up."""
        self.scroll_relative(y=lines_on, animate=False)

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        self.words = words
        self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say whether there is more, at each line."""
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def watch_virtual_size(self) -> None:
        """Say whether there is more of what it holds now."""
        self._tell()

    def on_resize(self) -> None:
        """Say whether there is more in the room that it has now."""
        self._tell()

    def _tell(self) -> None:
        more = _MORE if self.scroll_y < self.max_scroll_y else _END
        self.border_subtitle = datum(f" {say(more, self.words)} ") if self.max_scroll_y else ""


class Paged(Screen[None]):
    """A screen with one page."""

    def action_page(self, pages_on: int) -> None:
        """Show the next page, or the one before."""
        self.query_one(Page).turn(pages_on)

    def action_scroll(self, lines_on: int) -> None:
        """Show what stands further down, or further up."""
        self.query_one(Page).go(lines_on)
