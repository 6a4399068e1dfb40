"""A record carries the figures of its regulation, and is reckoned by them and by no others."""

from dataclasses import fields, replace
from datetime import date
from typing import get_args

import pytest

from tally.congress import BoardMember, MeetingKind, Mode, Roll
from tally.record.rules import RulesModel, Status, regulation_of, rules_tree
from tally.record.verify import Verdict
from tally.regulation import REGULATIONS, Regulation
from tests.making import congress
from tests.record.ceremony import BOARD, broken, content_of, elected_course, forged, put, record_file, told, verified
from tests.record.forging import committee_tree

every_regulation = pytest.mark.parametrize("regulation", REGULATIONS.values(), ids=REGULATIONS)

CARRIED = {field.name for field in fields(Regulation)} - {"id", "clauses", "documents", "excellent_limit_percent"}
"""Every figure that a contest can rest on: not the words, and not the limit of ratings (R19), which are no contest."""


def read_again(tree):
    return RulesModel.model_validate(tree)


@every_regulation
def test_a_regulation_comes_back_from_its_figures(regulation):
    assert regulation_of(regulation.id, read_again(rules_tree(regulation))) == regulation


def test_every_figure_of_a_regulation_is_carried():
    """So a figure that is added to the rules is added here too."""
    assert set(RulesModel.model_fields) == CARRIED
    assert set(rules_tree(REGULATIONS["190-QĐ/TW"])) == CARRIED


OTHERS = {
    "since": date(2020, 1, 1),
    "until": date(2031, 1, 1),
    "prepared_surplus_small_body": range(2, 9),
    "leaves_base": dict.fromkeys(MeetingKind, ("absent",)),
    "guided_sizes": {("cell", "committee"): 9},
    "pools_expected": frozenset({"secretary"}),
}


@every_regulation
@pytest.mark.parametrize("name", sorted(CARRIED))
def test_each_figure_is_the_record_s_and_not_the_known_one(regulation, name):
    other = replace(regulation, **{name: OTHERS.get(name, 77)})
    tree = rules_tree(other)
    assert tree != rules_tree(regulation)
    assert regulation_of(regulation.id, read_again(tree)) == other


def test_a_body_of_no_size_is_small_where_the_range_is_empty():
    tree = rules_tree(REGULATIONS["190-QĐ/TW"]) | {"prepared_surplus_small_body": {"from": 5, "to": 4}}
    found = regulation_of("190-QĐ/TW", read_again(tree))
    assert list(found.prepared_surplus_small_body) == []
    assert rules_tree(found) == tree


def test_sizes_and_pools_stand_in_one_order():
    tree = rules_tree(REGULATIONS["190-QĐ/TW"])
    sizes = [(size["level"], size["kind"]) for size in tree["guided_sizes"]]
    assert sizes == sorted(sizes)
    assert tree["pools_expected"] == sorted(tree["pools_expected"])


def test_no_regulation_has_an_unknown_id():
    with pytest.raises(KeyError):
        regulation_of("x", read_again(rules_tree(REGULATIONS["190-QĐ/TW"])))


def test_the_statuses_that_may_leave_the_base_are_those_of_a_roll():
    assert set(get_args(Status)) == {field.name for field in fields(Roll)}


@every_regulation
def test_a_record_made_by_the_figures_that_are_known_holds(regulation):
    people = tuple(BoardMember(name=name, role="member") for name in BOARD)
    event = congress(mode=Mode.REAL, board=people, regulation=regulation)
    one = verified(record_file(content_of(elected_course(event=event))))
    assert one.verdict is Verdict.VALID
    assert told(one, "rules") == ("known", {"regulation": regulation.id})


def test_other_figures_are_told_and_the_record_is_reckoned_by_its_own():
    """A record of years ago, made by figures that were corrected since, still agrees with itself."""
    one = verified(forged(put("rules", "cell_secretary_ballots", 4)))
    assert broken(one) == {"rules": "other_figures"}
    assert told(one, "rules")[1] == {
        "regulation": "190-QĐ/TW",
        "place": "cell_secretary_ballots",
        "record": "4",
        "reckoned": "3",
    }
    assert one.content.result.course.congress.regulation.cell_secretary_ballots == 4


def test_figures_that_matter_change_what_a_record_comes_to():
    """Where the excused do not leave the base it is larger by one."""
    one = verified(forged(put("rules", "leaves_base", "members", ["exempt_absent"]), tree=committee_tree()))
    assert set(broken(one)) == {"rules", "arithmetic", "outcome"}
    assert told(one, "arithmetic")[1]["place"] == "rounds.1.base.value"
    stopped = verified(forged(put("rules", "quorum_numerator", 99)))
    assert set(broken(stopped)) == {"rules", "outcome", "findings"}
