"""The ballots of a synthetic nation: dealt so that they add up to the sums, committed to, and sealed to one auditor."""

import random

from tally.ballot import Ballots
from tally.contest import Contest, Round, Totals
from tally.record import commitment, ed25519, keyfile, sealed
from tally.record.document import Commitment
from tally.record.keyfile import DEFAULT, REAL, Cost, Limits
from tally.record.passphrase import listed
from tools.synthetic_keys import key_seed

__all__ = ["AUDITOR", "PASSPHRASE", "auditor_key", "papers_of", "sealed_ballots"]

AUDITOR = "TW/auditor-1"
PASSPHRASE = " ".join(listed()[:1] * 6)


def auditor_key(*, cost: Cost = DEFAULT, limits: Limits = REAL) -> bytes:
    """Give the key file of the auditor, of the cost of a guess; whoever reads this file knows its passphrase."""
    seed, chance = key_seed(AUDITOR), random.Random(AUDITOR).randbytes
    return keyfile.seal(
        seed,
        name=AUDITOR,
        holder="Người hậu kiểm",
        passphrase=PASSPHRASE,
        random=chance,
        cost=cost,
        limits=limits,
    )


def papers_of(held: Round, contest: Contest) -> Ballots:
    """Make ballots that add up to the sums: votes go round and round the valid ballots; a spoiled one has no mark."""
    listed_here = held.candidates or tuple(one.number for one in contest.candidates)
    totals, seats = held.ballots, held.seats or contest.seats
    assert isinstance(totals, Totals)
    kept: list[set[int]] = [set() for _ in range(totals.valid)]
    place = 0
    for number in listed_here:
        for _ in range(totals.votes[number]):
            kept[place % totals.valid].add(number)
            place += 1
    others = [[number for number in listed_here if number not in one] for one in kept]
    if len(listed_here) > seats:
        return Ballots.strike(listed_here, [*others, *[()] * totals.invalid])
    return Ballots.boxes(listed_here, [*zip(kept, others, strict=True), *[((), ())] * totals.invalid])


def sealed_ballots(unit: str, contest: str, number: int, ballots: Ballots) -> tuple[Commitment, str, bytes]:
    """Commit to the ballots of a round, and seal them to the auditor: under what name, and the bytes.

    The salts are drawn for each unit, as a real station draws them: two units never have the same root.
    """
    chance = random.Random(f"{unit} {contest} {number}").randbytes
    made = commitment.commit(ballots, order=commitment.permutation(len(ballots), chance), random=chance)
    recipient = sealed.recipient_of_public(ed25519.public_of(key_seed(AUDITOR)))
    data = sealed.seal(commitment.write(made), [recipient], chance)
    return Commitment(root=made.root, size=made.size), f"{contest}-{number}-{made.root.hex()[:8]}.ballots.age", data
