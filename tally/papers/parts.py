"""What several papers share: their head, the base, persons and their votes, signatures, and what names a record."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tally.congress import STATUSES, Base, Congress, Meeting, MeetingKind, Mode
from tally.contest import Contest
from tally.papers.engine import Plain
from tally.papers.numerals import in_words
from tally.person import Birth
from tally.record.fingerprint import fingerprint
from tally.record.reading import Record
from tally.regulation import Certainty, Regulation
from tally.words import Lang, Words
from tally.words.dates import show_date
from tally.words.phrases import article_of, capital

__all__ = [
    "Tree",
    "attendance",
    "base_table",
    "based_on",
    "cite",
    "code_of",
    "day_of",
    "file_name",
    "frame",
    "head",
    "meeting_named",
    "names_of",
    "number_in_words",
    "numbered_names",
    "of_level",
    "place_date",
    "proof",
    "proofs",
    "section",
    "signature",
    "table",
    "term_of",
]

Tree = dict[str, Plain]

CONGRESSES = (MeetingKind.MEMBERS, MeetingKind.DELEGATES)
"""The meetings that are a congress, and so issue papers in its own name."""
CELL = "cell"
"""The level of a unit whose committee is a chi ủy."""
CODE_TO_FILL = "…" * 2
"""The code of the body that issues a paper, which no record has: filled in by hand."""
GROUPS_ON_A_LINE = 6
HYPHENS = "-----"
STAR = "*"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def cite(words: Words, regulation: Regulation, clause_id: str) -> str:
    """Name the article of a clause in brackets, and say where its words are still to be checked.

    Where no rule was found, that the choice is ours stands there in place of an article's words. A year alone is no
    citation: whatever is known of its text, which text it is must be found before anybody can check it.
    """
    clause = regulation.clause(clause_id)
    if clause.article.isdecimal():
        return f"({words('paper.cite.year', year=clause.article)})"
    sure = {Certainty.TEXT: "", Certainty.DEFAULT: words("term.certainty.default")}
    parts = (article_of(words, clause.article), sure.get(clause.certainty, words("term.to_check")))
    return f"({'; '.join(part for part in parts if part)})"


def file_name(words: Words, kind: str, contest: Contest, number: int) -> str:
    """Give the name of a paper's file from its kind, its contest and its round; a copy in English says so."""
    copy = "" if words.lang is Lang.VI else f"-{words.lang}"
    return f"{kind}-{contest.id}-{number}{copy}"


def frame(words: Words, congress: Congress, *, name: str, subject: Sequence[str]) -> Tree:
    """Give what every tree has: language, title, the mark across the page, the line at its foot, the type name."""
    return {
        "lang": words.lang.value,
        "title": capital(f"{name.lower()} – {subject[0]}"),
        "author": congress.unit.name,
        "mark": _mark(words, congress),
        "foot": words("paper.foot"),
        "attached": words("paper.proof.attached"),
        "name": name,
        "subject": [*subject],
        "hyphens": HYPHENS,
    }


def _mark(words: Words, congress: Congress) -> str | None:
    """Give what stands across every page that is not the paper itself: an exercise's, a copy's to read, or both."""
    marks = {"training": congress.mode is Mode.TRAINING, "copy": words.lang is not Lang.VI}
    return ", ".join(words(f"paper.mark.{mark}") for mark, stands in marks.items() if stands) or None


def head(words: Words, congress: Congress, kind: MeetingKind, *, symbol: str) -> Tree:
    """Give the head of a paper that a meeting issues: on the left the unit and the body, on the right the Party.

    ``symbol`` stands after the number, which the office fills in by hand; so it does the code of a body that is no
    congress.
    """
    in_congress = kind in CONGRESSES
    body = congress.name if in_congress else of_level(words, congress, f"paper.body.{kind}")
    code = words("paper.symbol.congress") if in_congress else CODE_TO_FILL
    return {
        "superior": [congress.unit.name.upper()],
        "body": [body.upper(), *([term_of(words, congress).upper()] if in_congress else [])],
        "star": STAR,
        "number": words("paper.number", symbol=f"{symbol}/{code}"),
        "party": words("paper.party"),
        "place_date": place_date(words, congress),
    }


def meeting_named(words: Words, congress: Congress, kind: MeetingKind) -> str:
    """Name the meeting that votes: the congress by its own name, another meeting by the body that meets."""
    return congress.name if kind in CONGRESSES else of_level(words, congress, f"paper.meeting.{kind}")


def of_level(words: Words, congress: Congress, key: str, **params: str | int) -> str:
    """Give the words of a key, those of a cell where it has others: its committee is a chi ủy."""
    special = f"{key}.{CELL}"
    return words(special if congress.unit.level == CELL and words.has(special) else key, **params)


def place_date(words: Words, congress: Congress) -> str:
    """Give place and day as they stand in a head; the day stands on one line."""
    day = day_of(words, congress).replace(" ", NO_BREAK_SPACE)
    return words("paper.place_date", place=capital(congress.place), day=day)


def term_of(words: Words, congress: Congress) -> str:
    """Give the term of a congress."""
    return words("paper.term", term=congress.term)


def day_of(words: Words, congress: Congress) -> str:
    """Give the day of a congress."""
    return show_date(congress.date, words.lang)


def number_in_words(words: Words, number: int) -> str:
    """Write a number in figures and in words, so that nobody can add a figure to it: 15 (mười lăm)."""
    return words("paper.in_words", n=number, words=in_words(number, words.lang))


