"""Where the page and ``tally`` could part: Unicode, lists at their limits, papers that name nobody, votes left out."""

import json
import unicodedata
from contextlib import suppress
from copy import deepcopy

import pytest

from tally.files.values import clean
from tally.person import known_as
from tally.record import canonical
from tally.record.document import text_of
from tally.record.reading import read_text, reckon
from tally.record.refusal import Refused
from tests.verifier.cases import RECORDS, TRUST, Case, signed_again, tree_of
from tests.verifier.test_verifier_agrees import by_page, by_tally

pytestmark = pytest.mark.unmeasured

POINTS = [*range(0xD800), *range(0xE000, 0x32400), *range(0xE0000, 0xE0200)]
"""Every code point of which Unicode says anything but that it is nobody's, or private."""
SAID = """(() => {
  const said = [];
  for (const [from, to] of [[0, 0xd800], [0xe000, 0x32400], [0xe0000, 0xe0200]]) for (let c = from; c < to; c++) {
    const s = String.fromCodePoint(c), d = s.normalize("NFD");
    said.push([isText(s) && s.normalize("NFC") === s, d.normalize("NFC"), d, folded(s), knownAs("x" + s)]);
  }
  return said;
})()"""


def taken(text):
    with suppress(ValueError):
        return clean(text) == text
    return False


def by_python(letter):
    apart = unicodedata.normalize("NFD", letter)
    return [taken(letter), unicodedata.normalize("NFC", apart), apart, letter.casefold(), known_as(f"x{letter}")]


def test_the_page_says_of_every_character_what_tally_says_unless_it_came_later_than_its_unicode(browser):
    """Section 4: of a character that is not assigned here programs may differ; of every other they may not."""
    differing = {}
    for point, said in zip(POINTS, browser.run(SAID), strict=True):
        letter = chr(point)
        if said != by_python(letter) and letter not in "\x1c\x1d\x1e\x1f":  # white space to Python, and never text
            differing[point] = unicodedata.category(letter)
    assert {*differing.values()} <= {"Cn"}
    assert len(differing) < 200


def agreed(browser, *records, trust=(TRUST[0],)):
    cases = [Case(trust=trust, records=(data,), training=False, damaged=True) for data in records]
    expected = [by_tally(case) for case in cases]
    assert [*by_page(browser, cases)] == expected
    return [one for ((one),) in expected]


def changed(place, value, tree=None):
    tree = deepcopy(tree or tree_of(RECORDS[1]))
    node = tree
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    return signed_again(tree, RECORDS[1])


def reckoned(tree):
    """The document with all that is reckoned as its input has it."""
    return json.loads(text_of(reckon(read_text(canonical.write(tree))[1])))


ELECTED = {"name": "", "number": 1, "percent": "", "reason": "run_off", "round": 1, "votes": 1}
MEASURED = {"category": "women", "have": 0, "measured_on": "elected", "met": True, "of": 0, "percent": ""}
FOUND = {"clause": "", "code": "", "params": {}, "rule": "", "severity": "error"}
LISTS = {
    ("rounds", 0, "outcome", "elected"): (1, 1_000),
    ("rounds", 0, "outcome", "tied"): (1, 1_000),
    ("rounds", 0, "outcome", "next"): ("further", 5),
    ("result", "elected"): (ELECTED, 1_000),
    ("result", "alternates"): (1, 1_000),
    ("result", "next"): ("further", 5),
    ("result", "structure"): (MEASURED, 1_000),
    ("rules", "leaves_base", "members"): ("absent", 100),
    ("air_gap",): ({"check": "x", "clear": True, "seen": None}, 100),
    ("board",): ({"born": None, "name": "x", "role": "member"}, 1_000),
}


@pytest.mark.parametrize("place", LISTS, ids=lambda place: ".".join(map(str, place)))
def test_a_list_may_be_as_long_as_the_format_says_and_no_longer(browser, place):
    item, most = LISTS[place]
    (full, _), (over, _) = agreed(browser, changed(place, [item] * most), changed(place, [item] * (most + 1)))
    assert full != "unreadable"
    assert over == "unreadable"


