"""Doubtful papers: what was seen, the rule that may apply, and what the board rules by its majority (R2, R6, Art. 8).

A ruling can be changed until the round is closed, and every earlier one is shown. Nothing is shown of a paper as long
as an entry of its batch is being typed: whoever types the second one must not learn what the first said.
"""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from station.actions import ScreenId, bindings_for
from station.modals.choose import Choice, Choose
from station.screens.entering import PAPERS, EnteringScreen
from station.screens.entry_questions import reason_asked, voted
from station.screens.joining import led
from station.screens.paper_line import PaperLine
from station.screens.read_back import Reader, reader_of
from station.screens.referring import referred
from station.screens.sides import Said, Sides
from station.session import Day
from station.session.doubts import Rule, doubtful
from station.session.marks import Marks, Seen, judged
from station.session.round import Place, RoundState, Ruling
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.ballot import DEFECTS
from tally.cli.sentences import cite
from tally.regulation import REGULATIONS, Regulation
from tally.words import Words
from tally.words.phrases import capital

__all__ = ["DoubtfulScreen", "about_paper", "agreed", "as_option", "doubt_rows", "rule_said", "seen_on"]

COLUMNS = (
    Column(key="place", heading=Sentence(key="compare.column.place"), width=18),
    Column(key="seen", heading=Sentence(key="doubtful.column.seen"), width=None),
    Column(key="state", heading=Sentence(key="station.column.state"), width=18),
)


def seen_on(work: RoundState, place: Place) -> tuple[Seen, ...]:
    """Give what the entries have seen on a paper, and whoever put it before the board after them, each once."""
    found = [marks.seen for marks in work.at(place) if marks is not None and marks.seen is not None]
    found += [work.referred[place].seen] if place in work.referred else []
    return tuple(dict.fromkeys(found))


def agreed(work: RoundState, place: Place) -> Marks | None:
    """Give what every entry says of the marks of a paper; None where they differ."""
    marks = {replace(one, seen=None) for one in work.at(place) if one is not None}
    return marks.pop() if len(marks) == 1 else None


def doubt_rows(work: RoundState, reader: Reader, words: Words) -> tuple[Row, ...]:
    """Give a row for each doubtful paper: what was seen, and how the board ruled."""
    return tuple(
        Row(
            key=f"{place[0]}.{place[1]}",
            cells=(
                Cell(Sentence(key="compare.place", params={"batch": place[0], "paper": place[1]})),
                Cell(_seen_said(work, place, words)),
                _state(work, place, reader),
            ),
        )
        for place in doubtful(work)
    )


def _seen_said(work: RoundState, place: Place, words: Words) -> str:
    return words.join(words(f"entry.seen.{seen}") for seen in seen_on(work, place)) or "–"


def _state(work: RoundState, place: Place, reader: Reader) -> Cell:
    ruling = work.ruling(place)
    if ruling is None:
        key = "again" if place in work.rulings else "open"
        return Cell(Sentence(key=f"doubtful.state.{key}"), Ink.WARN)
    is_valid = ruling.defect is None and ruling.marks is not None and _verdict(ruling.marks, reader) is None
    return Cell(Sentence(key=f"doubtful.state.{'valid' if is_valid else 'invalid'}"), Ink.GOOD)


def _verdict(marks: Marks, reader: Reader) -> str | None:
    reason = judged(marks, reader.paper, reader.blank_boxes)
    return None if reason is None else reason.value


def rule_said(words: Words, rules: Regulation, clause: str) -> str:
    """Say what a clause lays down, where it stands, and how sure we are of its words."""
    found, said = rules.clause(clause), words(f"rule.{clause}")
    read = [one.id for one in REGULATIONS.values() if not one.clause(clause).to_check]
    if found.to_check and read:
        said = words("report.applied_as_in", regulation=read[0], statement=said)
    return f"{said} {cite(words, rules, clause)} {words(f'term.certainty.{found.certainty}')}."


