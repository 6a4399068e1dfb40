"""An audit as it is read: which papers to take out and how to read them, and what they prove. Paper is the truth."""

from collections.abc import Iterator

from tally.cli.ballot_lines import begin_audit, marks_said, persons, round_line
from tally.cli.heading import end_page
from tally.cli.numbers import numbers_said
from tally.cli.page import Page
from tally.cli.round_page import named
from tally.contest import Contest
from tally.record.audit import Conclusion, Discrepancy, Plan, Report, sample_size
from tally.record.audit_document import per_cent
from tally.record.audited import Audited
from tally.record.claims import Claim, Ground, claims
from tally.words import Words
from tally.words.figures import show_percent

__all__ = ["write_plan", "write_report"]

_STYLES = {Conclusion.CONFIRMED: "bold green", Conclusion.NOT_YET: "bold yellow", Conclusion.RECOUNT: "bold red"}
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_STEPS = ("find", "read", "write", "not_found", "report")


def write_plan(page: Page, of: Audited, plan: Plan) -> None:
    """Write which papers to read, why so many, and how to go about it."""
    words = page.words
    _begin(page, "plan", of, plan)
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


def write_report(page: Page, of: Audited, plan: Plan, report: Report) -> None:
    """Write what the papers prove, and every paper that does not say what the record says."""
    words, contest = page.words, of.content.result.contest
    _begin(page, "report", of, plan)
    page.blank()
    page.line(words("audit.read", n=report.read, ballots=plan.ballots))
    if report.discrepancies:
        page.line(words("audit.discrepancies", n=len(report.discrepancies)))
        page.items((_differs(words, contest, one) for one in report.discrepancies), indent=2)
    else:
        page.line(words("audit.no_discrepancy"))
    page.blank()
    at_least = str(report.read + report.further)
    said = words(f"audit.conclusion.{report.conclusion}", n=report.further, at_least=at_least)
    page.line(said, style=_STYLES[report.conclusion])
    risk = show_percent(per_cent(report.risk), words.lang)
    page.line(words("audit.risk_left", risk=risk) if report.risk else words("audit.certain"))
    page.blank()
    page.line(words("audit.rests_on"))
    page.line(words("audit.signers"))
    end_page(page, mode=of.content.result.course.congress.mode)


def _begin(page: Page, title: str, of: Audited, plan: Plan) -> None:
    words = page.words
    begin_audit(page, title, of.record, of.content)
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


def _differs(words: Words, contest: Contest, one: Discrepancy) -> str:
    paper = marks_said(words, contest, one.paper) if one.paper else words("audit.not_found")
    recorded = marks_said(words, contest, one.recorded)
    said = words("audit.discrepancy", leaf=str(one.index), recorded=recorded, paper=paper)
    changes = [
        words("audit.change", person=named(words, contest, [number]), votes=f"{votes:+}".replace("-", "−"))
        for number, votes in one.votes.items()
    ]
    return f"{said} {words('audit.changes', changes=words.join(changes)) if changes else words('audit.no_change')}"
