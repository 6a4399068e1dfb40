"""Records that are due are made in memory, each on top of the one before, and their ballots sealed for the auditors."""

import csv
from dataclasses import replace

import pytest

from tally import Ballots
from tally.contest import Totals
from tally.course import begin
from tally.record import commitment, note, sealed
from tally.record.commitment import permutation, read_ballot
from tally.record.document import Journal, Observation
from tally.record.due import due
from tally.record.making import Entered, NotMade, Station, make, recipients_of
from tally.record.reading import read
from tally.record.refusal import Refused
from tally.record.trust import Revocation
from tally.record.verify import Verdict, verify
from tally.rounds import hold
from tests.making import contest, first
from tests.record.ceremony import DAY, SIGNERS, STATION, TRUST, key, seed_of, trusted
from tests.record.test_commitment import source
from tests.record.test_due import PEOPLE, event

AUDITOR = "VD/auditor-1"
SHORT = Ballots.strike((1, 2, 3), [{1, 3}] * 12 + [{2, 3}] * 4 + [{1, 2}] * 4)
"""Bình An has 12 of 20 votes and is elected; one seat is left open, which An and Chi then stand for."""
FURTHER = Ballots.strike((1, 3), [{3}] * 15 + [{1}] * 5)
OWN = Station(name=STATION, seed=seed_of(STATION), software="kiem-phieu 0.0")


def course(*rounds, contest_id="bch"):
    """The committee after these rounds: the ballots of each, or the totals of tally sheets."""
    held = begin(event(), contest(PEOPLE, 2, id=contest_id))
    for number, ballots in enumerate(rounds, 1):
        whole = {} if isinstance(ballots, Ballots) else {"issued": 20, "collected": 20}
        further = {} if number == 1 else {"number": number, "purpose": "further"}
        held = hold(held, first(ballots, **whole, **further))
    return held


def making(courses, records=(), *, recounted=None, seed="chance", station=OWN, ids=None, **given):
    """Make what is due of these courses, whose ballots are those of their rounds."""
    entered = {
        (one.contest.id, held.number): Entered(ballots=ballots, ids=ids)
        for one in courses
        for held, ballots in zip(one.held, (SHORT, FURTHER), strict=False)
    }
    plain = {
        "entered": entered,
        "station": station,
        "trust": TRUST.files[-1].sha256,
        "recipients": recipients_of(TRUST.newest),
        "random": source(seed),
    }
    found = due(courses, records, recounted=recounted)
    return make(found, records[-1] if records else None, **plain | given)


def opened(file):
    """The ballots of a sealed file, as the auditor opens them."""
    private = sealed.private_of_seed(seed_of(AUDITOR))
    return commitment.read(sealed.unseal(file.data, private))


def records(made):
    return [one.record for one in made]


def test_each_record_stands_on_the_one_before_and_the_first_on_the_last_that_there_is():
    before = records(making([course(SHORT)]))
    made = making([course(SHORT, FURTHER), course(SHORT, contest_id="ubkt")], before)
    chain = before + records(made)
    assert [record.model.sequence for record in chain] == [1, 2, 3]
    assert [record.model.previous for record in chain] == [None, *(record.hash.hex() for record in chain[:-1])]
    assert [one.file.name for one in made] == ["002-bch-2.record", "003-ubkt-1.record"]


def test_what_is_made_reads_back_and_once_enough_have_signed_is_valid():
    made = making([course(SHORT, FURTHER)])
    whole = []
    for one in made:
        assert read(one.file.data) == one.record
        assert [line.name for line in one.record.note.signatures] == [STATION]
        text = one.record.note.text
        lines = tuple(note.sign(text, name, seed_of(name)) for name in SIGNERS)
        whole.append(note.write(replace(one.record.note, signatures=lines)))
        assert lines[0] == one.record.note.signatures[0]
    assert [one.verdict for one in verify(whole, TRUST)] == [Verdict.VALID] * 2