def about_paper(day: Day, contest: str, place: Place, reader: Reader, words: Words) -> tuple[Paragraph, ...]:
    """Say all there is to know of a doubtful paper: the rule, the marks as they were typed, and the rulings so far."""
    work, rules = day.work(contest), day.the_congress.regulation
    clauses = dict.fromkeys("R6" if seen is Seen.UNCLEAR else "R6.defects" for seen in seen_on(work, place))
    seen = Sentence(key="doubtful.seen", params={"seen": _seen_said(work, place, words)})
    said = [Paragraph(text=seen, ink=Ink.STRONG)]
    if place in work.referred:
        people = words.join(day.person(one).name for one in work.referred[place].by)
        said.append(Paragraph(text=Sentence(key="doubtful.referred", params={"people": people})))
    said += [Paragraph(text=rule_said(words, rules, clause), ink=Ink.FAINT) for clause in clauses]
    said.append(_typed(work, place, reader, words))
    for number, ruling in enumerate(work.rulings.get(place, ()), start=1):
        people = words.join(day.person(one).name for one in ruling.by)
        params: dict[str, str | int] = {
            "n": number,
            "what": ruled(ruling, reader, words),
            "agree": ruling.agree,
            "against": ruling.against,
            "reason": ruling.reason,
            "people": people,
        }
        key = "doubtful.ruling" if ruling.stands else "doubtful.ruling_fallen"
        said.append(Paragraph(text=Sentence(key=key, params=params), ink=Ink.ACCENT))
    return tuple(said)


def _typed(work: RoundState, place: Place, reader: Reader, words: Words) -> Paragraph:
    """Say what was typed of the marks; where the entries differ, only beside which names."""
    marks = agreed(work, place)
    if marks is not None:
        return Paragraph(text=Sentence(key="doubtful.typed", params={"marks": reader.spelled(marks, words)}))
    kind, read = reader.paper.kind, [one for one in work.at(place) if one is not None]
    differing = [number for number in reader.names if len({one.mark(number, kind) for one in read}) > 1]
    return Paragraph(text=Sentence(key="doubtful.differ", params={"names": reader.named(differing)}), ink=Ink.WARN)


def ruled(ruling: Ruling, reader: Reader, words: Words) -> str:
    """Say what was ruled: invalid and why, or how the paper is read and whether it is valid so."""
    if ruling.defect is not None:
        return words("doubtful.invalid", reason=words(f"term.reason.{ruling.defect}"))
    if ruling.marks is None:
        return words("doubtful.destroyed")
    return read_as(ruling.marks, reader, words)


def read_as(marks: Marks, reader: Reader, words: Words) -> str:
    """Say how a paper is read, and whether it is valid so."""
    return words("doubtful.read_as", marks=reader.spelled(marks, words), so=_so(marks, reader, words))


def _so(marks: Marks, reader: Reader, words: Words) -> str:
    verdict = _verdict(marks, reader)
    if verdict is None:
        return words("doubtful.valid")
    return words("doubtful.invalid", reason=words(f"term.reason.{verdict}"))


def as_option(marks: Marks, reader: Reader, words: Words) -> str:
    """Offer the reading on which the entries agree: first whether it is valid so, then every name."""
    params = {"so": _so(marks, reader, words), "marks": reader.spelled(marks, words)}
    return capital(words("doubtful.rule_as_typed", **params))


