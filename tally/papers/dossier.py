"""What the papers that go up to the superior committee share: who issues them, and whom the contests elected (R15)."""

from collections.abc import Iterable, Iterator

from tally.congress import MeetingKind
from tally.contest import Candidate, Contest, ContestKind
from tally.course import Course, Elected, Held, WhyElected
from tally.outcome import Next, Status
from tally.papers.parts import Tree, based_on, cite, head, meeting_named, number_in_words, of_level, signature
from tally.papers.source import OfFile
from tally.words import Lang, Words

__all__ = [
    "LINE_TO_FILL",
    "TO_FILL",
    "alternates_of",
    "base_named",
    "courses_of",
    "head_of",
    "is_approved",
    "issuer",
    "meeting_of",
    "meetings_of",
    "name_of",
    "people_of",
    "signatures_of",
    "state_of",
    "who",
]

TO_FILL = "…" * 3
"""What the data does not have, in a cell: filled in by hand."""
LINE_TO_FILL = "…" * 12
"""The same in a sentence."""


def name_of(words: Words, kind: str, file: OfFile) -> str:
    """Give the name of the file of a paper made from all records; a copy in English says so."""
    copy = "" if words.lang is Lang.VI else f"-{words.lang}"
    return f"{kind}-{file.sequence:03}{copy}"


def courses_of(file: OfFile) -> tuple[Course, ...]:
    """Give the contests of the records, in the order of the chain."""
    return tuple(one.course for one in file.records)


def is_approved(contest: Contest) -> bool:
    """Whether the superior committee approves whom it elects; delegates to its congress are reported alone."""
    return contest.kind is not ContestKind.DELEGATES


def issuer(file: OfFile) -> MeetingKind:
    """Give the meeting in whose name the papers go up: the new committee's, once it has voted; else the congress."""
    kinds = [course.meeting.kind for course in courses_of(file)]
    return MeetingKind.COMMITTEE if MeetingKind.COMMITTEE in kinds else kinds[-1]


def who(words: Words, file: OfFile) -> str:
    """Name who issues the papers, at the beginning of a sentence."""
    return of_level(words, file.congress, f"dossier.issuer.{issuer(file)}")


def head_of(words: Words, file: OfFile, *, symbol: str = "") -> Tree:
    """Give the head; without a ``symbol`` the paper has no number of its own, for it goes with another."""
    tree = head(words, file.congress, issuer(file), symbol=symbol)
    return tree if symbol else tree | {"number": ""}


def signatures_of(words: Words, file: OfFile) -> list[list[Tree]]:
    """Give the block to sign, on behalf of the body; who signs for it is not in the records."""
    return [[signature(behalf=of_level(words, file.congress, f"dossier.behalf.{issuer(file)}"))]]


def meeting_of(words: Words, course: Course) -> str:
    """Name the meeting that held a contest."""
    return meeting_named(words, course.congress, course.meeting.kind)


def meetings_of(words: Words, file: OfFile) -> str:
    """Name the meetings that held the contests, each once: the congress, the new committee's, or both."""
    return words.join(dict.fromkeys(meeting_of(words, course) for course in courses_of(file)))


def base_named(words: Words, course: Course, people: Iterable[Elected]) -> str:
    """Say what the per cent of these persons are reckoned on (R8, R17); over half where not all won a run-off (R10)."""
    base = course.meeting.base(course.congress.regulation)
    in_run_off = all(one.reason is WhyElected.RUN_OFF for one in people)
    return words("dossier.percent_of", of=based_on(words, course.meeting.kind, base, in_run_off=in_run_off))


def state_of(words: Words, course: Course) -> Iterator[str]:
    """Say what must be known of a result: that a run-off decided, and how many seats are open, and why (R10, R11)."""
    rules = course.congress.regulation
    if any(one.reason is WhyElected.RUN_OFF for one in course.elected):
        yield words("dossier.state.run_off", cite=cite(words, rules, "R10"))
    if course.status is Status.COMPLETE:
        return
    left = number_in_words(words, course.open_seats)
    yield words("dossier.state.open", left=left, outcome=words(f"term.outcome.{course.status}"))
    if Next.SUPERIOR_APPOINTS in course.held[-1].outcome.next:
        cited = cite(words, rules, "R11.cell_secretary")
        yield words("dossier.state.superior_appoints", ballots=str(len(course.held)), cite=cited)


def alternates_of(course: Course) -> tuple[Elected, ...]:
    """Give the alternates taken, in their order, each with the ballot whose votes took that person (R12)."""
    own = {number: held for held in course.held if held.for_alternates for number in held.outcome.elected}
    officials = [held for held in course.officials if not held.is_run_off]
    return tuple(_elected(own.get(number, officials[-1]), number) for number in course.alternates.taken)


def _elected(held: Held, number: int) -> Elected:
    reason = WhyElected.RUN_OFF if held.is_run_off else WhyElected.OVER_HALF
    votes = held.count.votes[number]
    return Elected(number=number, votes=votes, base=held.base, round=held.number, reason=reason)


def people_of(file: OfFile) -> tuple[Candidate, ...]:
    """Give whoever is elected, or taken as an alternate, each person once (R13)."""
    people: list[Candidate] = []
    for course in courses_of(file):
        for one in (*course.elected, *alternates_of(course)):
            person = course.contest.candidate(one.number)
            if not any(person.is_same_person(known) for known in people):
                people.append(person)
    return tuple(people)
