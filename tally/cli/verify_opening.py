"""``tally verify-opening``: opened ballots, each proved to be one that the record commits to, or not."""

from tally.cli.arguments import Arguments
from tally.cli.refusals import about, fault_of
from tally.cli.terminal import Terminal
from tally.cli.verified_record import Given, load_given
from tally.files.disk import load_bytes
from tally.files.documents import written
from tally.record import opening
from tally.record.audit_document import opening_document
from tally.record.audited import Audited, audited_by_opening
from tally.record.commitment import read_ballot
from tally.record.opening import Opening
from tally.record.refusal import Refused
from tally.words.sentences import fault_sentence

__all__ = ["run"]

NOT_PROVED = 3


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Check an opening. Returns 0 if every leaf of it is proved, 3 if not; raises BadInput for what cannot be read."""
    path, record_path = arguments.file(), arguments.value("--record")
    given = load_given(arguments, terminal, record_path)
    data = load_bytes(path)
    with about(path):
        opened = opening.read(data)
    of, why, detail = None, None, None
    try:
        of = audited_by_opening(given.record, given.content, opened)
    except Refused as refused:
        why, detail = refused.code, fault_sentence(terminal.words, fault_of(refused, path))
    if terminal.as_json:
        verified = given.is_verified
        document = opening_document(given.record, opened, of, verified=verified, why=why, detail=detail)
        terminal.write_json(written(document))
    else:
        _show(terminal, given, opened=opened, of=of, detail=detail or "")
    return 0 if of else NOT_PROVED


def _show(terminal: Terminal, given: Given, *, opened: Opening, of: Audited | None, detail: str) -> None:
    from tally.cli.ballot_lines import begin_audit, marks_said, round_line, votes_said
    from tally.cli.heading import end_page

    words, page, contest = terminal.words, terminal.page(), given.content.result.contest
    begin_audit(page, "opening", given)
    if of is None:
        page.blank()
        page.line(words("audit.opening.fails", detail=detail), style="bold red")
    else:
        page.line(round_line(words, of))
        page.blank()
        page.line(words("audit.opening.holds", n=len(opened.leaves)), style="bold green")
        for leaf in opened.leaves:
            ballot = read_ballot(leaf.ballot)
            said = words("audit.leaf", leaf=str(leaf.index), said=marks_said(words, contest, ballot))
            page.line(f"{said} {votes_said(words, contest, of.decided, ballot)}", indent=2, hang=2)
        page.blank()
        page.line(words("audit.secret"))
    end_page(page, mode=given.content.result.course.congress.mode)
    terminal.show(page)