class DoubtfulScreen(EnteringScreen):
    """The queue of doubtful papers, and what is known of the marked one."""

    screen_id = ScreenId.DOUBTFUL
    BINDINGS: ClassVar = bindings_for(ScreenId.DOUBTFUL)
    DEFAULT_CSS = """
    DoubtfulScreen #head { margin: 1 0 0 0; }
    DoubtfulScreen DataRows { margin: 1 0 0 0; }
    DoubtfulScreen #about { border: solid $ink-accent; background: $surface; max-height: 60%; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__(contest)
        self._stored: int | None = None

    def faces(self) -> ComposeResult:
        """Give the papers, and what is known of the marked one."""
        words, self._reader = self.words, reader_of(self.day, self.contest)
        with Vertical(id=PAPERS):
            yield Paragraphs(words, (), id="head")
            yield DataRows(words, COLUMNS, doubt_rows(self.work, self._reader, words))
            yield Paragraphs(words, (), id="about")
            yield Sides(words, Said())

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest, its round, and that these are the doubtful papers."""
        return (*super().where(), Sentence(key="doubtful.where"))

    def cannot(self) -> frozenset[str]:
        """Give what can't be done: a ruling is not taken back but made again."""
        papers = doubtful(self.work)
        left = {"proceed"} if any(self.work.ruling(place) is None for place in papers) else set()
        sits = self.day.at_keys is not None and self.day.sits(self.day.at_keys, self.contest)
        return frozenset(left if papers and sits and not self.is_stopped else {"rule", *left})

    def show_work(self, day: Day, work: RoundState) -> None:
        """Show the papers, and what is known of the marked one."""
        papers = doubtful(work)
        left = sum(work.ruling(place) is None for place in papers)
        key = "doubtful.none" if not papers else "doubtful.left" if left else "doubtful.all_ruled"
        head = Paragraph(text=Sentence(key=key, params={"n": left, "of": len(papers)}), ink=Ink.STRONG)
        self.query_one("#head", Paragraphs).show((head,))
        self.query_one(DataRows).show_rows(doubt_rows(work, self._reader, self.words))
        stored = "" if self._stored is None else Sentence(key="station.stored", params={"entry": str(self._stored)})
        self.query_one(Sides).show(Said(right=stored))
        self._tell()

    @on(DataRows.Marked)
    def _tell(self) -> None:
        """Tell what is known of the marked paper."""
        place = self._marked
        about = self.query_one("#about", Paragraphs)
        about.show(about_paper(self.day, self.contest, place, self._reader, self.words) if place else ())
        about.display = bool(about.value)

    @property
    def _marked(self) -> Place | None:
        """The paper that is marked."""
        key = self.query_one(DataRows).marked
        return next((place for place in doubtful(self.work) if f"{place[0]}.{place[1]}" == key), None)

    def action_rule(self) -> None:
        """Ask what the board rules on the marked paper, for the first time or again."""
        place = self._marked
        if place is None:
            self.app.bell()
        else:
            self.station.flow(self._rule(place))

    def action_refer(self) -> None:
        """Put a paper before the board that nobody doubts, or take that back."""
        self.station.flow(self._refer())

    async def _refer(self) -> None:
        if place := await referred(self, self._marked):
            self._stored = self.day.entries
            self.refresh_day()
            self.query_one(DataRows).mark(f"{place[0]}.{place[1]}")

    async def _rule(self, place: Place) -> None:
        joined = await led(self, self.contest)
        if joined is None:
            return
        ruling = await self._asked(place)
        if ruling is not None and self.station.submit(ruling, joined=joined) is not None:
            self._stored = self.day.entries
            self.refresh_day()

    async def _asked(self, place: Place) -> Rule | None:
        """Ask for the ruling, the votes and the reason."""
        title = Sentence(key="doubtful.title", params={"batch": place[0], "paper": place[1]})
        as_typed = agreed(self.work, place)
        same = [] if as_typed is None else [as_option(as_typed, self._reader, self.words)]
        invalid = [
            Sentence(key="doubtful.rule_invalid", params={"reason": self.words(f"entry.seen.{one}")}) for one in DEFECTS
        ]
        options: tuple[str | Sentence, ...] = (*invalid, Sentence(key="doubtful.read_again"), *same)
        chosen = await self.app.push_screen_wait(Choose(self.words, Choice(title=title, options=options)))
        if chosen is None:
            return None
        marks = as_typed
        if chosen == len(invalid):
            marks = await self.app.push_screen_wait(PaperLine(self.words, self._reader, title))
        elif marks is None:
            marks = next((replace(one, seen=None) for one in self.work.at(place) if one is not None), Marks())
        votes = None if marks is None else await voted(self, title, len(self.day.board(self.contest)))
        reason = None if votes is None else await reason_asked(self, Sentence(key="doubtful.reason"))
        if marks is None or votes is None or reason is None:
            return None
        return Rule(
            contest=self.contest,
            place=place,
            defect=DEFECTS[chosen] if chosen < len(DEFECTS) else None,
            marks=marks,
            agree=votes[0],
            against=votes[1],
            reason=reason,
        )