def section(title: str | None, lines: Iterable[str] = (), *, table: Plain = None, rest: Iterable[str] = ()) -> Tree:
    """Give a section of a paper: its title, its sentences, its table, and what follows from the table."""
    return {"title": title, "lines": [*lines], "table": table, "rest": [*rest]}


def table(shape: str, headings: Iterable[str], rows: Iterable[Iterable[str]], *, sums: int = 0) -> Tree:
    """Give a table of texts; its last ``sums`` rows are sums. How wide the columns of a shape are, the layout says."""
    return {"shape": shape, "headings": [*headings], "rows": [[*row] for row in rows], "sums": sums}


def names_of(words: Words, contest: Contest) -> dict[int, str]:
    """Name the persons of a list by their numbers; whoever has a namesake on it, with the birth too (R6)."""
    known = Counter(person.known_as for person in contest.candidates)
    return {
        person.number: words("record.born", name=person.name, born=born(person.born))
        if known[person.known_as] > 1
        else person.name
        for person in contest.candidates
    }


def numbered_names(words: Words, contest: Contest, numbers: Iterable[int]) -> str:
    """Name persons with their numbers on the ballot; a number stands on the line of its word."""
    names = names_of(words, contest)
    return words.join(words("paper.person", name=names[number], number=str(number)) for number in numbers)


def born(birth: Birth) -> str:
    """Write a day of birth in figures, or the year alone where no more is known."""
    if birth.month is None or birth.day is None:
        return str(birth.year)
    return f"{birth.day:02}/{birth.month:02}/{birth.year:04}"


def based_on(words: Words, kind: MeetingKind, base: Base, *, in_run_off: bool = False) -> str:
    """Name what a per cent is reckoned on: the base, whom it is of, all who were summoned, those taken out (R8, R17).

    In a run-off over half is not needed: there the base is for the per cent alone (R10).
    """
    out = base.summoned - base.value
    return words(
        "paper.based_on.run_off" if in_run_off else "paper.based_on.over_half",
        base=base.value,
        who=words(f"paper.base_name.{kind}"),
        told=words("paper.based_on.less" if out else "paper.based_on.all", summoned=base.summoned, out=out),
    )


def base_table(words: Words, meeting: Meeting, base: Base, regulation: Regulation, *, in_run_off: bool) -> Tree:
    """Itemise the base: everybody summoned, by status, and whether they are taken out of it (R8).

    Beside the base stands what it takes to be elected; in a run-off it is for the per cent alone (R10).
    """
    of = "run_off" if in_run_off else "over_half"
    needed = "" if in_run_off else words("paper.base.needed", n=base.needed)
    persons, leaving = meeting.roll.by_status(), regulation.leaves_base[meeting.kind]
    rows = [
        [
            capital(words(f"term.status.{status}")),
            words("paper.figure", n=persons[status]),
            words("paper.base.out" if status in leaving else "paper.base.stays"),
        ]
        for status in STATUSES[meeting.kind]
        if persons[status]
    ]
    rows += [
        [words("paper.base.summoned"), words("paper.figure", n=base.summoned), ""],
        [words(f"paper.base.value.{of}"), words("paper.figure", n=base.value), needed],
    ]
    columns = ("status", "persons", f"base.{of}")
    return table("base", (words(f"paper.column.{column}") for column in columns), rows, sums=2)


def attendance(words: Words, meeting: Meeting, regulation: Regulation, *, came: str) -> list[str]:
    """Say how many were summoned and came, by the key of the words that say it, and whether they are enough (R14)."""
    roll = meeting.roll
    lines = [
        words(f"paper.minutes.summoned.{meeting.kind}", n=roll.summoned),
        words(came, present=roll.attending, absent=roll.summoned - roll.attending),
    ]
    if roll.replaced:
        lines.append(words("paper.minutes.replaced", n=roll.replaced))
    if meeting.bodies:
        lines.append(words("report.bodies", present=meeting.bodies.present, summoned=meeting.bodies.summoned))
    quorate = "quorate" if meeting.is_quorate(regulation) else "not_quorate"
    return [*lines, words(f"paper.minutes.{quorate}", cite=cite(words, regulation, "R14"))]


def signature(*, behalf: str = "", position: str = "", name: str = "") -> Tree:
    """Give a block to sign: on whose behalf, in which position, and the name under it, empty where it is not known."""
    return {
        "behalf": [behalf.upper()] if behalf else [],
        "position": [position.upper()] if position else [],
        "name": name,
    }


def code_of(text: str) -> list[str]:
    """Give the QR code of a text as rows of "0" and "1", with no margin."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return ["".join("1" if field else "0" for field in row) for row in code.get_matrix()]


def proof(words: Words, record: Record) -> Tree:
    """Give what names a record: its fingerprint to compare by eye, and its hash as a QR code to compare by machine."""
    groups = fingerprint(record.text).split(" ")
    lines = range(0, len(groups), GROUPS_ON_A_LINE)
    return {
        "code": code_of(record.hash.hex()),
        "title": words("paper.proof.title", sequence=str(record.model.sequence)),
        "digits": [" ".join(groups[start : start + GROUPS_ON_A_LINE]) for start in lines],
        "lines": [words("paper.proof.how")],
    }


def proofs(words: Words, records: Sequence[Record]) -> list[Tree]:
    """Give what names the records that a paper is made from and does not hold; how to prove it is said once."""
    *first, last = [proof(words, record) | {"lines": []} for record in records]
    how = words("paper.proof.made_from.several", n=len(records)) if first else words("paper.proof.made_from.one")
    return [*first, last | {"lines": [how]}]
