"""What the papers that go up to the superior committee share: who issues them, and whom the contests elected (R15)."""

from collections.abc import Iterator

from tally.congress import Congress, MeetingKind
from tally.contest import Candidate, Contest, ContestKind
from tally.course import Course, Elected, Held, WhyElected
from tally.outcome import Next, Status
from tally.papers.parts import Tree, cite, head, number_in_words, signature
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
    "name_of",
    "of_level",
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
    kind = issuer(file)
    tree = head(words, file.congress, kind, symbol=symbol)
    if kind is MeetingKind.COMMITTEE:
        tree["body"] = [who(words, file).upper()]
    return tree if symbol else tree | {"number": ""}


def signatures_of(words: Words, file: OfFile) -> list[list[Tree]]:
    """Give the block to sign, on behalf of the body; who signs for it is not in the records."""
    return [[signature(behalf=of_level(words, file.congress, f"dossier.behalf.{issuer(file)}"))]]


def of_level(words: Words, congress: Congress, key: str, **params: str | int) -> str:
    """Give the words of a key, those of a cell where it has others: its committee is a chi ủy."""
    special = f"{key}.cell"
    return words(special if congress.unit.level == "cell" and words.has(special) else key, **params)


def base_named(words: Words, course: Course) -> str:
    """Say what the per cent are reckoned on (R8, R17)."""
    base = course.meeting.base(course.congress.regulation).value
    return words("dossier.percent_of", base=base, who=words(f"paper.base_name.{course.meeting.kind}"))


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
