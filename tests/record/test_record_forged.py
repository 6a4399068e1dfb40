"""Whoever holds all the keys and changes one thing in a record is found out, unless nobody could know it from there.

Everything is signed again, spelled as it should be, and verified. What can be changed so is what a record must be
believed for: it is written down here, with why, and it is exactly this.
"""

import re
from fnmatch import fnmatch
from functools import cache

import pytest

from tally.record import canonical
from tally.record.document import tree_of
from tally.record.verify import Verdict
from tests.record.ceremony import SIGNERS, broken, content_of, elected_course, forged, signed, verified
from tests.record.forging import committee_tree, delegates_tree, nodes, one_changes

pytestmark = pytest.mark.unmeasured

TREES = {"committee": committee_tree, "delegates": delegates_tree}

each_congress = pytest.mark.parametrize("congress", TREES)

FREE = {
    "what the computer says of itself": ["software", "journal.head", "journal.length"],
    "names of the congress: another name is another congress, with a chain of its own": [
        "unit.name",
        "unit.level",
        "unit.superior",
        "congress.name",
        "congress.term",
        "congress.place",
        "congress.date",
        "contest.id",
        "contest.title",
    ],
    "who is on the board beside those who signed, and what they are there": ["board", "board.2.name", "board.*.role"],
    "whose birth is told of the board: it matters where a namesake is on the list": ["board.*.born"],
    "who somebody on the list is, as long as no figure rests on it": [
        "contest.candidates.*.ethnicity",
        "contest.candidates.*.incumbent",
    ],
    "that seats are left open, where none is": ["contest.leave_open"],
    "what a ballot without a mark is, where there was none, or on strike ballots": ["options.all_blank_boxes"],
    "which ballots were committed: an opening proves it": ["rounds.*.commitment", "rounds.*.commitment.root"],
}
OF_ONE = {
    "committee": {
        "what was looked at to see that the computer is cut off": ["air_gap", "air_gap.?.*"],
        "names, sexes and births that no figure rests on": [
            "contest.candidates.[345].name",
            "contest.candidates.[345].sex",
            "contest.candidates.*.born",
        ],
        "what else a list says of a person: no figure rests on it": [
            "contest.candidates.0.biography",
            "contest.candidates.0.biography.*",
            "contest.candidates.0",
        ],
        "what the body voted on by cards, as long as all did and no round was held against it": [
            "contest",
            "contest.decisions",
            "contest.decisions.0.choice",
            "contest.decisions.0.after_round",
        ],
        "what the body decided on nominations, short of a finding": [
            "contest.candidates.2.nominated_by",
            "contest.candidates.2.agreed_by",
            "contest.candidates.5.withdrawal",
        ],
        "who withdrew before the first ballot, and that anybody did": [
            "contest.candidates",
            "contest.candidates.4.from_round",
        ],
        "bounds of the plan that come to the same number of persons": [
            "contest.plan.age_on",
            "contest.plan.targets.0.at_least.percent",
            "contest.plan.targets.2.at_most.percent",
        ],
    },
    "delegates": {
        "sexes and births that no figure rests on": ["contest.candidates.*.sex", "contest.candidates.[23].born"],
        "that there is a plan, if it asks for nothing": ["contest.plan"],
        "how many lower bodies there were, as long as enough came": ["meeting.bodies.*"],
        "the contest that this one draws on: its own record says whom it elected": [
            "pool.seats",
            "pool.may_stand",
            *(
                f"pool.may_stand.*.{key}"
                for key in ("number", "sex", "ethnicity", "incumbent", "agreed_by", "from_round")
            ),
            "pool.may_stand.*.withdrawal",
            "pool.may_stand.*.withdrawn_before_round",
        ],
    },
}

CLAIMS = {
    r"rounds\.\d+\.outcome\b": "outcome",
    r"rounds\.\d+\.(base|ballot|commitment\.size)\b": "arithmetic",
    r"rounds\.\d+\.(ballots\.not_returned|votes\.\d+\.(percent|over_half))$": "arithmetic",
    r"result\.structure\b": "structure",
    r"result\.findings\b": "findings",
    r"result\b": "outcome",
    r"rules\.leaves_base\.(committee|cell_conference)\b": "rules",
    r"regulation$": "rules",
    r"(sequence|previous|replaces)$": "chain",
    r"station$": "signatures",
    r"mode$": "mode",
}
"""What is reckoned from the rest, or named by it alone: the one check that tells a change."""

