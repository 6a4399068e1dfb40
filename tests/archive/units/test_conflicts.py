"""Nothing that contradicts itself is merged, and what is not proved is named and in no sum."""

import pytest

from tally.archive.units.standing import State
from tests.archive.made import LATE, TWICE, another, changed, correction, hash_of, of_first_round, signed, text_of


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


def two_first_rounds(archive):
    """Two signed records of the first round of the last contest of a unit, and the one that goes on from the first."""
    _, second, third = archive.records(TWICE)
    one = archive.put(signed(of_first_round(third)))
    other = archive.put(another(one))
    follows = (f'"previous": "{hash_of(second)}"', f'"previous": "{hash_of(one)}"')
    both = archive.put(changed(third, ('"sequence": 3', '"sequence": 4'), follows))
    third.unlink()
    return one, other, both


def contest_of(whole, name):
    [found] = [one for one in whole.contests if one.contest == name]
    return found


def test_a_record_that_goes_on_from_one_of_two_is_in_conflict_as_they_are(archive):
    """Nobody knows of which first ballot it is the second."""
    archive.update()
    before = archive.status().total
    one, other, both = two_first_rounds(archive)
    archive.update()
    after, whole = archive.status(), archive.unit(TWICE)
    [conflict] = whole.conflicts
    assert ({*conflict.hashes}, conflict.rounds) == ({hash_of(one), hash_of(other)}, 1)
    contest = contest_of(whole, "dai-bieu")
    assert (contest.hash, contest.is_proved, contest.in_conflict) == (hash_of(both), True, True)
    assert (after.total.left_out, after.total.second_ballots) == (1, before.second_ballots - 1)
    assert after.total.delegates < before.delegates


def test_a_correction_of_the_last_of_a_contest_settles_all_before_it(archive):
    archive.update()
    before = archive.status()
    one, other, both = two_first_rounds(archive)
    last = hash_of(both)
    new = archive.put(
        changed(
            both,
            ('"sequence": 4', '"sequence": 5'),
            (f'"previous": "{hash_of(one)}"', f'"previous": "{last}"'),
            ('"replaces": null', f'"replaces": "{last}"'),
        )
    )
    archive.update()
    after = archive.status()
    assert (after.conflicts, after.total) == ((), before.total)
    assert contest_of(archive.unit(TWICE), "dai-bieu").path == f"{TWICE}/{new.name}"
    assert {one.path for one in after.faulty} == {f"{TWICE}/{path.name}" for path in (one, other)}, "nothing is hidden"


def test_a_proved_correction_settles_two_of_one_number_whichever_it_names(archive):
    unit = archive.held[0]
    archive.update()
    before = archive.status().total
    first = archive.records(unit)[0]
    new = correction(archive, unit)
    other = archive.put(another(first))
    archive.update()
    assert archive.status().total != before
    placed = archive.put(new)
    archive.update()
    after = archive.status()
    assert (after.conflicts, after.total) == ((), before)
    assert contest_of(archive.unit(unit), "bch").path == f"{unit}/{placed.name}"
    assert {(one.path, one.failed[0].why) for one in after.faulty} == {
        (f"{unit}/{path.name}", "two_of_one_number") for path in (first, other)
    }


@pytest.mark.parametrize("given", [[{"board": (2,)}], [{}, {"board": (2, 3)}]], ids=["not signed", "two of one number"])
def test_corrections_that_are_not_proved_settle_nothing(archive, given):
    unit = archive.held[0]
    first = archive.records(unit)[0]
    new = [
        correction(archive, unit, ('"software": "tools.nation"', f'"software": "{number}"'), **one)
        for number, one in enumerate(given)
    ]
    archive.put(another(first))
    for one in new:
        archive.put(one)
    archive.update()
    status = archive.status()
    assert (len(status.conflicts), status.total.left_out) == (1, 1)
    assert contest_of(archive.unit(unit), "bch").in_conflict
    assert not any(one.is_proved for one in archive.unit(unit).contests if one.contest == "bch")


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
