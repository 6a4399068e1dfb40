"""The lines of opened ballots, one by one: a salt of its one length, and nothing looked at for longer than it takes."""

import time

import pytest

from tally.ballot import BallotKind
from tally.record.commitment import MOST_BYTES, SALT_BYTES, Ballot, Committed, read, write
from tally.record.merkle import root
from tally.record.refusal import Refused

BALLOT = Ballot(kind=BallotKind.STRIKE, struck=(3,)).written()


def refused(data):
    with pytest.raises(Refused) as caught:
        read(data)
    return caught.value.code


def salted(*lengths):
    """Opened ballots with salts of these lengths, under the root that they make."""
    salts = tuple(bytes([place]) * length for place, length in enumerate(lengths))
    leaves = [salt + BALLOT for salt in salts]
    return write(Committed(root=root(leaves), salts=salts, ballots=(BALLOT,) * len(salts)))


@pytest.mark.parametrize("length", [0, SALT_BYTES - 1, SALT_BYTES + 1])
def test_a_salt_is_thirty_two_bytes_even_if_the_root_is_right(length):
    assert read(salted(SALT_BYTES, SALT_BYTES)).size == 2
    assert refused(salted(SALT_BYTES, length)) == "not_ballots"


@pytest.mark.parametrize("line", [b"\n", b"A\n", b"AAAA AAAA\n"])
def test_a_file_full_of_lines_that_are_none_is_refused_at_the_first(line):
    head = b"ballots/1\nsize 0\nroot \n\n"
    start = time.process_time()
    assert refused(head + line * ((MOST_BYTES - len(head)) // len(line))) in ("not_ballots", "not_base64")
    assert time.process_time() - start < 2
