"""Random elections: whole contests with their meeting, list and rounds, each round made to answer the one before it."""

from dataclasses import dataclass, field
from random import Random

from tests import naive

KINDS = {
    "members": ["present", "absent", "temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"],
    "cell_conference": ["present", "absent", "temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"],
    "delegates": ["present", "replaced", "absent", "convening_absent", "unreplaced"],
    "committee": ["present", "absent", "barred"],
}
CONTESTS = [
    "committee",
    "standing_committee",
    "secretary",
    "deputy_secretary",
    "inspection_committee",
    "inspection_chair",
    "delegates",
    "delegates",
    "delegates",
]
DEFECTS = ["not_issued", "off_list_name", "distinguishing_mark", "several_inks", "signed_or_written"]


@dataclass
class RandomRound:
    number: int
    purpose: str
    candidates: list
    seats: int
    issued: int
    collected: int
    ballots: list
    for_alternates: bool = False


@dataclass
class RandomElection:
    seed: int
    meeting: str
    roll: dict
    bodies: tuple | None
    kind: str
    level: str
    blank: str
    seats: int
    alternates: int
    numbers: list
    added: dict = field(default_factory=dict)
    """The round for which the body added a person, by number."""
    leave_open: bool = False
    rounds: list = field(default_factory=list)
    expected: list = field(default_factory=list)
    """For each round what the oracle says: votes, reasons, valid, status, elected, tied, seats left."""


