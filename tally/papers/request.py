"""The request to the superior committee to approve the result of the elections (tờ trình đề nghị chuẩn y, R15).

It asks for those elected alone. Seats that are open are told, and what must follow is left to who may decide it.
"""

from collections.abc import Iterator, Sequence

from tally.course import Course, Elected
from tally.papers.dossier import (
    LINE_TO_FILL,
    alternates_of,
    base_named,
    courses_of,
    head_of,
    is_approved,
    meeting_of,
    meetings_of,
    name_of,
    people_of,
    signatures_of,
    state_of,
    who,
)
from tally.papers.engine import Paper
from tally.papers.official import Official, official
from tally.papers.parts import (
    CELL,
    Tree,
    cite,
    day_of,
    names_of,
    number_in_words,
    of_level,
    proofs,
    section,
    table,
    term_of,
)
from tally.papers.source import OfFile
from tally.words import Words
from tally.words.phrases import share

__all__ = ["request"]


def request(words: Words, file: OfFile) -> Iterator[Paper]:
    """Give the request; none where no contest that is approved has elected anybody."""
    congress, courses = file.congress, courses_of(file)
    asked = [course for course in courses if is_approved(course.contest) and course.elected]
    if not asked:
        return
    superior = _superior(words, file, "superior")
    stands = Official(
        name=words("dossier.request.name"),
        subject=[words("dossier.request.subject", meetings=meetings_of(words, file)), term_of(words, congress)],
        head=head_of(words, file, symbol=words("dossier.symbol.request")),
        addressees=[_superior(words, file, "to", dots=LINE_TO_FILL)],
        opening=_opening(words, file),
        sections=[
            section(words("dossier.request.result")),
            *(part for number, course in enumerate(courses, 1) for part in _result(words, course, number)),
            section(words("dossier.request.asked"), [*_asked(words, asked), *_reported(words, courses)]),
            section(words("dossier.request.attached"), _attached(words, file)),
            section(None, [words("dossier.request.please", who=who(words, file), superior=superior)]),
        ],
        recipients={
            "title": words("dossier.recipients"),
            "lines": [words("dossier.as_above"), f"- {LINE_TO_FILL},", words("dossier.kept")],
        },
        signatures=signatures_of(words, file),
        proofs=proofs(words, [one.record for one in file.records]),
    )
    yield official(words, congress, name_of(words, "request", file), stands)


def _superior(words: Words, file: OfFile, key: str, **params: str) -> str:
    """Name who approves: the standing committee above; of a cell it may be a committee that has none."""
    above = CELL if file.congress.unit.level == CELL else "usual"
    return words(f"dossier.request.{key}.{above}", **params)


def _opening(words: Words, file: OfFile) -> list[str]:
    """Name the legal basis, the meetings that elected with their day and place, and what this is."""
    congress = file.congress
    return [
        words("dossier.request.basis", document=congress.regulation.documents[0]),
        words(
            "dossier.request.held",
            meetings=meetings_of(words, file),
            unit=congress.unit.name,
            term=congress.term,
            day=day_of(words, congress),
            place=congress.place,
        ),
        words("dossier.request.opening", who=who(words, file), superior=_superior(words, file, "superior")),
    ]


def _result(words: Words, course: Course, number: int) -> Iterator[Tree]:
    """Give what a contest came to: who elected, how many seats, the elected with their votes, what is open (R9)."""
    contest, elected, alternates = course.contest, course.elected, alternates_of(course)
    said = [
        words(
            "dossier.request.seats",
            meeting=meeting_of(words, course),
            seats=number_in_words(words, contest.seats),
            elected=number_in_words(words, len(elected)),
        )
    ]
    if contest.kept_vacant > 0:
        said.append(words("paper.minutes.kept_vacant", quota=contest.quota, vacant=contest.kept_vacant))
    if elected:
        said.append(base_named(words, course, elected))
    yield section(
        words("dossier.request.contest", number=str(number), title=contest.title),
        said,
        table=_votes(words, course, elected) if elected else None,
        rest=state_of(words, course),
    )
    if alternates:
        title = words("dossier.alternates", title=contest.title)
        yield section(title, [base_named(words, course, alternates)], table=_votes(words, course, alternates))


def _votes(words: Words, course: Course, people: Sequence[Elected]) -> Tree:
    names = names_of(words, course.contest)
    rows = [
        [str(place), names[one.number], str(one.round), *share(words, one.votes, one.base.value)]
        for place, one in enumerate(people, 1)
    ]
    columns = ("order", "name", "round", "votes_alone", "percent")
    return table("elected", (words(f"dossier.column.{column}") for column in columns), rows)


def _asked(words: Words, courses: Sequence[Course]) -> Iterator[str]:
    """Say what is to be approved, contest by contest; a cell has names of its own for its posts."""
    for course in courses:
        contest, congress, names = course.contest, course.congress, names_of(words, course.contest)
        yield of_level(
            words,
            congress,
            f"dossier.request.ask.{contest.kind}",
            n=len(course.elected),
            unit=congress.unit.name,
            term=congress.term,
            names=words.join(words("dossier.comrade", name=names[one.number]) for one in course.elected),
        )


def _reported(words: Words, courses: Sequence[Course]) -> Iterator[str]:
    """Report the delegates: they are elected, and nobody approves them (R12)."""
    for course in courses:
        if not is_approved(course.contest) and course.elected:
            cited = cite(words, course.congress.regulation, "R12")
            yield words("dossier.request.delegates", n=len(course.elected), cite=cited)
            if course.alternates.taken:
                yield words("dossier.request.alternates", n=len(course.alternates.taken))


def _attached(words: Words, file: OfFile) -> Iterator[str]:
    """Name what goes with the request: the file that the regulation asks for (R15)."""
    yield words("dossier.request.with_it", cite=cite(words, file.congress.regulation, "R15"))
    for course in courses_of(file):
        yield words("dossier.request.minutes", title=course.contest.title, n=len(course.held))
    yield words("dossier.request.list")
    yield words("dossier.request.biographies", n=len(people_of(file)))
