"""Nothing exported tells the order in which ballots were entered: Spearman's rank correlation over 1,000 counts.

Each simulated count enters 20 ballots, no two alike, so that every export can be traced back to the entry. Under chance
the sum D of the squared differences of ranks has the mean n(n² - 1)/6 and the variance n²(n - 1)(n + 1)²/36. All of it
is reckoned in integers and fractions; the sources of chance are seeded, so the figures are the same each time.
"""

from base64 import b64decode
from fractions import Fraction

import pytest

from tally import Ballots
from tally.ballot import BallotKind
from tally.record import commitment, opening, sealed
from tests.record.test_commitment import source

pytestmark = pytest.mark.unmeasured

BALLOTS = 20
COUNTS = 1_000
MEAN = Fraction(BALLOTS * (BALLOTS**2 - 1), 6)
VARIANCE = Fraction(BALLOTS**2 * (BALLOTS - 1) * (BALLOTS + 1) ** 2, 36)
Z_SQUARED = Fraction(6635, 1000)
"""2.5758 squared: 99 % of chance lies within so many standard deviations."""
EXPORTS = ["leaves", "salts", "sealed file", "openings"]
AUDITOR = bytes(range(32))
ENTERED = Ballots.strike(range(1, 6), [[bit + 1 for bit in range(5) if entry >> bit & 1] for entry in range(BALLOTS)])
ENTRY_OF = {ballot.written(): entry for entry, ballot in enumerate(commitment.each(ENTERED))}


def exports(seed):
    """The entries in the order in which each thing that leaves the count gives them."""
    salts = []
    chance = source(f"salts {seed}")

    def logged(count):
        salts.append(chance(count))
        return salts[-1]

    order = commitment.permutation(BALLOTS, source(f"order {seed}"))
    own = commitment.commit(ENTERED, order=order, random=logged)
    entry_of_salt = {leaf[:32]: ENTRY_OF[leaf[32:]] for leaf in own.leaves}
    file = sealed.seal(commitment.write(own), [sealed.recipient_of(AUDITOR)], source(f"seal {seed}"))
    lines = sealed.unseal(file, AUDITOR).decode().partition("\n\n")[2].splitlines()
    opened = opening.open_leaves(own, range(own.size), record=bytes(32), contest="c", round_number=1)
    ballots = [line for line in opening.write(opened).decode().splitlines() if line.startswith("ballot ")]
    return {
        "leaves": [ENTRY_OF[leaf[32:]] for leaf in own.leaves],
        "salts": [entry_of_salt[salt] for salt in salts],
        "sealed file": [ENTRY_OF[b64decode(line.partition(" ")[2])] for line in lines],
        "openings": [ENTRY_OF[b64decode(line.partition(" ")[2])] for line in ballots],
    }


def band(counts):
    """How many counts lie outside their own 99 % band, if chance alone is at work: all but 1 % of the time so many."""
    below, at = [0], Fraction(99, 100) ** counts
    while below[-1] <= Fraction(199, 200):
        below.append(below[-1] + at)
        at *= Fraction(counts - len(below) + 2, 99 * (len(below) - 1))
    return max(number for number, chance in enumerate(below) if chance <= Fraction(1, 200)), len(below) - 2


def assert_chance_alone(runs):
    """Say that the ranks of these orders and of the entry go together no more, and no less, than chance has it."""
    sums = [sum((rank - entry) ** 2 for rank, entry in enumerate(entries)) for entries in runs]
    assert (sum(sums) - len(sums) * MEAN) ** 2 <= Z_SQUARED * len(sums) * VARIANCE
    fewest, most = band(len(sums))
    assert fewest <= sum((squares - MEAN) ** 2 > Z_SQUARED * VARIANCE for squares in sums) <= most


def test_the_band_of_chance_is_that_of_the_tables():
    """Of 50 counts at most 3 lie outside (0.16 % of the time more), of 1,000 between 3 and 19."""
    assert band(50) == (0, 3)
    assert band(1_000) == (3, 19)


@pytest.fixture(scope="module")
def thousand_counts():
    return [exports(seed) for seed in range(COUNTS)]


@pytest.mark.parametrize("export", EXPORTS)
def test_the_order_of_entry_cannot_be_told_from_what_is_exported(thousand_counts, export):
    assert all(sorted(run[export]) == list(range(BALLOTS)) for run in thousand_counts)
    assert_chance_alone([run[export] for run in thousand_counts])


def nearly(size, random):
    """An order in which each ballot has moved by one place at most."""
    order = list(range(size))
    for place in range(0, size - 1, 2):
        if random(1)[0] & 1:
            order[place : place + 2] = order[place + 1], order[place]
    return tuple(order)


def cut_once(size, random):
    """A pack of cards cut once."""
    at = random(1)[0] % size
    return (*range(at, size), *range(at))


@pytest.mark.parametrize(
    "order",
    [lambda size, _: tuple(range(size)), lambda size, _: tuple(range(size))[::-1], nearly, cut_once],
    ids=["no permutation", "reversed", "neighbours", "cut once"],
)
def test_without_a_true_permutation_the_order_of_entry_shows(thousand_counts, monkeypatch, order):
    """The same statement, on as many counts as pass it with the permutation, fails in every export without."""
    for export in EXPORTS:
        assert_chance_alone([run[export] for run in thousand_counts[:50]])
    monkeypatch.setattr(commitment, "permutation", order)
    runs = [exports(seed) for seed in range(50)]
    for export in EXPORTS:
        with pytest.raises(AssertionError):
            assert_chance_alone([run[export] for run in runs])


def test_a_ballot_carries_nothing_of_when_where_or_by_whom_it_was_entered():
    assert {commitment.read_ballot(ballot).kind for ballot in ENTRY_OF} == {BallotKind.STRIKE}
    (first, *_), (last, *_) = (list(commitment.each(some)) for some in (ENTERED, Ballots.strike(range(1, 6), [[]])))
    assert first.written() == last.written()
