"""Two congresses whose records hold every kind of figure there is, and every way to change one thing in a document."""

from datetime import date

from tally.ballot import BallotKind, Reason
from tally.congress import BlankBoxes, BoardMember, MeetingKind, Mode
from tally.contest import (
    Biography,
    Category,
    Choice,
    ContestKind,
    Decision,
    MeasuredOn,
    NominatedBy,
    Plan,
    Purpose,
    Sex,
    Share,
    Target,
    Withdrawal,
)
from tally.course import WhyElected, begin
from tally.finding import Severity
from tally.nomination import Pool
from tally.outcome import Next, Status
from tally.person import Birth
from tally.record.document import Observation, tree_of
from tally.rounds import hold
from tests.making import candidate, congress, contest, first, meeting, strike_for
from tests.record.ceremony import BOARD, content_of

CHOICES = [
    {choice.value for choice in kind}
    for kind in (BallotKind, BlankBoxes, Category, ContestKind, MeasuredOn, MeetingKind, Mode, Next, NominatedBy)
]
CHOICES += [
    {choice.value for choice in kind} for kind in (Purpose, Reason, Severity, Sex, Status, WhyElected, Withdrawal)
]
CHOICES += [{choice.value for choice in Choice}, {"head", "member"}, {"190-QĐ/TW", "244-QĐ/TW"}]
"""The words that stand for one another."""

IN_PLACE_OF_NULL = {
    **dict.fromkeys(("previous", "replaces", "head"), "1" * 64),
    **dict.fromkeys(("seen", "name"), "x"),
    **{key: {"percent": 7, "count": None} for key in ("at_least", "at_most")},
    "until": "2024-01-01",
    "born": "1975",
    "withdrawal": "granted",
    "bodies": {"summoned": 3, "present": 3},
    "plan": {"age_on": "2025-07-01", "targets": []},
    "pool": {"contest": "x", "seats": 3, "voted": True, "may_stand": []},
}
"""What may stand where nothing does; else a figure."""


BIOGRAPHY = Biography(
    home="Cao An",
    position="Bí thư",
    education="Đại học",
    theory="Cao cấp",
    admitted=Birth(year=2010, month=2, day=3),
    official=Birth(year=2011),
)


def committee():
    """A committee of three from seven, decided by a run-off, with a plan, a vote by cards and all kinds of people."""
    people = [
        candidate(1, "An", sex=Sex.FEMALE, attributes=frozenset({"khoa_hoc"}), biography=BIOGRAPHY),
        candidate(2, "Bình An", incumbent=True, born=Birth(year=1950)),
        candidate(3, "Chi", nominated_by=NominatedBy.FLOOR, agreed_by=7),
        candidate(4, "Dũng", ethnicity="Tày", born=Birth(year=1995, month=7, day=2)),
        candidate(5, "Giang", withdrawal=Withdrawal.GRANTED),
        candidate(6, "Hà", withdrawal=Withdrawal.REFUSED),
    ]
    targets = (
        Target(category=Category.WOMEN, measured_on=MeasuredOn.ELECTED, at_least=Share(percent=15)),
        Target(category=Category.YOUNG, measured_on=MeasuredOn.NOMINEES, at_least=Share(count=1), below=40),
        Target(category=Category.AGE, measured_on=MeasuredOn.NOMINEES, at_most=Share(percent=90), first=40, last=50),
        Target(category=Category.ATTRIBUTE, measured_on=MeasuredOn.ELECTED, at_least=Share(count=1), name="khoa_hoc"),
    )
    plan = Plan(age_on=date(2025, 7, 1), targets=targets)
    event = congress(
        meeting(present=20, absent=2, exempt_absent=1, excused_whole=1),
        mode=Mode.REAL,
        board=tuple(
            BoardMember(name=name, role="head" if name == BOARD[0] else "member", born=Birth(year=1980))
            for name in BOARD
        ),
    )
    cards = {"agree": 12, "against": 6, "abstain": 1, "not_voting": 1}
    run_off = Decision(after_round=1, choice=Choice.RUN_OFF, **cards)
    vote = contest(people, 3, quota=4, id="bch", plan=plan, decisions=(run_off,))
    course = begin(event, vote)
    votes = {1: 15, 2: 12, 3: 12, 4: 12, 6: 5}
    course = hold(course, first(strike_for(votes, ballots=20, seats=3), issued=20))
    again = strike_for({2: 10, 3: 7, 4: 3}, ballots=10, seats=2)
    return hold(course, first(again, number=2, purpose="run_off", issued=20))


