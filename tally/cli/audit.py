"""``tally audit``: which ballots to hold against the paper, and what the paper proves."""

import re
from collections.abc import Iterator

from tally.cli.arguments import Arguments
from tally.cli.numbers import number, numbers
from tally.cli.refusals import about, fault_of
from tally.cli.terminal import Terminal
from tally.cli.verified_record import Given, load_given
from tally.faults import BadInput, Fault
from tally.files.ballots import ballot_ids, read_ballots
from tally.files.disk import load_bytes
from tally.files.documents import written
from tally.files.strict import shown
from tally.record import audit, opening
from tally.record.audit import MOST_RISK, Conclusion, Plan, Report
from tally.record.audit_document import plan_document, report_document
from tally.record.audited import Audited, audited, audited_by_opening
from tally.record.commitment import Ballot, each, read_ballot
from tally.record.merkle import MOST_LEAVES
from tally.record.models import MOST_ROUNDS
from tally.record.refusal import Refused

__all__ = ["run"]

NOT_PROVED = 3

_LEAF = re.compile(r"0|[1-9][0-9]{0,6}", re.ASCII)


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Plan an audit of a record, or report on it: 0 if it confirms the verdict, else 3. Raises BadInput."""
    path = arguments.file()
    given = load_given(arguments, terminal, path)
    with about(path):
        of = audited(given.record, given.content, number(arguments, "--round", least=1, most=MOST_ROUNDS) or None)
    plan = _plan(arguments, of)
    if arguments.command == "audit plan":
        _tell_plan(terminal, given, of, plan)
        return 0
    report = _report(arguments, of, plan)
    _tell_report(terminal, given, of, plan, report, patterns="--patterns" in arguments.options)
    return 0 if report.conclusion is Conclusion.CONFIRMED else NOT_PROVED


def _plan(arguments: Arguments, of: Audited) -> Plan:
    seed = arguments.value("--seed")
    risk = number(arguments, "--risk", least=1, most=MOST_RISK)
    at_least = number(arguments, "--at-least", least=0, most=MOST_LEAVES)
    with about("tally", place="--seed"):
        audit.draw(seed, 1, 0)
    with about(arguments.file()):
        return audit.plan(of.decided, seed=seed, risk_percent=risk, at_least=at_least)


def _report(arguments: Arguments, of: Audited, plan: Plan) -> Report:
    """Set the papers beside the leaves. Raises BadInput with every one that is missing, and every one too many."""
    recorded = _recorded(arguments.value("--opening"), of)
    papers, lost = _papers(arguments.value("--papers"), of), set(numbers(arguments, "--not-found"))
    faults = [*_mismatches(arguments, drawn=set(plan.drawn), opened={*recorded}, read={*papers}, lost=lost)]
    if faults:
        raise BadInput(faults)
    return audit.report(of.decided, plan, recorded=recorded, paper=dict.fromkeys(lost) | papers)


def _mismatches(
    arguments: Arguments, *, drawn: set[int], opened: set[int], read: set[int], lost: set[int]
) -> Iterator[Fault]:
    """Give a fault for every leaf that was drawn and not opened and read, or read and not drawn."""
    opening_path, papers_path = arguments.value("--opening"), arguments.value("--papers")
    for leaf in sorted(read & lost):
        yield fault_of(Refused("reading_found_and_not", index=leaf), "tally", place="--not-found")
    for leaf in sorted(lost - drawn):
        yield fault_of(Refused("reading_not_drawn", index=leaf), "tally", place="--not-found")
    for leaf in sorted(read - drawn):
        yield fault_of(Refused("reading_not_drawn", index=leaf), papers_path)
    for leaf in sorted(drawn - read - lost):
        yield fault_of(Refused("reading_missing", index=leaf), papers_path)
    for leaf in sorted(drawn - opened):
        yield fault_of(Refused("leaf_not_opened", index=leaf), opening_path)


def _recorded(path: str, of: Audited) -> dict[int, Ballot]:
    """Give the ballots of an opening of this round by their leaves, each proved."""
    data = load_bytes(path)
    with about(path):
        opened = opening.read(data)
        if audited_by_opening(of.record, of.content, opened).held.number != of.held.number:
            raise Refused("opening_of_another_round", round=of.held.number)
        return {leaf.index: read_ballot(leaf.ballot) for leaf in opened.leaves}


def _papers(path: str, of: Audited) -> dict[int, Ballot]:
    """Give what was read on the papers, by leaf: a ballots file in which each ballot has the number of its leaf."""
    data = load_bytes(path)
    ballots = read_ballots(path, data, of.held.paper)
    by_name = zip(ballot_ids(path, data, of.held.paper), each(ballots), strict=True)
    papers: dict[int, Ballot] = {}
    faults = []
    for row, (name, ballot) in enumerate(by_name, 2):
        if _LEAF.fullmatch(name) and int(name) < of.commitment.size:
            papers[int(name)] = ballot
        else:
            params: dict[str, str | int] = {"given": shown(name), "last": of.commitment.size - 1}
            place = f"row {row}, column ballot"
            faults.append(Fault(path=path, location=place, key="bad_value.not_a_leaf", params=params))
    if faults:
        raise BadInput(faults)
    return papers


def _tell_plan(terminal: Terminal, given: Given, of: Audited, plan: Plan) -> None:
    if terminal.as_json:
        terminal.write_json(written(plan_document(of, plan, verified=given.is_verified)))
        return
    from tally.cli.audit_page import write_plan

    page = terminal.page()
    write_plan(page, given, of, plan)
    terminal.show(page)


def _tell_report(terminal: Terminal, given: Given, of: Audited, plan: Plan, report: Report, *, patterns: bool) -> None:
    if terminal.as_json:
        document = report_document(of, plan, report, verified=given.is_verified, patterns=patterns)
        terminal.write_json(written(document))
        return
    from tally.cli.audit_page import write_report

    page = terminal.page()
    write_report(page, given, of, plan, report, patterns=patterns)
    terminal.show(page)