INPUT = {
    r"rounds\b": {"arithmetic", "outcome"},
    r"meeting\.(roll|kind)\b": {"arithmetic"},
    r"rules\b": {"rules"},
    r"trust$": {"trust"},
    r"unit\.code$": {"signatures", "threshold"},
    r"board\b": {"threshold"},
    r"congress\.date$": {"trust", "findings"},
    r"contest\.(plan\b.*|candidates\.\d+\.(sex|attributes\b.*))$": {"structure"},
    r"meeting\.bodies\b": {"findings"},
    r"contest\.seats$": {"arithmetic"},
    r"contest\.(quota|alternates|kind)$": {"outcome", "findings"},
    r"contest\.candidates$": {"arithmetic"},
    r"contest\.candidates\.\d+(\.(from_round|withdrawal|withdrawn_before_round))?$": {"arithmetic", "findings"},
    r"contest\.candidates\.\d+\.(name|born|agreed_by)$": {"outcome", "structure", "findings"},
    r"contest\.decisions\.\d+\.(agree|against|abstain|not_voting)$": {"findings"},
    r"pool\b": {"findings"},
}
"""What others are reckoned from: the checks of which one at least tells a change."""


@cache
def tried(congress):
    """Every change of one thing, signed again by all: (place, what was done, what came of it)."""
    found = []
    apart = [("rules",)] if congress == "delegates" else []  # they are the same figures
    for place, done, tree in one_changes(TREES[congress](), apart=apart):
        if isinstance(tree, dict):
            found.append((place, done, verified(signed(canonical.write(tree).decode(), SIGNERS))))
    return found


def belongs(place, table):
    return next((found for pattern, found in table.items() if re.match(pattern, place)), None)


@each_congress
def test_what_nobody_can_know_from_a_record_is_exactly_this(congress):
    patterns = [pattern for table in (FREE, OF_ONE[congress]) for each in table.values() for pattern in each]
    places = {".".join(place) for place, _ in nodes(TREES[congress](), ())}
    believed = {place for place in places if any(fnmatch(place, pattern) for pattern in patterns)}
    free = {place for place, _, one in tried(congress) if one.verdict is Verdict.VALID}
    assert free == believed


@each_congress
def test_what_is_reckoned_from_the_rest_cannot_be_changed_and_one_check_tells(congress):
    met = set()
    for place, done, one in tried(congress):
        code = belongs(place, CLAIMS)
        if code and one.verdict is not Verdict.UNREADABLE:
            assert (one.verdict, set(broken(one))) == (Verdict.NOT_VALID, {code}), (place, done)
            met.add(code)
    assert met >= {"outcome", "arithmetic", "findings", "rules", "chain", "signatures", "mode"}, congress


@each_congress
def test_what_others_are_reckoned_from_is_told_by_the_check_that_it_belongs_to(congress):
    for place, done, one in tried(congress):
        if one.verdict is Verdict.NOT_VALID and not belongs(place, CLAIMS):
            assert set(broken(one)) & (belongs(place, INPUT) or set()), (place, done, broken(one))


@each_congress
def test_a_part_of_another_form_is_no_record(congress):
    """A word for a figure, true for 1, an unknown key; a space too many is another spelling. Claims are compared."""
    tries = 0
    for place, done, one in tried(congress):
        is_claim = re.match(r"result\b|rounds\.\d+\.(base|outcome|votes\.\d+\.percent)\b", place)
        if done in ("form", "space") and not is_claim:
            assert one.verdict is Verdict.UNREADABLE, (place, done)
            assert one.checks[0].why in ("bad_record", "differs")
            tries += 1
    assert tries > 200


@each_congress
def test_true_is_no_number_and_one_is_not_true(congress):
    for place, done, one in tried(congress):
        if done == "form":
            assert one.verdict is not Verdict.VALID, place


def test_so_many_changes_were_tried():
    assert len(tried("committee")) > 1_600
    assert len(tried("delegates")) > 900


def test_who_signs_a_wrong_count_that_agrees_with_itself_is_believed():
    """A signature proves who said it, not that it is right: paper is the truth."""
    wrong = elected_course(struck=[({2}, 14), ({1}, 4), ({1, 2, 3}, 2)])
    assert verified(signed(canonical.write(tree_of(content_of(wrong))).decode(), SIGNERS)).verdict is Verdict.VALID


def test_where_several_things_are_wrong_every_check_says_so():
    def change(tree):
        tree["rounds"][0]["votes"][0]["percent"] = "71.00"
        tree["rounds"][0]["outcome"]["seats_left"] = 1
        tree["result"]["findings"] = [{"code": "x", "severity": "error", "rule": "R1", "clause": "R1", "params": {}}]
        tree["result"]["open"] = 1

    one = verified(forged(change))
    assert broken(one) == {"arithmetic": "differs", "outcome": "differs", "findings": "differs"}
    told = {check.code: dict(check.params) for check in one.checks if not check.ok}
    assert told["arithmetic"] == {"place": "rounds.1.votes.1.percent", "record": '"71.00"', "reckoned": '"70.00"'}
    assert told["outcome"] == {"place": "rounds.1.outcome.seats_left", "record": "1", "reckoned": "0"}
