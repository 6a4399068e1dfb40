"""The ids of a ballots file, for the one list that leads back from a ballot to its paper."""

import pytest
from hypothesis import given

from tally.faults import BadInput
from tally.files.ballots import ballot_ids, read_ballots
from tests.files.papers import BOXES, BOXES_HEADER, STRIKE, STRIKE_HEADER, lines
from tests.files.parts import refused
from tests.files.test_two_ways import plain_files


def ids(data, on=STRIKE):
    return ballot_ids("b.csv", data, on)


def test_ids_come_in_the_order_of_the_ballots():
    assert ids(lines(STRIKE_HEADER, "30,4,", "4,1 3,", "200,,several_inks")) == ("30", "4", "200")
    assert ids(b"\xef\xbb\xbf" + lines(BOXES_HEADER, '" b ",1,2,', "a,,,").replace(b",", b";"), BOXES) == ("b", "a")
    assert ids(lines(STRIKE_HEADER)) == ()


def test_an_id_is_in_the_one_spelling_of_all_text():
    assert ids(lines(STRIKE_HEADER, "lo\u0302 1,4,")) == ("lô 1",)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        lines("ballot,struck"),
        lines(STRIKE_HEADER, "1,9,", "2,4,"),
        lines(STRIKE_HEADER, "1,4,", "1,3,"),
        lines(STRIKE_HEADER, ",4,"),
        lines(STRIKE_HEADER, "1,4,torn"),
        lines(STRIKE_HEADER, "1,4"),
    ],
)
def test_the_ids_of_a_file_with_faults_are_not_given_and_its_faults_are_those_of_the_ballots(data):
    def told(read):
        return [(fault.location, fault.key) for fault in refused(read, "b.csv", data, STRIKE)]

    with pytest.raises(BadInput):
        ids(data)
    assert told(ballot_ids) == told(read_ballots)


@given(plain_files())
def test_there_is_an_id_for_every_ballot_however_the_file_is_written(file):
    on, ballots, data = file
    assert ballot_ids("b.csv", data, on) == tuple(str(number + 1) for number in range(len(ballots)))
