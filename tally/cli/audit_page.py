"""An audit as it is read: which papers to take out and how to read them, and what they prove. Paper is the truth."""

from collections.abc import Iterator

from tally.cli.ballot_lines import begin_audit, marks_said, persons, round_line
from tally.cli.heading import end_page
from tally.cli.numbers import numbers_said
from tally.cli.page import Page
from tally.cli.round_page import named
from tally.cli.verified_record import Given
from tally.contest import Contest
from tally.record.audit import Conclusion, Discrepancy, Plan, Report, sample_size
from tally.record.audit_document import per_cent
from tally.record.audited import Audited
from tally.record.claims import Claim, Ground, claims
from tally.words import Words
from tally.words.figures import show_percent

__all__ = ["write_plan", "write_report"]

_STYLES = {Conclusion.CONFIRMED: "bold green", Conclusion.NOT_YET: "bold yellow", Conclusion.RECOUNT: "bold red"}
_CERTAIN = "100.00"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_STEPS = ("find", "read", "write", "not_found", "report")


def write_plan(page: Page, given: Given, of: Audited, plan: Plan) -> None:
    """Write which papers to read, why so many, and how to go about it."""
    words = page.words
    _begin(page, "plan", given, of, plan)
    page.blank()
    if not plan.drawn:
        page.line(words("audit.nothing_to_read"), style="bold")
    elif plan.count_all:
        page.line(words("audit.count_all", n=plan.ballots), style="bold")
        page.line(words(f"audit.why_all.{_why_all(plan)}"))
    else:
        page.line(words("audit.sample", n=len(plan.drawn), ballots=plan.ballots), style="bold")
        page.line(_ticks(plan))
    if plan.drawn:
        page.blank()
        page.line(words("audit.leaves", leaves=numbers_said(tuple(sorted(plan.drawn)))))
        page.items(words(f"audit.how.{step}") for step in _STEPS)
    end_page(page, mode=of.content.result.course.congress.mode)


def write_report(page: Page, given: Given, of: Audited, plan: Plan, report: Report, *, patterns: bool) -> None:
    """Write what the papers prove, and every paper that does not say what the record says, or was not found.

    ``patterns`` is whether to say how those ballots are marked, which is for the auditors alone.
    """
    words = page.words
    _begin(page, "report", given, of, plan)
    page.blank()
    lost = [one for one in report.discrepancies if one.paper is None]
    page.line(words("audit.read", n=report.read - len(lost), ballots=plan.ballots))
    _discrepancies(page, of.content.result.contest, report, patterns=patterns)
    page.blank()
    at_least = str(report.read + report.further)
    said = words(f"audit.conclusion.{report.conclusion}", n=report.further, at_least=at_least)
    page.line(said, style=_STYLES[report.conclusion])
    page.line(_risk(words, report))
    page.blank()
    page.line(words("audit.rests_on"))
    end_page(page, mode=of.content.result.course.congress.mode)


def _discrepancies(page: Page, contest: Contest, report: Report, *, patterns: bool) -> None:
    """Write the leaves whose papers say otherwise, then those whose papers were not found."""
    words = page.words
    if not report.discrepancies:
        page.line(words("audit.no_discrepancy"))
        return
    for key, is_lost in (("audit.discrepancies", False), ("audit.lost", True)):
        those = [one for one in report.discrepancies if (one.paper is None) is is_lost]
        if those:
            page.line(words(key, n=len(those)))
            page.items((_differs(words, contest, one, patterns=patterns) for one in those), indent=2)
    page.line(words("audit.secret" if patterns else "audit.no_patterns"))


def _risk(words: Words, report: Report) -> str:
    """Say how likely such papers are if the verdict is wrong; papers that anything would turn up prove nothing."""
    if not report.risk:
        return words("audit.certain")
    risk = per_cent(report.risk)
    return words("audit.proves_nothing" if risk == _CERTAIN else "audit.risk_left", risk=show_percent(risk, words.lang))


def _begin(page: Page, title: str, given: Given, of: Audited, plan: Plan) -> None:
    words = page.words
    begin_audit(page, title, given)
    page.line(round_line(words, of))
    page.items(_verdict(words, of.content.result.contest, of))
    page.blank()
    page.line(words("audit.seed", seed=plan.seed))
    page.line(words("audit.risk", n=plan.risk_percent))


def _verdict(words: Words, contest: Contest, of: Audited) -> Iterator[str]:
    """Say what the record says came out, where that is closest, and how many ballots would have to be wrong."""
    outcome = of.held.outcome
    yield words("audit.elected", names=persons(words, contest, outcome.elected))
    if outcome.tied:
        yield words("audit.tied", names=named(words, contest, outcome.tied))
    closest = min(claims(of.decided), key=lambda claim: claim.margin, default=None)
    if closest:
        yield _claim_said(words, contest, of, closest)
        yield words("audit.would_turn", n=-(-closest.margin // 2))


def _claim_said(words: Words, contest: Contest, of: Audited, claim: Claim) -> str:
    votes = of.decided.count.votes
    other = claim.other if claim.ground is Ground.AHEAD else None
    return words(
        f"audit.closest.{claim.ground}",
        person=named(words, contest, [claim.person]),
        votes=votes[claim.person],
        needed=of.decided.base.needed,
        short=of.decided.base.needed - votes[claim.person],
        other=named(words, contest, [] if other is None else [other]),
        ahead=claim.margin,
    )


def _why_all(plan: Plan) -> str:
    """Say why a plan is to count all: a tie, a close vote, or because so many were asked for."""
    if plan.margin is None:
        return "tie"
    needed = sample_size(margin_votes=plan.margin, ballots=plan.ballots, risk_percent=plan.risk_percent)
    return "close" if needed >= plan.ballots else "asked"


def _ticks(plan: Plan) -> str:
    """Write the leaves drawn with a box to tick before each, from low to high; only between two may a line end."""
    width = len(str(plan.ballots - 1))
    ticks = (f"  [ ] {leaf:>{width}}" for leaf in sorted(plan.drawn))
    return " ".join(tick.replace(" ", _NO_BREAK_SPACE) for tick in ticks)


def _differs(words: Words, contest: Contest, one: Discrepancy, *, patterns: bool) -> str:
    """Say of a leaf by how many votes its paper changes the record; and with ``patterns``, how both are marked.

    What a paper that was not found takes away is the pattern of its leaf, and so is told as one.
    """
    said = [words("audit.of_leaf", leaf=str(one.index))]
    if patterns:
        said.append(words("audit.recorded", marks=marks_said(words, contest, one.recorded)))
    if one.paper is None:
        return " ".join(said)
    if patterns:
        said.append(words("audit.on_paper", marks=marks_said(words, contest, one.paper)))
    changes = [
        words("audit.change", person=named(words, contest, [number]), votes=f"{votes:+}".replace("-", "−"))
        for number, votes in one.votes.items()
    ]
    said.append(words("audit.changes", changes=words.join(changes)) if changes else words("audit.no_change"))
    return " ".join(said)
