"""What was typed of a ballot, read back: what the line is worth, and every mark beside its name in full.

The line is read by ``station.session.marks``; here it is put into words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from station.session import Day
from station.session.marks import Mark, Marks, Typed, judged, typed
from station.widgets.entry_line import Reading, Standing
from station.widgets.number_grid import Listed
from tally.ballot import BallotKind
from tally.congress import BlankBoxes
from tally.contest import Contest
from tally.course import BallotPaper
from tally.words import Words

__all__ = ["Reader", "listed", "reader_of", "short"]

_OTHER_MARKS = (Mark.DISAGREE, Mark.BLANK, Mark.BOTH)
BETWEEN = " · "


def listed(contest: Contest, numbers: Iterable[int]) -> tuple[Listed, ...]:
    """Give these candidates as the list names them; of the same name twice, each with the year of birth."""
    people = [contest.candidate(number) for number in numbers]
    times = Counter(one.known_as for one in people)
    return tuple(
        Listed(number=one.number, name=one.name, note=str(one.born.year) if times[one.known_as] > 1 else "")
        for one in people
    )


def short(marks: Marks, kind: BallotKind, words: Words) -> str:
    """Say in numbers what stands on a ballot, and what was seen on it."""
    groups = ((Mark.STRUCK, marks.struck), (Mark.DISAGREE, marks.disagree), (Mark.BLANK, marks.blank))
    every = (*groups, (Mark.BOTH, marks.both))
    said = [words(f"entry.short.{mark}", numbers=" ".join(map(str, numbers))) for mark, numbers in every if numbers]
    said = said or [words("entry.short.nobody" if kind is BallotKind.STRIKE else "entry.short.all")]
    if marks.seen is not None:
        said.append(words("entry.short.seen", seen=words(f"entry.seen.{marks.seen}")))
    return BETWEEN.join(said)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """What lines are read against: the paper, and the names on it."""

    paper: BallotPaper
    blank_boxes: BlankBoxes
    names: Mapping[int, str]

    @property
    def accepts(self) -> str:
        """Give what may be typed on a line beside digits and spaces."""
        return "" if self.paper.kind is BallotKind.STRIKE else "-/"

    def typed(self, line: str) -> Typed:
        """Give what the session makes of a line."""
        return typed(line, self.paper, self.blank_boxes)

    def read(self, line: str, words: Words) -> Reading:
        """Say what a line is worth, and spell it out."""
        now = self.typed(line)
        if now.marks is None:
            if not now.unfinished:
                return Reading(standing=Standing.BAD, word=self._wrong(now, words))
            before = self.typed(line.rpartition(" ")[0]).marks
            key = "entry.word.more" if line else f"entry.word.begin.{self.paper.kind}"
            echo = "" if before is None else self.spelled(before, words)
            return Reading(standing=Standing.OPEN, word=words(key), echo=echo)
        out, seats = len(self.paper.candidates) - now.kept, self.paper.seats
        figures = {"out": out, "kept": now.kept, "seats": seats, "list": len(self.paper.candidates)}
        echo = self.spelled(now.marks, words)
        if now.verdict is None:
            return Reading(
                standing=Standing.GOOD, word=words(f"entry.word.{self.paper.kind}.valid", **figures), echo=echo
            )
        return Reading(
            standing=Standing.ODD,
            word=words(f"entry.word.{self.paper.kind}.{now.verdict}", **figures),
            echo=echo,
            doubt=words(f"entry.doubt.{now.verdict}", **figures),
        )

    def spelled(self, marks: Marks, words: Words) -> str:
        """Say what stands on a ballot, each name in full with its mark."""
        if self.paper.kind is BallotKind.STRIKE:
            if not marks.struck:
                return words("entry.short.nobody")
            return words("entry.spelled.struck", names=self.named(marks.struck))
        said = [
            words(f"entry.spelled.{mark}", names=self.named(numbers))
            for mark, numbers in zip(_OTHER_MARKS, (marks.disagree, marks.blank, marks.both), strict=True)
            if numbers
        ]
        return BETWEEN.join(said) or words("entry.short.all")

    def short(self, marks: Marks, words: Words) -> str:
        """Say in numbers what stands on a ballot, and that it is invalid where its marks make it so."""
        said, reason = short(marks, self.paper.kind, words), judged(marks, self.paper, self.blank_boxes)
        if reason is None or marks.seen is not None:
            return said
        return BETWEEN.join((said, words("entry.short.invalid", reason=words(f"term.reason.{reason}"))))

    def named(self, numbers: Iterable[int]) -> str:
        """Give numbers with their names."""
        return BETWEEN.join(f"{number} {self.names[number]}" for number in numbers)

    def marked(self, line: str) -> tuple[frozenset[int], int | None]:
        """Give the numbers of the list that stand on a line so far, and the last of them."""
        found = [int(digits) for digits in re.findall(r"[0-9]+", line) if int(digits) in self.names]
        return frozenset(found), found[-1] if found else None

    def _wrong(self, now: Typed, words: Words) -> str:
        code, word = now.wrong or ("", "")
        return words(f"entry.wrong.{code}", word=word)


def reader_of(day: Day, contest: str) -> Reader:
    """Give what the lines of the round at work are read against."""
    state, work = day.contest(contest), day.work(contest)
    names = {
        one.number: f"{one.name} ({one.note})" if one.note else one.name
        for one in listed(state.contest, work.paper.candidates)
    }
    return Reader(paper=work.paper, blank_boxes=day.the_congress.blank_boxes, names=names)