def random_election(seed):
    """Make the election of that seed, with what the oracle says of every round."""
    rng = Random(seed)
    meeting = rng.choice(list(KINDS))
    roll = {"present": rng.choice([rng.randint(1, 9), rng.randint(10, 25), rng.randint(20, 70)])}
    for status in KINDS[meeting][1:]:
        if rng.random() < 0.25:
            roll[status] = rng.randint(0, 3)
    if rng.random() < 0.01:
        roll["present"] = 0
    summoned = rng.randint(1, 9)
    bodies = (summoned, summoned - rng.choice([0, 0, 0, summoned // 2])) if meeting == "delegates" else None
    kind = rng.choice(CONTESTS)
    seats = rng.randint(1, 8)
    numbers = rng.sample(range(1, 200), max(1, seats + rng.choice([-1, 0, 1, 1, 1, 2, 2, 3, 5])))
    election = RandomElection(
        seed=seed,
        meeting=meeting,
        roll=roll,
        bodies=bodies,
        kind=kind,
        level=rng.choice(["cell", "commune", "province"]),
        blank=rng.choice(["invalid", "invalid", "valid"]),
        seats=seats,
        alternates=rng.randint(0, 3) if kind == "delegates" else 0,
        numbers=numbers,
    )
    _hold_rounds(rng, election)
    election.leave_open = rng.random() < 0.2
    return election


def _hold_rounds(rng, election):
    """Hold rounds, each answering the one before it, until nothing is left to vote on or the body has had enough."""
    paper = ("first", list(election.numbers), election.seats)
    elected, taken, decided = [], [], 0
    officials_complete = False
    for number in range(1, 7):
        held = _round(rng, election, number, *paper)
        held.for_alternates = officials_complete
        says = _expect(election, held)
        election.rounds.append(held)
        election.expected.append(says)
        decided += says["status"] != "stopped"
        if says["status"] == "stopped":
            pass  # the same again, if the body goes on
        elif officials_complete:
            taken += says["elected"]
            paper = _for_alternates(election, says, elected, taken)
        else:
            elected += says["elected"]
            officials_complete = says["status"] == "complete"
            if officials_complete:
                base, votes = says["base"], last_ballot(election, number)
                state = naive.alternates(votes, elected, election.alternates, base)
                taken = list(state[0])
                says |= {"tied_alternates": state[1], "places_left": state[2]}
                paper = _after_officials(rng, election, elected, taken, says)
            else:
                paper = _for_officials(rng, election, says, elected, number, decided, held.purpose)
        if paper is None or rng.random() < 0.15:
            return


def _for_officials(rng, election, says, elected, number, decided, purpose):
    """R10, R11: a run-off among the tied, or a further ballot among those left and whom the body adds or leaves out."""
    third = decided >= 3 and election.level == "cell" and election.kind == "secretary"
    if says["status"] == "tied":
        if third and purpose == "run_off":
            return None
        return "run_off", [c for c in election.numbers if c in says["tied"]], says["seats_left"]
    if third:
        return None
    left = [c for c in election.numbers if c not in elected]
    if rng.random() < 0.2 and len(left) > 1:
        left.remove(rng.choice(left))
    if rng.random() < 0.2:
        new = max(election.numbers) + 1
        election.numbers.append(new)
        election.added[new] = number + 1
        left.append(new)
    return "further", left, says["seats_left"]


def last_ballot(election, number):
    """The votes of the last ballot for officials up to that round that was not a run-off and was not stopped."""
    held = [
        says["votes"]
        for vote, says in zip(election.rounds, election.expected, strict=True)
        if vote.purpose != "run_off" and says["status"] != "stopped" and vote.number <= number
    ]
    return held[-1]


def _after_officials(rng, election, elected, taken, says):
    """R12: a tie is run off, or places left are voted on, or all of them in a ballot of its own."""
    if not election.alternates:
        return None
    left = [c for c in election.numbers if c not in elected and c not in taken]
    if taken and rng.random() < 0.3:
        everybody = [c for c in election.numbers if c not in elected]
        del taken[:]
        return "alternates", everybody, election.alternates
    if says["tied_alternates"]:
        return "run_off", [c for c in election.numbers if c in says["tied_alternates"]], says["places_left"]
    return ("alternates", left, says["places_left"]) if says["places_left"] and left else None


def _for_alternates(election, says, elected, taken):
    if says["tied"]:
        return "run_off", [c for c in election.numbers if c in says["tied"]], says["seats_left"]
    left = [c for c in election.numbers if c not in elected and c not in taken]
    return ("alternates", left, says["seats_left"]) if says["seats_left"] and left else None


def _round(rng, election, number, purpose, candidates, seats):
    here = election.roll.get("present", 0) + election.roll.get("replaced", 0)
    collected = max(0, here - rng.choice([0, 0, 0, 1, 2]))
    likely = rng.choice([[0.8, 0.95], [0.6, 0.7, 0.8], [0.1, 0.5, 0.9, 1.0], [1.0]])
    favour = {c: rng.choice(likely) for c in candidates}
    ballots = [_ballot(rng, candidates, seats, favour) for _ in range(collected)]
    if rng.random() < 0.02:
        collected += 1
    issued = here if rng.random() > 0.02 else max(0, collected - 1)
    return RandomRound(number, purpose, candidates, seats, issued, collected, ballots)


def _ballot(rng, candidates, seats, favour):
    defect = rng.choice(DEFECTS) if rng.random() < 0.04 else None
    blank = {"struck": set(), "agree": set(), "disagree": set(), "defect": defect}
    wanted = [c for c in candidates if rng.random() < favour[c]]
    if len(candidates) > seats:
        if len(wanted) > seats and rng.random() > 0.1:
            wanted = rng.sample(wanted, seats)
        return blank | {"struck": set(candidates) - set(wanted)}
    agree = set(wanted)
    disagree = {c for c in candidates if (c not in agree) != (rng.random() < 0.08)}
    return blank | {"agree": agree, "disagree": disagree}


def _expect(election, held):
    base = naive.base_of(election.meeting, election.roll)
    votes, reasons, valid = naive.count(held.ballots, held.candidates, held.seats, election.blank)
    stopped = (
        not naive.quorate(election.meeting, election.roll, election.bodies)
        or held.collected > held.issued
        or len(held.ballots) != held.collected
    )
    if stopped:
        status, elected, tied, left = "stopped", [], [], held.seats
    else:
        status, elected, tied, left = naive.settle(votes, held.seats, base, held.purpose == "run_off")
    return {
        "base": base,
        "votes": votes,
        "reasons": reasons,
        "valid": valid,
        "status": status,
        "elected": elected,
        "tied": tied,
        "seats_left": left,
    }
