"""``tally card``: votes by cards raised on resolutions, each passed only by over half of the base (R18)."""

from typing import TYPE_CHECKING

from tally.cli.arguments import Arguments
from tally.cli.heading import begin_sitting, end_page, findings
from tally.cli.sentences import cite
from tally.cli.terminal import Terminal
from tally.files.disk import load_bytes
from tally.files.documents import written
from tally.files.vote_documents import card_document
from tally.files.votes import CardFile, read_cards
from tally.votes import CardResult, CardStatus, count_card
from tally.words.phrases import share

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["run"]

_STYLES = {CardStatus.PASSED: "green", CardStatus.STOPPED: "bold yellow"}


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Count a card file. Returns 0 whatever came out; raises BadInput."""
    path = arguments.file()
    file = read_cards(path, load_bytes(path))
    sitting = file.sitting
    results = [count_card(vote, meeting=sitting.meeting, regulation=sitting.regulation) for vote in file.votes]
    if terminal.as_json:
        terminal.write_json(written(card_document(file, results)))
    else:
        _show(terminal, file, results)
    return 0


def _show(terminal: Terminal, file: CardFile, results: list[CardResult]) -> None:
    page, sitting = terminal.page(), file.sitting
    begin_sitting(page, terminal.words("report.title.card"), sitting)
    shared = sitting.meeting.findings(sitting.regulation)
    findings(page, sitting.regulation, shared)
    for order, result in enumerate(results, 1):
        _vote(page, file, result, order=order)
        findings(page, sitting.regulation, [finding for finding in result.findings if finding not in shared])
    end_page(page, mode=sitting.mode)
    terminal.show(page)


def _vote(page: "Page", file: CardFile, result: CardResult, *, order: int) -> None:
    words, vote, base = page.words, result.vote, result.base
    page.blank()
    page.line(f"{order}. {vote.title}", hang=3, style="bold underline")
    cards = {"agree": vote.agree, "against": vote.against, "abstain": vote.abstain, "not_voting": vote.not_voting}
    page.line(words("report.cards", **cards))
    votes, percent = share(words, vote.agree, base.value)
    said = words(f"report.card.{result.status}", votes=votes, percent=percent, needed=base.needed)
    page.line(f"{said} {cite(words, file.sitting.regulation, 'R18')}", style=_STYLES.get(result.status, "bold"))
