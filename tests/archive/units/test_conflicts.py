"""Nothing that contradicts itself is merged, and what is not proved is named and in no sum."""

from tally.archive.units.standing import State
from tests.archive.made import LATE, another, correction, hash_of, signed, text_of


def test_a_second_record_of_one_ballot_is_a_conflict_that_is_shown_and_not_merged(archive):
    unit = archive.held[0]
    first = archive.records(unit)[0]
    other = archive.put(another(first))
    archive.update()
    whole = archive.unit(unit)
    [conflict] = whole.conflicts
    assert {*conflict.hashes} == {hash_of(first), hash_of(other)}
    assert {*conflict.paths} == {f"{unit}/{first.name}", f"{unit}/{other.name}"}
    [contest] = [one for one in whole.contests if one.contest == "bch"]
    assert contest.in_conflict
    assert not contest.counts
    status = archive.status()
    assert status.conflicts == (conflict,)
    assert status.total.left_out >= 1
    assert status.total.committees == len(archive.held) - 1, "neither of the two is taken for the truth"


def test_a_forged_record_is_shown_and_takes_nothing_from_the_one_that_is_signed(archive):
    unit = archive.held[0]
    archive.update()
    before = archive.status().total
    forged = archive.put(another(archive.records(unit)[0], board=(), station=True))
    archive.update()
    status = archive.status()
    assert status.total == before
    assert len(status.conflicts) == 1
    [faulty] = status.faulty
    assert faulty.path == f"{unit}/{forged.name}"
    assert faulty.lacks_signatures


def test_a_record_that_replaces_another_is_no_conflict(archive):
    unit = archive.held[0]
    new = archive.put(correction(archive, unit))
    archive.update()
    whole = archive.unit(unit)
    assert whole.conflicts == ()
    assert [one.path for one in whole.contests if one.contest == "bch"] == [f"{unit}/{new.name}"]
    assert archive.status().total.left_out == 0


def test_two_that_replace_the_same_record_are_a_conflict(archive):
    unit = archive.held[0]
    one, two = (
        correction(archive, unit),
        correction(archive, unit, ('"software": "tools.nation"', '"software": "b"')),
    )
    new, other = archive.put(one), archive.put(two)
    archive.update()
    [conflict] = archive.unit(unit).conflicts
    assert {*conflict.hashes} == {hash_of(new), hash_of(other)}


def test_a_gap_in_the_chain_is_shown(archive):
    unit = archive.held[0]
    first, second, third = archive.records(unit)
    missing = hash_of(second)
    second.unlink()
    archive.update()
    [gap] = archive.status().gaps
    assert (gap.unit, gap.sequence, gap.previous) == (unit, 3, missing)
    assert gap.path == f"{unit}/{third.name}"
    first.unlink()
    archive.update()
    assert [one.sequence for one in archive.status().gaps] == [3], "the first that came may be a later one"


def test_a_record_that_lacks_a_signature_is_named_and_in_no_sum(archive):
    unit = archive.held[0]
    third = archive.records(unit)[2]
    text = text_of(third)
    third.unlink()
    archive.put(signed(text, board=(2,)))
    archive.update()
    status = archive.status()
    [faulty] = status.faulty
    assert faulty.lacks_signatures
    assert [(one.code, one.why) for one in faulty.failed] == [("threshold", "too_few")]
    assert status.total.left_out == 1
    assert archive.unit(unit).state is State.HELD


def test_a_unit_with_nothing_proved_has_not_been_proved_to_have_held_it(archive):
    unit = archive.held[0]
    for path in archive.records(unit):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    archive.update()
    assert archive.unit(unit, today=LATE).state is State.UNPROVED
    assert archive.unit(unit, today=LATE).is_late is True, "whoever sends up rubbish is late all the same"
