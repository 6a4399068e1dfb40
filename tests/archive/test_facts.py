"""Facts are what the record says and what ``tally verify`` finds, in values that can be sent and kept."""

import json
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.archive.facts import facts_of, read_facts, trust_named, written_facts
from tally.archive.group import Group, group_of, together
from tally.congress import Mode
from tally.contest import Candidate, Category, MeasuredOn, NominatedBy, Sex, Target
from tally.person import Birth
from tally.record.reading import read
from tally.record.refusal import Refused
from tally.record.trust_chain import chain
from tally.record.verify import Verdict, verify
from tally.structure import how_many
from tests.archive.made import SUPERIOR, changed, signed, text_of

DAY = date(2025, 4, 1)
people = st.builds(
    Candidate,
    number=st.integers(1, 1000),
    name=st.just("Một người"),
    sex=st.sampled_from(Sex),
    born=st.builds(Birth, year=st.integers(1950, 2005), month=st.integers(1, 12), day=st.integers(1, 28)),
    ethnicity=st.sampled_from(["Kinh", "kinh", "Tày", "Mường"]),
    incumbent=st.booleans(),
    nominated_by=st.just(NominatedBy.COMMITTEE),
    attributes=st.frozensets(st.sampled_from(["science_technology", "worker"])),
)
targets = st.builds(
    Target,
    category=st.sampled_from(Category),
    measured_on=st.just(MeasuredOn.ELECTED),
    below=st.none() | st.integers(20, 70),
    first=st.none() | st.integers(20, 70),
    last=st.none() | st.integers(20, 70),
    name=st.sampled_from(["science_technology", "worker", "nobody"]),
)


@pytest.fixture(scope="module")
def trust(nation):
    [file] = (nation.files / "trust").glob(f"trust-{SUPERIOR}-*")
    return chain([file.read_bytes()], ())


def every(nation):
    return [path for unit in nation.held if unit.startswith(SUPERIOR) for path in nation.records(unit)]


def test_the_verdict_is_that_of_tally_verify(nation, trust):
    first = every(nation)[0]
    for data in (
        first.read_bytes(),
        changed(first, ('"collected": ', '"collected": 1')),
        changed(first, board=(1,)),
        changed(first, station=False),
        changed(first, ('"level": "grassroots"', '"level": "commune"')),
    ):
        facts = facts_of(data, trust, expected=Mode.TRAINING)
        [verified] = verify([data], trust, expected=Mode.TRAINING)
        assert facts.verdict == verified.verdict
        assert [(one.code, one.why) for one in facts.failed] == [(c.code, c.why) for c in verified.checks if not c.ok]
    assert facts_of(first.read_bytes(), trust, expected=Mode.TRAINING).verdict is Verdict.VALID


def test_an_exercise_is_no_congress_unless_it_was_expected(nation, trust):
    facts = facts_of(every(nation)[0].read_bytes(), trust)
    assert [(one.code, one.why) for one in facts.failed] == [("mode", "training")]


def test_without_its_trust_file_nothing_is_proved(nation):
    facts = facts_of(every(nation)[0].read_bytes(), None, expected=Mode.TRAINING)
    assert [(one.code, one.why) for one in facts.failed] == [("trust", "not_in_archive")]
    assert facts.lacks_trust
    assert not facts.lacks_signatures, "who signed was not looked at, and nobody is to blame"
    assert facts.trust_version is None
    assert facts.seats is not None, "what it says is told all the same"


def test_who_signed_is_a_matter_of_its_own(nation, trust):
    facts = facts_of(changed(every(nation)[0], board=(1,)), trust, expected=Mode.TRAINING)
    assert (facts.lacks_trust, facts.lacks_signatures) == (False, True)


def test_how_many_signed_of_how_many_keys(nation, trust):
    record = every(nation)[0]
    signers = [facts_of(changed(record, board=one), trust).signed for one in ((1, 2), (1, 2, 3), (3,))]
    assert [(one.have, one.needed, one.keys) for one in signers] == [(2, 2, 3), (3, 2, 3), (1, 2, 3)]


def test_figures_are_those_that_stand_in_the_record(nation, trust):
    for path in every(nation):
        facts = facts_of(path.read_bytes(), trust, expected=Mode.TRAINING)
        tree = json.loads(text_of(path))
        assert facts.seats.elected == len(tree["result"]["elected"])
        assert (facts.seats.open, facts.seats.status) == (tree["result"]["open"], tree["result"]["status"])
        assert facts.seats.alternates_taken == len(tree["result"]["alternates"])
        assert (facts.seats.quota, facts.seats.seats) == (tree["contest"]["quota"], tree["contest"]["seats"])
        assert facts.seats.ballots == facts.rounds == len(tree["rounds"])
        assert facts.elected.women == sum(
            person["sex"] == "female"
            for person in tree["contest"]["candidates"]
            if person["number"] in {one["number"] for one in tree["result"]["elected"]}
        )
        assert [(one.severity, one.code) for one in facts.findings] == [
            (one["severity"], one["code"]) for one in tree["result"]["findings"]
        ]
        assert [(one.have, one.of) for one in facts.targets] == [
            (one["have"], one["of"]) for one in tree["result"]["structure"]
        ]


def test_facts_are_sent_and_kept_unchanged(nation, trust):
    for path in every(nation):
        facts = facts_of(path.read_bytes(), trust, expected=Mode.TRAINING)
        assert pickle.loads(pickle.dumps(facts)) == facts
        assert read_facts(written_facts(facts)) == facts


def test_a_signature_more_is_the_same_record(nation, trust):
    path = every(nation)[0]
    more = signed(text_of(path), board=(1, 2, 3))
    assert facts_of(more, trust).hash == facts_of(path.read_bytes(), trust).hash


def test_what_is_no_record_is_refused(nation, trust):
    data = every(nation)[0].read_bytes()
    for broken in (b"", data[:-1], data[: len(data) // 2], data.replace(b'  "mode"', b'   "mode"'), b"\xff" + data):
        with pytest.raises(Refused):
            facts_of(broken, trust)


def test_the_trust_file_is_found_without_reading_the_record(nation):
    for path in every(nation):
        assert trust_named(path.read_bytes()) == bytes.fromhex(read(path.read_bytes()).model.trust)
    assert trust_named(b"") is None
    assert trust_named(b'\n  "trust": "short"') is None


@given(st.lists(people, max_size=12), targets)
def test_a_group_counts_whom_the_structure_counts(persons, target):
    """R16: from the counts alone any target comes out as from the persons themselves."""
    assert group_of(persons, age_on=DAY).have(target) == how_many(persons, target, age_on=DAY)


@given(st.lists(people, max_size=12))
def test_the_three_bands_hold_everybody_once(persons):
    group = group_of(persons, age_on=DAY)
    assert group.under_40 + group.from_40_to_50 + group.over_50 == group.of == len(persons)


@given(st.lists(people, max_size=8), st.lists(people, max_size=8))
def test_groups_together_are_the_group_of_all(some, others):
    groups = (group_of(some, age_on=DAY), group_of(others, age_on=DAY))
    assert together(groups) == group_of([*some, *others], age_on=DAY)
    assert together(()) == Group()
