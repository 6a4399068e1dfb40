"""``tally open``: sealed ballots of a record, opened with an auditor's key; some leaves, or all of them."""

from tally.cli.arguments import Arguments
from tally.cli.numbers import numbers
from tally.cli.refusals import about
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.unlock import load_key, unlock
from tally.cli.verified_record import Given, load_given
from tally.faults import BadInput, Fault
from tally.files.disk import PRIVATE, check_absent, load_bytes, write_new
from tally.files.documents import written
from tally.record import commitment, opening, sealed
from tally.record.audit_document import opened_document
from tally.record.audited import Audited, audited_by_ballots
from tally.record.commitment import Committed

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Open ballots into a new file that only its writer may read. Raises BadInput; nothing is written then."""
    path, sealed_path, output = arguments.file(), arguments.value("--ballots"), arguments.value("--output")
    leaves = _leaves(arguments)
    check_absent([output])
    given = load_given(arguments, terminal, path)
    data = load_bytes(sealed_path)
    key = unlock(terminal, load_key(arguments.value("--key")))
    with about(sealed_path):
        opened = commitment.read(sealed.unseal(data, sealed.private_of_seed(key.seed)))
        of = audited_by_ballots(given.record, given.content, opened)
        made = _opening(of, opened, leaves) if leaves else commitment.write(opened)
    write_new(output, made, mode=PRIVATE)
    if terminal.as_json:
        document = opened_document(of, file=output, leaves=leaves or None, verified=given.is_verified)
        terminal.write_json(written(document))
    else:
        _show(terminal, given, of, leaves=len(leaves), file=output)
    return 0


def _leaves(arguments: Arguments) -> tuple[int, ...]:
    """Give the leaves to open; none where all were asked for in so many words. Raises BadInput."""
    leaves = numbers(arguments, "--leaves")
    if bool(leaves) == ("--all" in arguments.options):
        raise BadInput([Fault(path="tally", location="--leaves", key="usage.leaves_or_all")])
    return leaves


def _opening(of: Audited, opened: Committed, leaves: tuple[int, ...]) -> bytes:
    contest, number = of.content.result.contest.id, of.held.number
    return opening.write(
        opening.open_leaves(opened, leaves, record=of.record.hash, contest=contest, round_number=number)
    )


def _show(terminal: Terminal, given: Given, of: Audited, *, leaves: int, file: str) -> None:
    from tally.cli.ballot_lines import begin_audit, round_line
    from tally.cli.heading import end_page

    words, page = terminal.words, terminal.page()
    begin_audit(page, "opened", given)
    page.line(round_line(words, of))
    page.blank()
    if leaves:
        page.line(words("audit.opened.some", n=leaves, file=one_line(file)))
    else:
        page.line(words("audit.opened.all", file=one_line(file)))
        page.line(words("audit.secret_all"), style="bold")
    page.line(words("audit.secret"))
    end_page(page, mode=of.content.result.course.congress.mode)
    terminal.show(page)
