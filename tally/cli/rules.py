"""``tally rules``: each clause of a regulation, where it stands, and how sure we are of its words."""

from typing import TYPE_CHECKING

from tally.cli.arguments import Arguments
from tally.cli.terminal import Terminal
from tally.faults import BadInput, Fault
from tally.regulation import REGULATIONS, Certainty, Clause, Regulation
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import article_of

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Show the clauses asked for, all of them if none is named. Raises BadInput for an id that there is not."""
    regulation = _regulation(arguments.value("--regulation"))
    clauses = _clauses(regulation, next(iter(arguments.operands), None))
    if terminal.as_json:
        _write(terminal, regulation, clauses)
    else:
        _show(terminal, regulation, clauses)
    return 0


def _regulation(asked: str) -> Regulation:
    if not asked:
        return next(iter(REGULATIONS.values()))
    if asked not in REGULATIONS:
        params = {"regulation": asked, "known": ", ".join(REGULATIONS)}
        raise BadInput([Fault(path="tally", location="--regulation", key="unknown_regulation", params=params)])
    return REGULATIONS[asked]


def _clauses(regulation: Regulation, asked: str | None) -> list[Clause]:
    """Give the clause of that id, or all clauses of a rule; capitals make no difference."""
    every = list(regulation.clauses.values())
    if asked is None:
        return every
    wanted = asked.casefold()
    named = [clause for clause in every if clause.id.casefold() == wanted and clause.id != clause.rule]
    found = named or [clause for clause in every if clause.rule.casefold() == wanted]
    if not found:
        rules = ", ".join(dict.fromkeys(clause.rule for clause in every))
        params = {"rule": asked, "known": rules}
        raise BadInput([Fault(path="tally", location="ID", key="unknown_rule", params=params)])
    return found


def _statement(words: Words, clause: Clause) -> str:
    """Say what a clause lays down. Words that were read of another regulation alone are told as applied like there."""
    said = words(f"rule.{clause.id}")
    if not clause.to_check:
        return said
    for regulation in REGULATIONS.values():
        if not regulation.clause(clause.id).to_check:
            return words("report.applied_as_in", regulation=regulation.id, statement=said)
    return said


def _where(words: Words, clause: Clause) -> str:
    """Say where a clause stands; our own choice stands nowhere, and of another it is said if that is not known."""
    if clause.article or clause.certainty is Certainty.DEFAULT:
        return article_of(words, clause.article)
    return words("report.article_not_known")


def _readings(words: Words, clause: Clause) -> list[str]:
    return [words(f"reading.{clause.id}.{number}") for number in range(1, clause.readings + 1)]


def _write(terminal: Terminal, regulation: Regulation, clauses: list[Clause]) -> None:
    from tally.files.documents import written
    from tally.files.rules_document import ClausePart, RulesDocument

    document = RulesDocument(
        schema_="rules/1",
        regulation=regulation.id,
        since=regulation.since,
        until=regulation.until,
        documents=list(regulation.documents),
        clauses=[
            ClausePart(
                id=clause.id,
                article=clause.article,
                certainty=clause.certainty,
                to_check=clause.to_check,
                statement=_statement(terminal.words, clause),
                readings=_readings(terminal.words, clause),
            )
            for clause in clauses
        ],
    )
    terminal.write_json(written(document))


def _show(terminal: Terminal, regulation: Regulation, clauses: list[Clause]) -> None:
    words, page = terminal.words, terminal.page()
    page.line(words("report.title.rules", regulation=regulation.id), style="bold")
    since = show_date(regulation.since, words.lang)
    if regulation.until is None:
        page.line(words("report.in_force", since=since))
    else:
        page.line(words("report.was_in_force", since=since, until=show_date(regulation.until, words.lang)))
    page.line(words("report.documents", documents="; ".join(regulation.documents)))
    for clause in clauses:
        _clause(page, clause)
    to_check = sum(clause.to_check for clause in clauses)
    if to_check:
        page.blank()
        page.line(words("report.clauses_to_check", n=to_check), style="yellow")
    terminal.show(page)


def _clause(page: "Page", clause: Clause) -> None:
    words = page.words
    page.blank()
    parts = [clause.id, _where(words, clause), words(f"term.certainty.{clause.certainty}")]
    if clause.to_check:
        parts.append(words("term.to_check").upper())
    page.line(" – ".join(part for part in parts if part), style="bold yellow" if clause.to_check else "bold")
    page.line(_statement(words, clause), indent=2)
    if clause.readings:
        page.line(words("report.our_readings"), indent=2)
        page.items(_readings(words, clause), indent=2)