def test_the_ballots_of_a_round_are_sealed_by_the_first_record_that_has_it_and_by_no_other():
    one, two = making([course(SHORT, FURTHER)])
    assert two.record.commitments[0] == one.record.commitments[0]
    for made, struck in ((one, SHORT.struck), (two, FURTHER.struck)):
        [file] = made.ballots
        assert not file.is_private
        own = made.record.commitments[-1]
        ballots = opened(file)
        assert (ballots.root, ballots.size) == (own.root, own.size)
        assert file.name == f"bch-{len(made.record.rounds)}-{own.root.hex()[:8]}.ballots.age"
        assert sorted(len(read_ballot(each).struck) for each in ballots.ballots) == sorted(
            mask.bit_count() for mask in struck
        )
    kept = making([course(SHORT, FURTHER)], [one.record])
    assert [len(each.ballots) for each in kept] == [1]
    assert kept[0].record.commitments[0] == one.record.commitments[0]


def test_a_recount_seals_every_round_again_and_what_goes_on_from_it_does_not():
    before = records(making([course(SHORT)]))
    again, further = making([course(SHORT, FURTHER)], before, recounted="bch", seed="again")
    assert again.record.model.replaces == before[0].hash.hex()
    assert [len(one.ballots) for one in (again, further)] == [1, 1]
    assert again.record.commitments[0] != before[0].commitments[0]
    assert further.record.commitments[0] == again.record.commitments[0]


def test_the_record_is_written_once_its_ballots_are_there_and_what_is_private_after_what_is_not():
    before = records(making([course(SHORT, FURTHER)]))
    [one] = making([course(SHORT, FURTHER)], before, recounted="bch", ids=[f"P{n}" for n in range(20)])
    assert [file.is_private for file in one.files] == [False, False, True, True, False]
    assert one.files[-1] is one.file


def test_a_finding_list_is_made_where_the_ids_of_the_ballots_are_given():
    ids = [f"P{place}" for place in range(20)]
    [one] = making([course(SHORT)], ids=ids)
    ballots, papers = one.ballots
    assert papers.is_private
    assert papers.name == ballots.name.replace(".ballots.age", ".finding-list.csv")
    rows = list(csv.DictReader(papers.data.decode().splitlines()))
    of_paper = {f"P{place}": mask for place, mask in enumerate(SHORT.struck)}
    marks = [sum(1 << number - 1 for number in read_ballot(each).struck) for each in opened(ballots).ballots]
    assert [of_paper[row["paper"]] for row in rows] == marks
    assert sorted(row["paper"] for row in rows) == sorted(ids)


def test_ids_of_other_ballots_are_a_mistake_of_whoever_calls():
    with pytest.raises(ValueError, match="not an order of these ballots"):
        making([course(SHORT)], ids=["P1"])


def test_a_round_counted_on_tally_sheets_commits_to_nothing():
    totals = Totals(valid=20, invalid=0, votes={1: 8, 2: 16, 3: 12})
    [one] = making([course(totals)], entered={})
    assert one.record.commitments == (None,)
    assert (one.ballots, one.files) == ((), (one.file,))


def test_out_of_whom_a_secretary_is_elected_stands_in_the_record():
    """The pool of R13: whoever was elected into the committee before."""
    committee = course(SHORT, FURTHER)
    one_name = Ballots.boxes((2,), [({2}, set())] * 20)
    secretary = begin(event(), contest(PEOPLE[1:2], 1, id="bi-thu", kind="secretary", pool="bch"))
    held = hold(secretary, first(one_name))
    box = {("bch", 1): SHORT, ("bch", 2): FURTHER, ("bi-thu", 1): one_name}
    made = making([committee, held], entered={place: Entered(ballots=ballots) for place, ballots in box.items()})
    pools = [one.tree["pool"] for one in records(made)]
    assert pools[0] is pools[1] is None
    assert [person["name"] for person in pools[2]["may_stand"]] == ["Bình An", "An"]


