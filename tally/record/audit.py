"""The audit of a round: which ballots to look at, and what the paper proves about the record. Paper is the truth.

A risk-limiting audit by comparing ballots: the risk limit is the greatest chance that it confirms a verdict (who is
elected) that a count of all the paper would not give, wherever the wrong entries are. What that rests on:

- there are as many papers as leaves, and they are the papers that were in the box;
- the seed is thrown with dice, in public, after the record was signed;
- before the seed was known, every leaf had one paper of its own. The tree does not say which, for it hides the order.
  A wrong pairing makes the audit find discrepancies that are none; a paper picked to suit its leaf proves nothing.
  (Where every paper is read, the conclusion is the same however they are paired);
- the paper is read by people who are not shown what the leaf says.

A verdict rests on claims (``Claim``). Let V be a claim's margin, and e what a ballot adds to the claim in the record
beyond what it adds on paper, from -2 to 2: the claim is wrong if the e of all ballots sum up to V or more. Ballots are
drawn without replacement. With S the sum of e so far and L the ballots left before a draw, each ballot multiplies the
chance that the claim stands wrongly, at first 1, by

    (1 - (V - S) / (2 g L)) / (1 - e / (2 g)),    g = 11/10.

This is the bound of Kaplan and Markov with the inflator g of Stark's super-simple audits (2010), the error to expect
reckoned anew before each draw from what is left. Under a wrong claim the inverse of the product is never expected to
grow, so by Ville's inequality the product falls to the risk limit with at most that chance, however often one looks.
Where V - S is more than 2 L, the ballots left cannot undo the claim: the chance is 0. All is reckoned in integers, and
roundings go up. No error is allowed for in advance; if one is found, more ballots are drawn.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import TypeAlias

from tally.record.claims import Decided, claims
from tally.record.commitment import Ballot
from tally.record.refusal import Refused

__all__ = [
    "MOST_RISK",
    "Conclusion",
    "Discrepancy",
    "Plan",
    "Report",
    "draw",
    "plan",
    "report",
    "sample_size",
]

MOST_RISK = 50

_ONE = 10**30
"""A chance of 1: chances are integers, this many parts to the whole."""
_SEED = re.compile(r"[0-9]{10,100}", re.ASCII)
_Pair: TypeAlias = "tuple[frozenset[int], frozenset[int] | None]"
"""Whom a ballot gives a vote in the record, and on paper; None for a paper that was not found."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The leaves to look at, in the order drawn. ``margin`` is the smallest there is, None where no sample serves."""

    seed: str
    risk_percent: int
    ballots: int
    margin: int | None
    drawn: tuple[int, ...]

    @property
    def count_all(self) -> bool:
        """Whether every paper is to be read: a sample would be no less work, or can prove nothing."""
        return len(self.drawn) == self.ballots


class Conclusion(StrEnum):
    """What the paper proves."""

    CONFIRMED = "confirmed"
    """The verdict stands: at the risk limit, or for certain if every paper was read."""
    NOT_YET = "not_yet"
    """The papers read so far do not prove it: draw more."""
    RECOUNT = "recount"
    """No sample will prove it: count all the paper anew. That count stands, and is recorded in place of this one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Discrepancy:
    """A leaf that does not say what its paper says; the paper stands. ``paper`` is None for one that was not found.

    ``votes`` is what the paper changes, by person; empty where the marks differ and the votes do not.
    """

    index: int
    recorded: Ballot
    paper: Ballot | None
    votes: Mapping[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What an audit found: so many papers ``read``, every discrepancy, and what that proves.

    ``risk`` is the chance that the claim least sure stands wrongly. ``further`` is how many more ballots to draw until
    the risk limit is reached, if all of them agree; 0 where no sample reaches it.
    """

    conclusion: Conclusion
    read: int
    risk: Fraction
    further: int
    discrepancies: tuple[Discrepancy, ...]


def draw(seed: str, size: int, count: int) -> tuple[int, ...]:
    """Draw ``count`` different places of 0 to ``size`` - 1 from the digits of a seed, every place as likely as another.

    For k = 1, 2, 3, …: read the SHA-256 of the text ``SEED,k`` as a number, highest byte first, and divide it by
    ``size``. The remainder is the next place, unless it was drawn before. (Places differ in likelihood by less than one
    part in 2**200.) A greater count only adds places at the end.

    Raises Refused: ``bad_seed`` unless it is 10 to 100 digits, ``too_many_drawn``.
    """
    if not _SEED.fullmatch(seed):
        raise Refused("bad_seed")
    if not 0 <= count <= size:
        raise Refused("too_many_drawn", count=count, size=size)
    drawn: dict[int, None] = {}
    counter = 0
    while len(drawn) < count:
        counter += 1
        drawn[int.from_bytes(sha256(f"{seed},{counter}".encode()).digest(), "big") % size] = None
    return tuple(drawn)


