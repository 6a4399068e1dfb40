"""The list of those elected (danh sách trích ngang), contest by contest, with what a short-biography list says (R15).

Its columns are a usual form, recalled, and it says so. What the records do not have is left to be filled in by hand.
"""

from collections.abc import Iterator, Sequence

from tally.contest import Biography, Candidate, Sex
from tally.course import Course, Elected, WhyElected
from tally.papers.dossier import (
    LINE_TO_FILL,
    TO_FILL,
    alternates_of,
    base_named,
    courses_of,
    head_of,
    meeting_of,
    meetings_of,
    name_of,
    signatures_of,
    state_of,
)
from tally.papers.engine import Paper
from tally.papers.official import Official, official
from tally.papers.parts import Tree, born, names_of, proofs, section, table, term_of
from tally.papers.source import OfFile
from tally.person import Birth
from tally.words import Words
from tally.words.phrases import share

__all__ = ["elected_list"]

COLUMNS = (
    *("order", "name", "born_men", "born_women", "ethnicity", "home", "position", "education", "theory"),
    *("admitted", "official", "incumbent", "votes", "notes"),
)
NOTHING_SAID = Biography()


def elected_list(words: Words, file: OfFile) -> Iterator[Paper]:
    """Give the list of everybody elected; none where nobody is. Whoever is elected several times is named each time."""
    congress, courses = file.congress, courses_of(file)
    if not any(course.elected for course in courses):
        return
    stands = Official(
        name=words("dossier.list.name"),
        subject=[words("dossier.list.subject", meetings=meetings_of(words, file)), term_of(words, congress)],
        head=head_of(words, file),
        addressees=[words("dossier.list.goes_with", dots=LINE_TO_FILL)],
        opening=[words("dossier.list.basis", document=congress.regulation.documents[0])],
        sections=[
            *(part for course in courses for part in _of_contest(words, course)),
            section(words("dossier.notes"), [words("dossier.list.usual_form"), words("dossier.list.dotted")]),
        ],
        signatures=signatures_of(words, file),
        proofs=proofs(words, [one.record for one in file.records]),
        is_wide=True,
    )
    yield official(words, congress, name_of(words, "elected-list", file), stands)


def _of_contest(words: Words, course: Course) -> Iterator[Tree]:
    """Give whom a contest elected, then its alternates where it took some."""
    elected, alternates = course.elected, alternates_of(course)
    meeting = meeting_of(words, course)
    said = [words("dossier.list.elected", meeting=meeting, n=len(elected), seats=course.contest.seats)]
    yield section(
        course.contest.title,
        [*said, base_named(words, course, elected)] if elected else said,
        table=_people(words, course, elected) if elected else None,
        rest=state_of(words, course),
    )
    if alternates:
        title = words("dossier.alternates", title=course.contest.title)
        yield section(title, [base_named(words, course, alternates)], table=_people(words, course, alternates))


def _people(words: Words, course: Course, people: Sequence[Elected]) -> Tree:
    names = names_of(words, course.contest)
    rows = []
    for place, one in enumerate(people, 1):
        person = course.contest.candidate(one.number)
        votes, percent = share(words, one.votes, one.base.value)
        rows.append(
            [
                *(str(place), names[one.number]),
                *_of_person(words, person),
                words("dossier.votes", votes=votes, percent=percent),
                _note(words, one),
            ]
        )
    return table("biographies", (words(f"dossier.column.{column}") for column in COLUMNS), rows)


def _of_person(words: Words, person: Candidate) -> Iterator[str]:
    """Give what the list says of a person, from the birth to whether the person was in the outgoing committee."""
    said = person.biography or NOTHING_SAID
    year = str(person.born.year)
    yield from (year, "") if person.sex is Sex.MALE else ("", year)
    yield from (text or TO_FILL for text in (person.ethnicity, said.home, said.position, said.education, said.theory))
    yield from (_day(day) for day in (said.admitted, said.official))
    yield words("dossier.incumbent" if person.incumbent else "dossier.new")


def _day(day: Birth | None) -> str:
    return TO_FILL if day is None else born(day)


def _note(words: Words, one: Elected) -> str:
    """Say in which round, where it was not the first, and that it was a run-off, where over half is not needed."""
    if one.reason is WhyElected.RUN_OFF:
        return words("dossier.list.run_off", round=str(one.round))
    return words("dossier.list.round", round=str(one.round)) if one.round > 1 else ""