def test_what_the_station_says_of_itself_stands_in_the_record():
    plain = making([course(SHORT)])[0].record.model
    assert (plain.station, plain.software) == (STATION, "kiem-phieu 0.0")
    assert (plain.journal.head, plain.journal.length, plain.air_gap) == (None, 0, [])
    seen = (Observation(check="interfaces", clear=False, seen="eth0"), Observation(check="swap", clear=True))
    watched = replace(OWN, journal=Journal(head=bytes(32), length=7), air_gap=seen)
    model = making([course(SHORT)], station=watched)[0].record.model
    assert (model.journal.head, model.journal.length) == ("00" * 32, 7)
    assert [(one.check, one.clear, one.seen) for one in model.air_gap] == [
        ("interfaces", False, "eth0"),
        ("swap", True, None),
    ]


def test_chance_is_handed_in_and_nothing_else_decides():
    one, same, other = (making([course(SHORT)], seed=seed) for seed in ("a", "a", "b"))
    assert one == same
    assert one[0].record.commitments != other[0].record.commitments


def test_the_order_of_the_leaves_is_one_that_was_drawn():
    random, entered = source("chance"), {}
    order = permutation(20, random)
    [one] = making([course(SHORT)])
    for leaf, ballot in enumerate(opened(one.ballots[0]).ballots):
        entered[order[leaf]] = sum(1 << number - 1 for number in read_ballot(ballot).struck)
    assert tuple(entered[place] for place in range(20)) == SHORT.struck


def test_the_contest_that_cannot_be_made_is_named_and_why():
    """A source that gives out after the first contest: nothing is made, and it is known where it ended."""
    left = source("chance")
    given = [40]

    def random(count):
        given[0] -= 1
        return left(count) if given[0] > 0 else b""

    with pytest.raises(NotMade) as caught:
        making([course(SHORT), course(SHORT, contest_id="ubkt")], random=random)
    assert (caught.value.contest, caught.value.code) == ("bch", "random_source_fails")
    given[0] = 80
    with pytest.raises(NotMade) as caught:
        making([course(SHORT), course(SHORT, contest_id="ubkt")], random=random)
    assert (caught.value.contest, caught.value.code) == ("ubkt", "random_source_fails")


def test_why_a_record_cannot_be_made_is_told_with_its_figures():
    with pytest.raises(NotMade) as caught:
        making([course(SHORT)], recipients=())
    assert isinstance(caught.value, Refused)
    assert (caught.value.code, dict(caught.value.params)) == ("recipients_count", {"most": sealed.MOST_RECIPIENTS})


def test_the_secret_of_the_station_is_not_shown():
    assert repr(OWN.seed) not in repr(OWN)


# For whom ballots are sealed


def auditors(count, revoked=()):
    names = [f"VD/auditor-{number}" for number in range(1, count + 1)]
    others = [one for one in trusted().keys if str(one.name) != AUDITOR]
    keys = sorted([*others, *map(key, names)], key=lambda one: str(one.name))
    gone = [Revocation(name=key(name).name, vkey=key(name).vkey, since=DAY, reason="Nghỉ") for name in revoked]
    return trusted(keys=tuple(keys), revoked=gone)


def test_ballots_are_sealed_to_every_auditor_who_is_not_revoked():
    found = recipients_of(auditors(3, revoked=["VD/auditor-2"]))
    names = ("VD/auditor-1", "VD/auditor-3")
    assert found == tuple(sealed.recipient_of(sealed.private_of_seed(seed_of(name))) for name in names)


@pytest.mark.parametrize("count", [0, sealed.MOST_RECIPIENTS + 1])
def test_there_are_as_many_auditors_as_a_file_can_be_sealed_to(count):
    assert len(recipients_of(auditors(sealed.MOST_RECIPIENTS))) == sealed.MOST_RECIPIENTS
    with pytest.raises(Refused) as caught:
        recipients_of(auditors(count))
    assert caught.value.code == "recipients_count"