def committee_tree():
    seen = Observation(check="interfaces", clear=True)
    return tree_of(content_of(committee(), air_gap=(seen,)))


def delegates():
    """Two delegates and an alternate from four, drawn from a pool, at a congress of delegates."""
    pool = Pool(contest="bch", seats=9, voted=True, may_stand=(candidate(1, "An"), candidate(2, "Bình An")))
    event = congress(
        meeting("delegates", bodies=(3, 3), present=18, replaced=1, convening_absent=1),
        mode=Mode.REAL,
        board=tuple(BoardMember(name=name, role="member") for name in BOARD),
    )
    people = [
        candidate(1, "An"),
        candidate(2, "Bình An"),
        candidate(3, "Chi"),
        candidate(4, "Chi", born=Birth(year=1960)),
    ]
    vote = contest(people, 2, kind="delegates", id="db", alternates=1, pool="bch")
    ballots = strike_for({1: 14, 2: 12, 3: 11, 4: 1}, ballots=19, seats=2)
    return hold(begin(event, vote), first(ballots)), pool


def delegates_tree():
    course, pool = delegates()
    return tree_of(content_of(course, pool=pool))


def one_changes(tree, *, apart=()):
    """Every document that differs in one place: (the place, what was done there, the document)."""
    for place, node in nodes(tree, ()):
        if place[:1] not in apart:
            for done, other in changed(node, place):
                yield ".".join(place), done, put_at(tree, place, other)


def nodes(node, place):
    yield place, node
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in parts:
        yield from nodes(part, (*place, str(key)))


def put_at(tree, place, other):
    """The document with another part in one place; what is beside it stays the same objects."""
    if not place:
        return other
    step, *rest = place
    if isinstance(tree, list):
        return [put_at(part, rest, other) if str(at) == step else part for at, part in enumerate(tree)]
    return tree | {step: put_at(tree[step], rest, other)}


def changed(node, place):
    """What a part of a document may be made into, and how: another value, or a ``form`` that the part cannot have."""
    if isinstance(node, dict):
        yield "form", node | {"x": 1}
        yield "null", None
        yield from (("left out", {key: node[key] for key in node if key != gone}) for gone in node)
    elif isinstance(node, list):
        yield "form", {}
        yield from (("left out", node[:at] + node[at + 1 :]) for at in range(len(node)))
        yield from (("doubled", [item, *node]) for item in node[:1])
        if len(node) > 1:
            yield "order", node[::-1]
    elif isinstance(node, bool):
        yield "value", not node
        yield "form", int(node)
    elif isinstance(node, int):
        yield from (("value", other) for other in (node + 1, node - 1) if other >= 0)
        yield from (("form", other) for other in (True, str(node)))
    elif isinstance(node, str):
        yield from text_changed(node)
    else:
        yield "value", IN_PLACE_OF_NULL.get(place[-1], 3)
        yield "form", []


def text_changed(text):
    words = next((words for words in CHOICES if text in words), None)
    if words:
        yield from (("value", other) for other in sorted(words - {text})[:4])
        yield "form", text + "x"
    elif len(text) == 64:
        yield "value", text[:-1] + ("0" if text[-1] != "0" else "1")
        yield "form", text[:-1]
    elif text[:4].isdigit() and len(text) in (4, 10):
        yield from (("value", str(int(text[:4]) + years) + text[4:]) for years in (-40, -1, 1))
        yield "form", text + "-01"
    else:
        yield "value", text + "x"
        yield "space", text + " "
    yield "null", None