def test_more_findings_than_there_can_be_do_not_fit_into_a_record_anyhow(browser):
    """At most 10,000: but a text of that many has more than 1 MiB."""
    with pytest.raises(Refused):
        changed(("result", "findings"), [FOUND] * 9_000)
    ((verdict, _),) = agreed(browser, changed(("result", "findings"), [FOUND] * 5_000))
    assert verdict == "not_valid"


def test_the_base_may_name_what_it_likes_and_is_then_wrong(browser):
    ((verdict, failed),) = agreed(browser, changed(("rounds", 0, "base", "excluded"), {"__proto__": -1, "x": 5}))
    assert (verdict, failed) == ("not_valid", {"arithmetic"})


def votes_of(*numbers):
    return [{"number": number, "over_half": True, "percent": "57.14", "votes": 4} for number in numbers]


@pytest.mark.parametrize("numbers", [(1, 2), (), (1, 2, 3, 3), (3, 2, 1), (1, 2, 2)])
def test_votes_that_are_not_those_of_the_candidates_are_judged_the_same(browser, numbers):
    """Section 10.3: one left out makes a record that cannot be reckoned; another order or one twice does not."""
    ((verdict, failed),) = agreed(browser, changed(("rounds", 0, "votes"), votes_of(*numbers), tree_of(RECORDS[0])))
    reckoned = {*numbers} == {1, 2, 3}
    assert verdict == "not_valid"
    assert "arithmetic" in failed
    assert ({"arithmetic", "outcome", "structure", "findings"} <= failed) or reckoned


def nobody_left(valid, option):
    """The first record of the vectors, in which both seats go to the two who stand, and then nobody is voted on."""
    tree = tree_of(RECORDS[0])
    contest, first = tree["contest"], tree["rounds"][0]
    tree["options"]["all_blank_boxes"] = option
    contest |= {"quota": 4, "seats": 4, "kind": "committee", "alternates": 0}
    first |= {"seats": 4, "ballot": "boxes", "commitment": None, "invalid": {}}
    first["votes"] = votes_of(*first["candidates"])
    ballots = {"issued": 7, "collected": valid, "valid": valid, "invalid": 0, "not_returned": 7 - valid}
    empty = deepcopy(first) | {"number": 2, "purpose": "further", "seats": 1, "candidates": [], "votes": []}
    tree["rounds"].append(empty | {"ballots": ballots})
    return tree


@pytest.mark.parametrize(
    ("valid", "option", "status"), [(0, "invalid", "short"), (3, "invalid", "stopped"), (3, "valid", "short")]
)
def test_a_further_ballot_may_name_nobody(browser, valid, option, status):
    """Section 10.6: where everybody who stands is elected, the paper is empty; it is a round all the same."""
    tree = reckoned(nobody_left(valid, option))
    last = tree["rounds"][1]
    assert (last["candidates"], last["votes"], last["ballot"]) == ([], [], "boxes")
    assert (last["outcome"]["status"], last["outcome"]["seats_left"]) == (status, 1)
    assert agreed(browser, signed_again(tree, RECORDS[0])) == [("valid", set())]


@pytest.mark.parametrize(
    ("key", "value", "verdict"),
    [
        ("born", "2999-01-01", "valid"),
        ("agreed_by", 9_999_999, "valid"),
        ("from_round", 2, "valid"),
        ("withdrawn_before_round", 1_000, "valid"),
        ("number", 2, "valid"),
        ("attributes", ["b", "a"], "unreadable"),
        ("attributes", ["a", "a"], "unreadable"),
        ("from_round", 1, "unreadable"),
        ("withdrawn_before_round", 1_001, "unreadable"),
        ("born", "0000", "unreadable"),
        ("biography", {}, "unreadable"),
    ],
)
def test_of_who_may_stand_only_the_kinds_are_asked(browser, key, value, verdict):
    """Section 9.3: what section 9.2 asks beside the congress and the rounds is not asked of a pool."""
    tree = tree_of(RECORDS[0])
    tree["contest"]["pool"] = "nguon"
    tree["pool"] = {"contest": "nguon", "may_stand": deepcopy(tree["contest"]["candidates"]), "seats": 9, "voted": True}
    tree = reckoned(tree)
    tree["pool"]["may_stand"][0][key] = value
    again = reckoned(tree) if verdict == "valid" else tree
    assert agreed(browser, signed_again(again, RECORDS[0])) == [
        (verdict, set() if verdict == "valid" else {"encoding"})
    ]
