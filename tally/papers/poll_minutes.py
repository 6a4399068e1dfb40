"""The minutes of the opinion poll on the list (biên bản lấy phiếu xin ý kiến, form 5): R3, R5.

It asks about those whom the convening committee did not prepare. A congress file has how many agreed to each, as far as
that was written down; the ballots issued, collected, valid and invalid it does not have: they are written in by hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tally.contest import Candidate, NominatedBy
from tally.course import Course
from tally.nomination import NEEDS_SURPLUS, OpinionPoll, has_support, opinion_poll, surplus_limit
from tally.papers.ballots import POLLS
from tally.papers.engine import Paper
from tally.papers.official import Official, official
from tally.papers.parts import (
    Tree,
    cite,
    day_of,
    file_name,
    head,
    meeting_named,
    names_of,
    number_in_words,
    section,
    table,
    term_of,
)
from tally.papers.signing import board_and_chair
from tally.regulation import Regulation
from tally.words import Words
from tally.words.phrases import capital, share

__all__ = ["poll_minutes"]

BLANK = "……"
"""What is written in by hand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Poll:
    """A poll whose minutes are written: those asked about, in the order of the list."""

    words: Words
    course: Course
    asked: tuple[Candidate, ...]

    @property
    def rules(self) -> Regulation:
        return self.course.congress.regulation

    @property
    def attending(self) -> int:
        return self.course.meeting.roll.attending

    @property
    def prepared(self) -> int:
        """How many the convening committee's own list has."""
        return len(self.course.contest.standing(1)) - len(self.asked)

    @property
    def agreed(self) -> dict[int, int]:
        """How many agreed, by number, as far as it was written down."""
        return {person.number: person.agreed_by for person in self.asked if person.agreed_by is not None}

    @property
    def result(self) -> OpinionPoll:
        seats = self.course.contest.seats
        return opinion_poll(
            self.agreed, prepared=self.prepared, seats=seats, attending=self.attending, regulation=self.rules
        )

    def cite(self, clause: str) -> str:
        return cite(self.words, self.rules, clause)

    def named(self, numbers: Iterable[int]) -> str:
        names = names_of(self.words, self.course.contest)
        return self.words.join(names[number] for number in numbers)


def poll_minutes(words: Words, courses: Iterable[Course]) -> Iterator[Paper]:
    """Give the minutes for each contest on whose first list somebody stands from the floor or of themselves."""
    for course in courses:
        people = course.contest.standing(1)
        asked = tuple(person for person in people if person.nominated_by is not NominatedBy.COMMITTEE)
        if asked:
            yield _minutes(_Poll(words=words, course=course, asked=asked))


def _minutes(poll: _Poll) -> Paper:
    words, course = poll.words, poll.course
    congress, contest = course.congress, course.contest
    results = [*_results(poll)]
    stands = Official(
        name=words("slips.poll.name"),
        subject=[words("slips.poll.subject"), contest.title, term_of(words, congress)],
        head=head(words, congress, course.meeting.kind, symbol=words("paper.symbol.minutes")),
        opening=[_opening(poll)],
        sections=[_body(poll), *results, _conclusion(poll, len(results) + 2)],
        signatures=board_and_chair(words, course),
    )
    return official(words, congress, file_name(words, "poll-minutes", contest, 1), stands)


def _opening(poll: _Poll) -> str:
    words, congress, kind = poll.words, poll.course.congress, poll.course.meeting.kind
    return words(
        "slips.poll.opening",
        day=capital(day_of(words, congress)),
        place=congress.place,
        body=meeting_named(words, congress, kind),
        unit=congress.unit.name,
        term=congress.term,
        secret=poll.cite("R1"),
        poll=poll.cite("R5"),
        document=congress.regulation.documents[0],
    )


def _body(poll: _Poll) -> Tree:
    """Say who was asked: those attending, of whom every share is reckoned."""
    words, roll = poll.words, poll.course.meeting.roll
    summoned = words(f"paper.minutes.summoned.{poll.course.meeting.kind}", n=roll.summoned)
    return section(words("slips.poll.body"), [summoned, words("slips.poll.attending", n=roll.attending)])


def _results(poll: _Poll) -> Iterator[Tree]:
    """Give the result of each poll paper: form 4A for those who stand of themselves, 4B for those whom others named."""
    words, percent = poll.words, poll.rules.floor_support_above_percent
    headings = [
        *(words(f"paper.column.{column}") for column in ("order", "name")),
        words("slips.poll.column.agreed"),
        words("paper.column.percent"),
        words("slips.poll.column.support", percent=percent),
    ]
    asked = {form: [person for person in poll.asked if person.nominated_by is by] for form, by in POLLS.items()}
    for number, (form, people) in enumerate(((form, people) for form, people in asked.items() if people), 2):
        yield section(
            words(f"slips.poll.{form}", number=str(number)),
            [words("slips.poll.ballots"), words("slips.poll.invalid")],
            table=table("poll", headings, [_row(poll, *one) for one in enumerate(people, 1)]),
        )


def _row(poll: _Poll, place: int, person: Candidate) -> list[str]:
    words, attending = poll.words, poll.attending
    who = [str(place), names_of(words, poll.course.contest)[person.number]]
    if person.agreed_by is None:
        return [*who, words("slips.poll.agreed_blank", attending=attending), BLANK, BLANK]
    supported = has_support(person.agreed_by, attending=attending, regulation=poll.rules)
    return [*who, *share(words, person.agreed_by, attending), words(f"slips.poll.{'over' if supported else 'under'}")]


def _conclusion(poll: _Poll, number: int) -> Tree:
    """Say who qualifies for the list (R3). What becomes of the list is said once every figure is known (R5)."""
    words, found = poll.words, poll.result
    lines = [words("slips.poll.rule", percent=poll.rules.floor_support_above_percent, cite=poll.cite("R3"))]
    if found.qualified:
        lines.append(words("slips.poll.qualified", n=len(found.qualified), names=poll.named(found.qualified)))
    if len(poll.agreed) < len(poll.asked):
        lines.append(words("slips.poll.not_known"))
    elif not found.qualified:
        lines.append(words("slips.poll.nobody"))
    elif poll.course.contest.kind in NEEDS_SURPLUS:
        lines += _of_the_list(poll, found)
    return section(words("slips.poll.conclusion", number=str(number)), lines)


def _of_the_list(poll: _Poll, found: OpinionPoll) -> Iterator[str]:
    """Say whether the list holds them all (R4), and by which rule it is filled where it does not (R5).

    The body settles the list; of a tie at its last place nobody is named before the others.
    """
    words, seats = poll.words, poll.course.contest.seats
    body = words(f"report.body.{poll.course.meeting.kind}")
    most = seats + surplus_limit(seats, poll.rules)
    yield words("slips.poll.most", prepared=poll.prepared, seats=seats, most=most, cite=poll.cite("R4"))
    if found.fits:
        yield words("slips.poll.fits", body=body, cite=poll.cite("R5"))
        return
    room, filled = max(0, most - poll.prepared), found.list_filled
    yield words("slips.poll.too_many", room=number_in_words(words, room), cite=poll.cite("R5.order"))
    if filled.taken:
        yield words("slips.poll.taken", names=poll.named(filled.taken))
    if filled.tied:
        left = number_in_words(words, filled.places_left)
        yield words("slips.poll.tied", names=poll.named(filled.tied), left=left, body=body, cite=poll.cite("R5.tie"))
