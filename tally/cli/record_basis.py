"""What a record rests on, as it is read aloud: the board, the roll, the list with everybody's particulars, the pool."""

from collections.abc import Iterator

from tally.cli.heading import quorum_sentence
from tally.cli.page import Column, Page
from tally.cli.sentences import cite
from tally.congress import STATUSES, Congress
from tally.contest import Biography, Candidate, Contest
from tally.course import Course
from tally.nomination import Pool, sitting
from tally.person import Birth
from tally.record.document import Content
from tally.words import Words
from tally.words.phrases import capital

__all__ = ["write_basis"]


def write_basis(page: Page, content: Content) -> None:
    """Write all that a record was decided by, beside the ballots: whoever signs it signs this too."""
    course = content.result.course
    _board(page, course.congress, course.contest)
    _roll(page, course)
    _list(page, course.contest)
    if content.pool:
        _pool(page, content.pool)


def _board(page: Page, congress: Congress, contest: Contest) -> None:
    """Write the counting board, and who of it steps out for being on the list (R2, Art. 8)."""
    words, seated = page.words, sitting(congress.board, contest)
    page.blank()
    page.line(words("record.board"), style="bold")
    lines = []
    for member in congress.board:
        name = _born(words, member.name, member.born) if member.born else member.name
        key = "record.board_member" if member in seated else "record.board_member_on_list"
        lines.append(words(key, name=name, role=words(f"term.board_role.{member.role}")))
    page.items(lines or [words("record.no_board")])


def _roll(page: Page, course: Course) -> None:
    """Write everybody who was summoned, by status, those that nobody has among them (R8, R14)."""
    words, meeting, rules = page.words, course.meeting, course.congress.regulation
    page.blank()
    page.line(words("record.roll"), style="bold")
    page.line(f"{capital(words(f'term.meeting_kind.{meeting.kind}'))}. {quorum_sentence(words, meeting, rules)}")
    persons = meeting.roll.by_status()
    page.items(
        words("record.status", status=words(f"term.status.{status}"), n=persons[status])
        for status in STATUSES[meeting.kind]
    )
    setting = words(f"record.blank_boxes.{course.congress.blank_boxes}")
    page.line(f"{setting} {cite(words, rules, 'R6.all_blank')}")


def _list(page: Page, contest: Contest) -> None:
    words = page.words
    page.blank()
    page.line(words("record.list"), style="bold")
    columns = [
        Column(heading=words("report.column.number"), is_figure=True),
        Column(heading=words("report.column.name")),
        *(Column(heading=words(f"record.column.{column}")) for column in ("sex", "born", "ethnicity", "nominated_by")),
    ]
    rows = [
        [
            str(person.number),
            person.name,
            words(f"term.sex.{person.sex}"),
            _date(words, person.born),
            person.ethnicity,
            words(f"term.nominated_by.{person.nominated_by}"),
        ]
        for person in contest.candidates
    ]
    page.table(columns, rows)
    for person in contest.candidates:
        if further := "; ".join(_further(words, person)):
            page.items([words("record.person", number=str(person.number), name=person.name, further=further)])


def _further(words: Words, person: Candidate) -> Iterator[str]:
    """Say what else the list has of a person: nothing of most (R3, R11, R16)."""
    if person.incumbent:
        yield words("term.category.incumbent")
    if person.agreed_by is not None:
        yield words("record.agreed_by", n=person.agreed_by)
    for name in sorted(person.attributes):
        key = f"report.attribute.{name}"
        yield words(key) if words.has(key) else words("report.target.attribute", name=name)
    if person.from_round is not None:
        yield words("record.from_round", round=str(person.from_round))
    if person.withdrawal:
        yield words(f"term.withdrawal.{person.withdrawal}")
    if person.withdrawn_before_round is not None:
        yield words("record.withdrawn_before_round", round=str(person.withdrawn_before_round))
    if person.biography:
        yield from _besides(words, person.biography)


def _besides(words: Words, biography: Biography) -> Iterator[str]:
    """Say what a short-biography list has of a person besides, as far as it has it."""
    said = {
        "record.home": biography.home,
        "record.position": biography.position,
        "record.education": biography.education,
        "record.theory": biography.theory,
        "record.admitted": _date(words, biography.admitted) if biography.admitted else "",
        "record.official": _date(words, biography.official) if biography.official else "",
    }
    yield from (words(key, said=text) for key, text in said.items() if text)


def _pool(page: Page, pool: Pool) -> None:
    """Write by name who of another contest may stand in this one (R13)."""
    words = page.words
    names = words.join(_born(words, person.name, person.born) for person in pool.may_stand) or "–"
    key = "record.pool.voted" if pool.voted else "record.pool.not_voted"
    page.blank()
    page.line(words(key, contest=pool.contest, n=pool.seats, names=names))


def _born(words: Words, name: str, born: Birth) -> str:
    return words("record.born", name=name, born=_date(words, born))


def _date(words: Words, born: Birth) -> str:
    """Write a day of birth in figures, or the year alone where no more is known."""
    if born.month is None or born.day is None:
        return str(born.year)
    return words("record.day", day=f"{born.day:02}", month=f"{born.month:02}", year=str(born.year))
