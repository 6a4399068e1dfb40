"""The finding list: every leaf has one paper, and it is the one that the leaf was made of."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.files.ballots import ballot_ids, read_ballots
from tally.record import commitment
from tally.record.commitment import commit, permutation
from tally.record.finding_list import Paper, finding_list, write
from tests.files.papers import STRIKE, STRIKE_HEADER, lines
from tests.record.test_commitment import source

FILE = lines(STRIKE_HEADER, "A-7,1,", "A-9,2,", '"lô 3, phiếu ""b""",3,', "B-1,4,several_inks")
"""Four ballots, no two alike: ballot *i* strikes number *i* + 1."""
ids = st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), max_size=9, unique=True)


def test_every_leaf_leads_to_the_paper_that_it_was_made_of():
    order = permutation(4, source("order"))
    own = commit(read_ballots("b.csv", FILE, STRIKE), order=order, random=source("salts"))
    struck_on = {"A-7": 1, "A-9": 2, 'lô 3, phiếu "b"': 3, "B-1": 4}
    papers = finding_list(order, ballot_ids("b.csv", FILE, STRIKE))
    assert [paper.leaf for paper in papers] == [0, 1, 2, 3]
    for paper in papers:
        assert commitment.read_ballot(own.ballots[paper.leaf]).struck == (struck_on[paper.ballot],)
        assert paper.row == struck_on[paper.ballot]


def test_the_list_is_a_table_with_a_row_a_leaf():
    papers = finding_list((2, 0, 1), ("A-7", "A-9", 'lô 3, phiếu "b"'))
    assert papers[0] == Paper(leaf=0, ballot='lô 3, phiếu "b"', row=3)
    assert write(papers) == 'leaf,paper,row\n0,"lô 3, phiếu ""b""",3\n1,A-7,1\n2,A-9,2\n'
    assert write(finding_list((), ())) == "leaf,paper,row\n"


@given(ids, st.integers())
def test_no_paper_is_left_out_or_named_twice(ids, seed):
    papers = finding_list(permutation(len(ids), source(seed)), ids)
    assert sorted(paper.ballot for paper in papers) == sorted(ids)
    assert sorted(paper.row for paper in papers) == list(range(1, len(ids) + 1))
    read = list(csv.reader(io.StringIO(write(papers))))
    assert read[1:] == [[str(paper.leaf), paper.ballot, str(paper.row)] for paper in papers]


@pytest.mark.parametrize("order", [(), (0,), (0, 0), (0, 2), (-1, 0), (0, 1, 2)])
def test_an_order_of_other_ballots_is_refused(order):
    with pytest.raises(ValueError, match="order of these ballots"):
        finding_list(order, ("a", "b"))