def sample_size(*, margin_votes: int, ballots: int, risk_percent: int) -> int:
    """Give how many ballots prove a claim of that margin (``Claim``), if paper and record agree on all of them.

    The formula is at the head of this module. Raises Refused: ``bad_margin`` below 1, ``bad_risk`` unless it is 1 to
    ``MOST_RISK`` per cent.
    """
    if margin_votes < 1:
        raise Refused("bad_margin")
    if not 1 <= risk_percent <= MOST_RISK:
        raise Refused("bad_risk", most=MOST_RISK)
    return _standing(margin_votes, ballots, {}, 0, risk_percent)[1]


def plan(decided: Decided, *, seed: str, risk_percent: int, at_least: int = 0) -> Plan:
    """Draw the leaves to look at: all of them where a sample is no smaller than all, or proves nothing.

    ``at_least`` so many: to go on after a report that says not yet, those read and the further ones. Raises Refused as
    ``claims``, ``draw`` and ``sample_size`` do.
    """
    margin = min((claim.margin for claim in claims(decided)), default=None)
    size = decided.ballots
    needed = sample_size(margin_votes=1 if margin is None else margin, ballots=size, risk_percent=risk_percent)
    sample = size if margin is None else max(needed, at_least)
    chosen = draw(seed, size, sample if sample < size else 0)
    drawn = chosen if sample < size else tuple(range(size))
    return Plan(seed=seed, risk_percent=risk_percent, ballots=size, margin=margin, drawn=drawn)


def report(
    decided: Decided, plan: Plan, *, recorded: Mapping[int, Ballot], paper: Mapping[int, Ballot | None]
) -> Report:
    """Set the papers beside the leaves that were drawn, and say what they prove.

    ``recorded`` are the leaves as they were opened (and checked against the root), ``paper`` what was read for each
    leaf drawn, both by index; None is a paper that was not found. Raises Refused: ``leaf_not_opened``,
    ``reading_missing``, ``reading_not_drawn``, and what ``Decided.votes_on`` has against a ballot.
    """
    wanted = set(plan.drawn)
    if extra := paper.keys() - wanted:
        raise Refused("reading_not_drawn", index=min(extra))
    if missing := wanted - paper.keys():
        raise Refused("reading_missing", index=min(missing))
    if closed := wanted - recorded.keys():
        raise Refused("leaf_not_opened", index=min(closed))
    differing: dict[int, _Pair] = {}
    discrepancies = []
    for place, index in enumerate(plan.drawn):
        leaf, found = recorded[index], paper[index]
        pair = decided.votes_on(leaf), None if found is None else decided.votes_on(found)
        if leaf != found:
            differing[place] = pair
            discrepancies.append(Discrepancy(index=index, recorded=leaf, paper=found, votes=_changes([pair])))
    read = len(plan.drawn)
    chance, enough = _least_sure(decided, plan, differing)
    unproved = Conclusion.NOT_YET if enough < plan.ballots else Conclusion.RECOUNT
    return Report(
        conclusion=Conclusion.CONFIRMED if enough <= read else unproved,
        read=read,
        risk=Fraction(min(chance, _ONE), _ONE),
        further=enough - read if read < enough < plan.ballots else 0,
        discrepancies=tuple(discrepancies),
    )


def _changes(pairs: Iterable[_Pair]) -> dict[int, int]:
    """Give by how many votes the papers change the record, by person, zeros left out; no paper gives no votes."""
    balance: Counter[int] = Counter()
    for recorded, paper in pairs:
        balance.update(paper or ())
        balance.subtract(recorded)
    return {person: votes for person, votes in sorted(balance.items()) if votes}


def _least_sure(decided: Decided, plan: Plan, differing: Mapping[int, _Pair]) -> tuple[int, int]:
    """Give what ``_standing`` does, of the claim of which the papers say least."""
    held = claims(decided)
    if not held:  # a tie: every paper must have been read, and give everybody the same votes
        lost = any(paper is None for _, paper in differing.values())
        unproved = lost or not plan.count_all or bool(_changes(differing.values()))
        return (_ONE, plan.ballots + 1) if unproved else (0, plan.ballots)
    alike = {
        (claim.margin, tuple((place, error) for place, votes in differing.items() if (error := claim.error(*votes))))
        for claim in held
    }
    read, risk = len(plan.drawn), plan.risk_percent
    standing = [_standing(margin, plan.ballots, dict(errors), read, risk) for margin, errors in alike]
    return max(chance for chance, _ in standing), max(enough for _, enough in standing)


def _standing(margin: int, ballots: int, errors: Mapping[int, int], read: int, risk: int) -> tuple[int, int]:
    """Give a claim's chance of standing wrongly after ``read`` ballots, and after how many it is at the risk limit.

    ``errors`` are by the place in the draw, zeros left out; the ballots not yet read are taken to agree. A claim that
    all ballots together do not prove needs one more than there are.
    """
    limit = _ONE * risk // 100
    now = chance = 0 if margin > 2 * ballots else _ONE
    for place in range(ballots):
        if place >= read and chance <= limit:
            return now, place
        left, error = ballots - place, errors.get(place, 0)
        chance = -(-chance * (22 * left - 10 * margin) // (left * (22 - 10 * error)))
        margin -= error
        if margin > 2 * (left - 1):
            chance = 0
        elif left == 1:
            chance = _ONE  # every paper has been read, and it says otherwise
        now = chance if place < read else now
    return now, ballots + (chance > limit)
