"""The form of a tally sheet: a figure a row, its sums checked as they are typed.

The figures of a sheet are kept here until the whole sheet is stored; the other sheet of the batch is never in sight.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region

from station.session.round import Sheet
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.figure_rows import Figure, FigureRows
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.ballot import Reason
from tally.words import Words

__all__ = ["SheetForm", "SheetPaper", "figures_of", "sheet_of", "sums_said"]

VALID = "valid"
_INVALID, _VOTES = "invalid.", "votes."


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetPaper:
    """What a sheet is of: so many papers with so many seats, the grounds for which they can be invalid, the names.

    ``for_nobody`` says whether a valid ballot always has a vote for somebody.
    """

    size: int
    seats: int
    grounds: tuple[Reason, ...]
    names: Mapping[int, str]
    for_nobody: bool


def figures_of(paper: SheetPaper, typed: Mapping[str, int]) -> tuple[Figure, ...]:
    """Give a row for each figure. Where no reason was typed, no ballot was invalid for it."""
    grounds = tuple(
        Figure(
            key=f"{_INVALID}{one}",
            label=Sentence(key=f"sheets.invalid.{one}"),
            number=typed.get(f"{_INVALID}{one}", 0),
        )
        for one in paper.grounds
    )
    votes = tuple(
        Figure(key=f"{_VOTES}{number}", label=f"{number} {name}", number=typed.get(f"{_VOTES}{number}"))
        for number, name in paper.names.items()
    )
    return (Figure(key=VALID, label=Sentence(key="sheets.valid"), number=typed.get(VALID)), *grounds, *votes)


def sheet_of(paper: SheetPaper, typed: Mapping[str, int]) -> Sheet | None:
    """Give the sheet once every figure is there."""
    if VALID not in typed or any(f"{_VOTES}{number}" not in typed for number in paper.names):
        return None
    reasons = {one: typed.get(f"{_INVALID}{one}", 0) for one in paper.grounds}
    return Sheet(
        valid=typed[VALID],
        invalid={reason: figure for reason, figure in reasons.items() if figure},
        votes={number: typed[f"{_VOTES}{number}"] for number in paper.names},
    )


def sums_said(paper: SheetPaper, typed: Mapping[str, int]) -> tuple[Paragraph, ...]:
    """Say what the figures come to so far, and whether real ballots can give them (R6, R7)."""
    valid = typed.get(VALID, 0)
    invalid = sum(typed.get(f"{_INVALID}{one}", 0) for one in paper.grounds)
    votes = {number: typed[f"{_VOTES}{number}"] for number in paper.names if f"{_VOTES}{number}" in typed}
    papers: dict[str, str | int] = {"valid": valid, "invalid": invalid, "have": valid + invalid, "size": paper.size}
    said = [_checked("sheets.papers", papers, is_right=valid + invalid == paper.size)]
    most = valid * paper.seats
    total, left = sum(votes.values()), len(paper.names) - len(votes)
    least = valid if paper.for_nobody and not left else 0
    figures: dict[str, str | int] = {"votes": total, "most": most, "left": left, "valid": valid}
    said.append(_checked("sheets.votes", figures, is_right=least <= total <= most))
    if over := [number for number, figure in votes.items() if figure > valid]:
        first: dict[str, str | int] = {
            "name": f"{over[0]} {paper.names[over[0]]}",
            "votes": votes[over[0]],
            "valid": valid,
        }
        said.append(_checked("sheets.over", first, is_right=False))
    key = "sheets.left" if left or VALID not in typed else "sheets.whole"
    said.append(Paragraph(text=Sentence(key=key, params={"left": left + (VALID not in typed)}), ink=Ink.STRONG))
    return tuple(said)


def _checked(key: str, params: Mapping[str, str | int], *, is_right: bool) -> Paragraph:
    mark = "right" if is_right else "wrong"
    return Paragraph(text=Sentence(key=f"{key}.{mark}", params=params), ink=Ink.GOOD if is_right else Ink.BAD)


class _Rows(FigureRows):
    """The figures, of which the marked one is in sight."""

    def action_go(self, rows_on: int) -> None:
        """Go to another row."""
        super().action_go(rows_on)
        self.reveal()

    def reveal(self) -> None:
        """Bring the marked row in sight."""
        cast("VerticalScroll", self.parent).scroll_to_region(Region(0, self.marked, 1, 1), animate=False)


class SheetForm(Vertical):
    """The figures of one sheet, and what they come to."""

    DEFAULT_CSS = """
    SheetForm > Paragraphs { margin: 1 0; }
    SheetForm > VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, words: Words, *, id: str) -> None:  # noqa: A002 -- as Textual has it
        super().__init__(id=id)
        self.words = words
        self.typed: dict[str, int] = {}
        self._paper = SheetPaper(size=0, seats=0, grounds=(), names={}, for_nobody=False)

    def compose(self) -> ComposeResult:
        """Put what the figures come to over them."""
        yield Paragraphs(self.words, ())
        with VerticalScroll(can_focus=False):
            yield _Rows(self.words, ())

    @property
    def rows(self) -> FigureRows:
        """The figures."""
        return self.query_one(_Rows)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet, once every figure was typed."""
        return sheet_of(self._paper, self.typed)

    def begin(self, paper: SheetPaper) -> None:
        """Begin an empty sheet."""
        self._paper, self.typed = paper, {}
        self.rows.marked = 0
        self._show()

    def take(self) -> None:
        """Take what stands in the marked row."""
        if taken := self.rows.take():
            self.typed[taken[0]] = taken[1]
            self._show()

    def point_out(self) -> None:
        """Go to the first figure that a whole sheet still takes, and say that nothing was stored."""
        missing = [one.key for one in self.rows.value if one.number is None]
        self.go_to(missing[0])
        why = Sentence(key="sheets.not_whole", params={"left": len(missing)})
        said = sums_said(self._paper, self.typed)[:-1]
        self.query_one(Paragraphs).show((*said, Paragraph(text=why, ink=Ink.BAD)))

    def forget(self) -> bool:
        """Forget the figure that was typed last, and go back to it. Gives whether there was one."""
        if not self.typed:
            return False
        key, _ = self.typed.popitem()
        self.go_to(key)
        return True

    def go_to(self, key: str) -> None:
        """Mark a figure."""
        self.rows.marked = [one.key for one in self.rows.value].index(key)
        self._show()
        self.query_one(_Rows).reveal()

    def go_to_name(self, number: int) -> None:
        """Mark the votes of a name."""
        self.go_to(f"{_VOTES}{number}")

    @on(FigureRows.Taken)
    def keep(self, event: FigureRows.Taken) -> None:
        """Keep a figure that was typed."""
        event.stop()
        self.typed.pop(event.key, None)  # the last one typed is the last one here
        self.typed[event.key] = event.number or 0
        self._show()

    @on(FigureRows.Changed)
    def follow(self, event: FigureRows.Changed) -> None:
        """Say what the figures would come to."""
        event.stop()
        now = {key: figure for key, figure in self.typed.items() if key != event.key}
        self._say(now if event.number is None else {**now, event.key: event.number})

    def _show(self) -> None:
        self.rows.show(figures_of(self._paper, self.typed))
        self.rows.refresh()
        self._say(self.typed)

    def _say(self, typed: Mapping[str, int]) -> None:
        self.query_one(Paragraphs).show(sums_said(self._paper, typed))
