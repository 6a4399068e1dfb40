"""What the parts of a congress file must be to each other; and what is read is what the file says."""

import json
from datetime import date

import pytest

from tally import MeetingKind
from tally.congress import BlankBoxes, BoardMember, Bodies, Mode, Roll, Unit
from tally.contest import Biography, Category, Choice, Decision, NominatedBy, Purpose, Sex, Share, Withdrawal
from tally.files.congress_file import read_congress
from tally.files.documents import biography_tree
from tally.person import Birth
from tally.result import results_of
from tests.files.parts import (
    BIOGRAPHY,
    FULL,
    PATH,
    candidate,
    changed,
    contest,
    courses,
    decision,
    document,
    faults,
    held,
    read,
    refused,
    sentences,
    totals,
)

STATUSES = {
    "members": "present absent temporary_elsewhere_absent exempt_absent barred excused_whole",
    "cell_conference": "present absent temporary_elsewhere_absent exempt_absent barred excused_whole",
    "delegates": "present replaced absent convening_absent unreplaced",
    "committee": "present absent barred",
}
EVERY_STATUS = sorted({status for statuses in STATUSES.values() for status in statuses.split()})


def with_candidate(**given):
    return document(contest([candidate(1, **given), candidate(2)], 1))


def test_what_is_read_is_what_the_file_says() -> None:
    file = read(FULL)
    congress, (delegates, committee) = file.congress, file.contests
    assert congress.regulation.id == "190-QĐ/TW"
    assert (congress.mode, congress.blank_boxes) == (Mode.TRAINING, BlankBoxes.VALID)
    assert congress.unit == Unit(code="VD.1", name="Đảng bộ ví dụ", level="commune", superior="VD")
    assert (congress.name, congress.term, congress.place) == ("Đại hội ví dụ", "2025-2030", "Ví dụ")
    assert congress.date == date(2025, 2, 14)
    assert congress.board == (BoardMember(name="Tạ Ban Một", role="head", born=Birth(year=1980, month=1, day=1)),)
    meeting = congress.meeting("m")
    assert meeting.kind is MeetingKind.DELEGATES
    assert meeting.roll == Roll(present=19, replaced=1, absent=1, convening_absent=1, unreplaced=1)
    assert meeting.bodies == Bodies(summoned=12, present=12)
    assert (delegates.quota, delegates.seats, delegates.alternates, delegates.kept_vacant) == (2, 1, 1, 1)
    assert (delegates.pool, committee.pool, delegates.leave_open) == (None, "dai-bieu", False)
    first, second, third, fourth, fifth = delegates.candidates
    assert (first.sex, first.born, first.incumbent) == (Sex.FEMALE, Birth(year=1986), False)
    assert first.biography == Biography(
        home="xã Cao An",
        position="Bí thư chi bộ, thôn Đông",
        education="Đại học Luật",
        theory="Trung cấp",
        admitted=Birth(year=2010, month=2, day=3),
        official=Birth(year=2011),
    )
    assert second.born == Birth(year=1975, month=3, day=15)
    assert (second.nominated_by, second.agreed_by, second.attributes) == (NominatedBy.FLOOR, 9, {"science"})
    assert (third.withdrawal, third.withdrawn_before_round, fourth.from_round) == (Withdrawal.REFUSED, None, 2)
    assert (fifth.withdrawal, fifth.withdrawn_before_round) == (Withdrawal.GRANTED, 2)
    assert delegates.plan.age_on == date(2025, 7, 1)
    women, young, age, science = delegates.plan.targets
    assert (women.category, women.at_least, women.at_most) == (Category.WOMEN, Share(percent=15), None)
    assert (young.below, young.at_least) == (42, Share(count=1))
    assert (age.first, age.last, age.at_most) == (40, 50, Share(percent=40))
    assert science.name == "science"
    assert [(held.number, held.purpose) for held in file.rounds["dai-bieu"]] == [
        (1, Purpose.FIRST),
        (2, Purpose.FURTHER),
    ]
    assert file.rounds["bch"] == ()
    assert delegates.decisions == (
        Decision(after_round=0, choice=Choice.AGAIN, agree=20, against=0, abstain=0, not_voting=0),
        Decision(after_round=1, choice=Choice.FURTHER, agree=9, against=8, abstain=2, not_voting=1),
    )


def test_what_a_file_leaves_out_is_the_plainest_case() -> None:
    file = read(document(contest(2, 1)))
    assert (file.congress.blank_boxes, file.congress.board) == (BlankBoxes.INVALID, ())
    assert (file.congress.unit.superior, file.congress.meeting("m").bodies) == (None, None)
    (plain,) = file.contests
    assert (plain.alternates, plain.pool, plain.plan, plain.leave_open) == (0, None, None, False)
    assert plain.decisions == ()
    assert (plain.candidates[0].agreed_by, plain.candidates[0].from_round) == (None, None)
    assert plain.candidates[0].biography is None


def test_null_says_the_same_as_leaving_out() -> None:
    nulls = contest([candidate(1, agreed_by=None, from_round=None), candidate(2)], 1, pool=None, plan=None)
    assert read(document(nulls)) == read(document(contest(2, 1)))


@pytest.mark.parametrize("nothing", [None, {}, {"home": None}, dict.fromkeys(BIOGRAPHY)])
def test_a_biography_that_says_nothing_is_none(nothing) -> None:
    assert read(with_candidate(biography=nothing)) == read(with_candidate())


@pytest.mark.parametrize("key", BIOGRAPHY)
def test_a_biography_may_say_one_thing_alone(key) -> None:
    (found,) = read(with_candidate(biography={key: BIOGRAPHY[key]})).contests
    assert biography_tree(found.candidates[0].biography) == {"biography": {key: BIOGRAPHY[key]}}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"home": ""}, "home"),
        ({"position": "a" * 501}, "position"),
        ({"theory": "cao\u200bcấp"}, "theory"),
        ({"education": 12}, "education"),
        ({"admitted": "03/02/2010"}, "admitted"),
        ({"official": "2011-02-29"}, "official"),
        ({"official": 2011}, "official"),
        ({"joined": "2010"}, "joined"),
    ],
)
def test_a_biography_is_held_to_the_limits_of_other_texts_and_births(said, place) -> None:
    code = "unknown_key" if place == "joined" else "bad_value"
    assert faults(with_candidate(biography=said)) == [(f"contests[0].candidates[0].biography.{place}", code)]


def test_a_congress_without_contests_is_a_congress() -> None:
    assert read(document()).contests == ()


def test_json_and_toml_of_one_congress_are_one_congress() -> None:
    toml = """
        schema = "congress/1"
        regulation = "190-QĐ/TW"
        mode = "training"
        unit = { code = "VD.1", name = "Đảng bộ ví dụ", level = "commune" }
        congress = { name = "Đại hội ví dụ", term = "2025-2030", place = "Ví dụ", date = 2025-02-14 }
        [[meetings]]
        id = "m"
        kind = "members"
        roll = { present = 20 }
        [[contests]]
        id = "c"
        meeting = "m"
        kind = "committee"
        title = "Bầu cử"
        quota = 1
        seats = 1
        candidates = [
          { number = 1, name = "Người 1", sex = "male", born = 1975-03-15, ethnicity = "Kinh", incumbent = false, nominated_by = "committee" },
          { number = 2, name = "Người 2", sex = "male", born = "1975-03-15", ethnicity = "Kinh", incumbent = false, nominated_by = "committee" },
        ]
    """  # noqa: E501
    file = read_congress("congress.toml", toml.encode())
    other = read(document(contest(2, 1)))
    assert (file.congress, file.contests, file.rounds) == (other.congress, other.contests, other.rounds)


@pytest.mark.parametrize("status", EVERY_STATUS)
@pytest.mark.parametrize("kind", STATUSES)
def test_a_roll_knows_the_statuses_of_its_kind_of_meeting_and_no_others(kind, status) -> None:
    whole = document(meeting={"kind": kind, "roll": {"present": 9, status: 3}})
    if status in STATUSES[kind].split():
        assert getattr(read(whole).congress.meeting("m").roll, status) == 3
    else:
        (fault,) = refused(read, whole)
        assert (fault.location, fault.code) == (f"meetings[0].roll.{status}", "unknown_key")
        assert fault.params == {"status": status, "expected": ", ".join(STATUSES[kind].split())}


def test_statuses_of_another_meeting_are_all_told_in_the_order_of_the_formats() -> None:
    roll = {"present": 9, "unreplaced": 1, "convening_absent": 1, "excused_whole": 1, "replaced": 1}
    assert faults(document(meeting={"kind": "committee", "roll": roll})) == [
        ("meetings[0].roll.replaced", "unknown_key"),
        ("meetings[0].roll.excused_whole", "unknown_key"),
        ("meetings[0].roll.convening_absent", "unknown_key"),
        ("meetings[0].roll.unreplaced", "unknown_key"),
    ]


@pytest.mark.parametrize("kind", STATUSES)
def test_a_status_of_another_meeting_is_refused_even_of_nobody(kind) -> None:
    for status in EVERY_STATUS:
        roll = {"present": 9, "absent": 1, status: 0}
        assert (not faults(document(meeting={"kind": kind, "roll": roll}))) == (status in STATUSES[kind].split())


@pytest.mark.parametrize("kind", STATUSES)
def test_somebody_was_summoned(kind) -> None:
    assert faults(document(meeting={"kind": kind, "roll": {"present": 0}})) == [("meetings[0].roll", "bad_value")]
    assert faults(document(meeting={"kind": kind, "roll": {"present": 0, "absent": 1}})) == []


@pytest.mark.parametrize("kind", ["members", "committee", "cell_conference"])
def test_only_a_delegates_congress_has_bodies(kind) -> None:
    whole = document(meeting={"kind": kind, "bodies": {"summoned": 3, "present": 3}})
    assert faults(whole) == [("meetings[0].bodies", "unknown_key")]


def test_no_more_bodies_are_present_than_were_summoned() -> None:
    def bodies(summoned, present):
        return document(meeting={"kind": "delegates", "bodies": {"summoned": summoned, "present": present}})

    assert faults(bodies(3, 3)) == []
    assert faults(bodies(3, 4)) == [("meetings[0].bodies.present", "bad_value")]


def test_ids_are_unique() -> None:
    whole = document(contest(2, 1), contest(2, 1), contest(2, 1, id="d"))
    whole["meetings"] *= 2
    assert faults(whole) == [("meetings[1].id", "bad_value"), ("contests[1].id", "bad_value")]


def test_a_contest_is_held_by_a_meeting_of_the_file() -> None:
    assert faults(document(contest(2, 1, meeting="n"))) == [("contests[0].meeting", "bad_value")]


def test_a_pool_is_a_contest_that_stands_before() -> None:
    first, second = contest(2, 1, id="bch"), contest(2, 1, id="btv", kind="standing_committee", pool="bch")
    assert faults(document(first, second)) == []
    assert faults(document(second, first)) == [("contests[0].pool", "bad_value")]
    assert faults(document(first | {"pool": "bch"})) == [("contests[0].pool", "bad_value")]
    assert faults(document(contest(2, 1), second, first)) == [("contests[1].pool", "bad_value")]


def test_no_more_seats_are_voted_on_than_the_quota_has() -> None:
    assert faults(document(contest(5, 3, quota=3))) == []
    assert faults(document(contest(5, 3, quota=2))) == [("contests[0].seats", "bad_value")]


def test_only_delegates_have_alternates() -> None:
    assert faults(document(contest(5, 3, kind="delegates", alternates=1))) == []
    assert faults(document(contest(5, 3, alternates=1))) == [("contests[0].alternates", "bad_value")]


def test_a_contest_has_from_one_to_a_thousand_candidates() -> None:
    assert faults(document(contest(1, 1))) == faults(document(contest(1000, 1))) == []
    assert (
        faults(document(contest(0, 1)))
        == faults(document(contest(1001, 1)))
        == [("contests[0].candidates", "bad_value")]
    )


def test_numbers_are_unique_in_a_contest() -> None:
    twice = contest([candidate(1), candidate(2), candidate(1, "Khác")], 1)
    assert faults(document(twice)) == [("contests[0].candidates[2].number", "repeated_candidate")]
    assert faults(document(contest(2, 1), contest(2, 1, id="d"))) == []


def findings(*people):
    (result,) = results_of(courses(document(contest(people, 1))))
    return {found.code: found.severity for found in result.findings}


def test_the_same_name_twice_is_a_warning_and_no_fault() -> None:
    assert findings(candidate(1, "Lê An"), candidate(2, "Lê An", born="1980")) | {"same_name": "warning"} == findings(
        candidate(1, "Lê An"), candidate(2, " Le\u0302 An ", born="1980")
    )


def test_the_same_name_and_birth_twice_is_the_error_duplicate_candidate() -> None:
    assert findings(candidate(1, "Lê An"), candidate(2, "Lê An"))["duplicate_candidate"] == "error"
    assert "duplicate_candidate" not in findings(candidate(1, "Lê An"), candidate(2, "Lê Ân"))


@pytest.mark.parametrize(
    ("born", "before"), [("2025-02-13", True), ("2025-02-14", False), ("2025", True), ("2026", False)]
)
def test_birth_lies_before_the_congress(born, before) -> None:
    assert faults(with_candidate(born=born)) == ([] if before else [("contests[0].candidates[0].born", "bad_value")])


def test_those_attending_agree_to_a_nominee_of_the_floor_and_to_no_other() -> None:
    assert faults(with_candidate(nominated_by="floor", agreed_by=20)) == []
    assert faults(with_candidate(nominated_by="self", agreed_by=0)) == []
    assert faults(with_candidate(nominated_by="committee", agreed_by=9)) == [
        ("contests[0].candidates[0].agreed_by", "bad_value")
    ]


def test_no_more_agree_than_attend() -> None:
    more = [("contests[0].candidates[0].agreed_by", "bad_value")]
    whole = with_candidate(nominated_by="floor", agreed_by=21)
    assert faults(whole) == more
    absent = changed(("meetings", 0, "roll"), {"present": 20, "absent": 5}, whole)
    assert faults(absent) == more
    replaced = changed(("meetings", 0), {"id": "m", "kind": "delegates", "roll": {"present": 20, "replaced": 1}}, whole)
    assert faults(replaced) == []


def test_who_attends_is_not_asked_of_a_meeting_that_is_not_there() -> None:
    whole = changed(("contests", 0, "meeting"), "n", with_candidate(nominated_by="floor", agreed_by=21))
    assert faults(whole) == [("contests[0].meeting", "bad_value")]


@pytest.mark.parametrize(
    ("purpose", "adds"), [("further", True), ("alternates", True), ("run_off", False), ("first", False)]
)
def test_names_are_added_for_a_further_ballot_or_one_for_alternates(purpose, adds) -> None:
    people = [candidate(1), candidate(2), candidate(3, from_round=2)]
    whole = document(contest(people, 1, rounds=[held(1, "first", {1: 9, 2: 8}), held(2, purpose, {1: 9, 2: 3, 3: 8})]))
    assert faults(whole) == ([] if adds else [("contests[0].candidates[2].from_round", "bad_value")])


def test_names_may_be_added_for_a_round_that_is_yet_to_come_and_never_for_the_first() -> None:
    assert faults(with_candidate(from_round=2)) == []
    assert faults(with_candidate(from_round=1)) == [("contests[0].candidates[0].from_round", "bad_value")]


def test_only_who_withdrew_with_leave_withdrew_before_some_round_and_never_before_the_first() -> None:
    place = "contests[0].candidates[0].withdrawn_before_round"
    assert faults(with_candidate(withdrawal="granted", withdrawn_before_round=2)) == []
    assert faults(with_candidate(withdrawal="granted", withdrawn_before_round=1)) == [(place, "bad_value")]
    for withdrawal in (None, "asked", "refused"):
        whole = with_candidate(withdrawal=withdrawal, withdrawn_before_round=2)
        assert (faults(whole), sentences(whole)) == ([(place, "bad_value")], ["bad_value.withdrawn_before_round"])


def plan(**target):
    plain = {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}}
    return document(contest(2, 1, plan={"age_on": "2025-07-01", "targets": [plain | target]}))


TARGET = "contests[0].plan.targets[0]"
BELONGS_TO = {"young": {"below": 42}, "age": {"from": 40, "to": 50}, "attribute": {"name": "science"}}


@pytest.mark.parametrize("category", ["women", "young", "age", "ethnic_minority", "incumbent", "new", "attribute"])
def test_a_target_has_the_keys_of_its_category_and_no_others(category) -> None:
    own = BELONGS_TO.get(category, {})
    assert faults(plan(category=category, **own)) == []
    for key in own:
        assert faults(plan(category=category, **{**own, key: None})) == [(f"{TARGET}.{key}", "missing")]
    for keys in BELONGS_TO.values():
        if keys != own:
            told = refused(read, plan(category=category, **own, **keys))
            assert [(fault.location, fault.code, fault.params["unknown"]) for fault in told] == [
                (f"{TARGET}.{key}", "unknown_key", key) for key in keys
            ]


def test_an_age_runs_upwards_both_ends_included() -> None:
    assert faults(plan(category="age", **{"from": 40, "to": 40})) == []
    assert faults(plan(category="age", **{"from": 41, "to": 40})) == [(f"{TARGET}.to", "bad_value")]


def test_a_target_has_a_bound() -> None:
    assert faults(plan(at_least=None)) == [(TARGET, "missing")]
    assert faults(plan(at_most={"count": 3})) == []


@pytest.mark.parametrize("bound", ["at_least", "at_most"])
def test_a_bound_is_a_percentage_or_a_head_count(bound) -> None:
    for share in ({}, {"percent": 15, "count": 3}, {"percent": None, "count": None}):
        assert faults(plan(**{bound: share})) == [(f"{TARGET}.{bound}", "bad_value")]
    for share in ({"percent": 0}, {"count": 0}, {"percent": 15, "count": None}):
        assert faults(plan(**{bound: share})) == []


def rounds(*numbers):
    return document(contest(4, 3, rounds=[held(number, "first", {1: 1, 2: 1, 3: 1, 4: 1}) for number in numbers]))


def test_rounds_are_numbered_in_order() -> None:
    assert faults(rounds(1, 2, 3)) == []
    assert faults(rounds(2)) == [("contests[0].rounds[0].number", "bad_value")]
    assert faults(rounds(1, 1, 4)) == [
        ("contests[0].rounds[1].number", "bad_value"),
        ("contests[0].rounds[2].number", "bad_value"),
    ]


def one_round(**given):
    return document(contest(4, 3, rounds=[held(1, "first", {1: 1, 2: 1, 3: 1, 4: 1}, **given)]))


def test_the_list_of_a_round_names_candidates_each_once() -> None:
    assert faults(one_round(candidates=[4, 3, 2, 1])) == []
    assert faults(one_round(candidates=[1, 9, 2, 1, 9])) == [
        ("contests[0].rounds[0].candidates[1]", "unknown_candidate"),
        ("contests[0].rounds[0].candidates[4]", "unknown_candidate"),
        ("contests[0].rounds[0].candidates[3]", "repeated_candidate"),
        ("contests[0].rounds[0].candidates[4]", "repeated_candidate"),
    ]
    assert faults(one_round(candidates=[])) == [("contests[0].rounds[0].candidates", "bad_value")]


def decided(*after, rounds=2):
    votes = [held(number, "first", {1: 1, 2: 1, 3: 1, 4: 1}) for number in range(1, rounds + 1)]
    return document(contest(4, 3, rounds=votes, decisions=[decision(one, "further") for one in after]))


@pytest.mark.parametrize("after", [(), (0,), (2,), (0, 1, 1, 2, 2)])
def test_decisions_stand_in_the_order_taken_after_the_rounds_there_were(after) -> None:
    assert faults(decided(*after)) == []


def test_nothing_was_decided_after_a_round_that_was_not_held() -> None:
    first, second = refused(read, decided(0, 3, 1, 4))
    assert (first.location, first.code) == ("contests[0].decisions[1].after_round", "bad_value")
    assert (first.key, first.params) == ("bad_value.after_round", {"rounds": 2})
    assert second.location == "contests[0].decisions[3].after_round"
    assert sentences(decided(1, rounds=0)) == ["bad_value.after_round"]


def test_no_decision_stands_behind_one_that_was_taken_later() -> None:
    (first, second) = refused(read, decided(1, 0, 2, 1, 2))
    assert (first.location, first.code) == ("contests[0].decisions[1].after_round", "bad_value")
    assert (first.key, first.params) == ("bad_value.decided_before", {"before": 1})
    assert (second.location, second.params) == ("contests[0].decisions[3].after_round", {"before": 2})


def test_a_decision_says_what_and_how_many_and_nothing_else() -> None:
    for key in decision(1, "further"):
        place = f"contests[0].decisions[0].{key}"
        whole = changed(("contests", 0, "decisions", 0, key), ..., decided(1))
        assert faults(whole) == [(place, "missing")]
        assert faults(changed(("contests", 0, "decisions", 0, key), -1, decided(1))) == [(place, "bad_value")]
    other = changed(("contests", 0, "decisions", 0, "passed"), True, decided(1))
    assert [code for _, code in faults(other)] == ["unknown_key"]
    first = changed(("contests", 0, "decisions", 0, "choice"), "first", decided(1))
    assert faults(first) == [("contests[0].decisions[0].choice", "bad_value")]


def test_a_round_has_its_ballots_or_its_totals_and_not_both() -> None:
    assert sentences(one_round(totals=None)) == ["missing.ballots"]
    assert faults(one_round(totals=None)) == [("contests[0].rounds[0].ballots", "missing")]
    assert sentences(one_round(ballots="c-1.csv")) == ["bad_value.ballots_and_totals"]
    assert faults(one_round(totals=None, ballots="c-1.csv")) == []


def test_totals_are_of_candidates() -> None:
    whole = one_round(totals=totals({1: 1, 2: 1, 3: 1, 4: 1, 9: 1}))
    assert faults(whole) == [("contests[0].rounds[0].totals.votes.9", "unknown_candidate")]


def test_all_faults_of_the_content_are_told_at_once_in_every_run_alike() -> None:
    whole = document(
        contest([candidate(1), candidate(1)], 3, quota=2, alternates=1, pool="x", meeting="n"),
        meeting={"roll": {"present": 9, "unreplaced": 1, "replaced": 1}},
        regulation="220-QĐ/TW",
    )
    assert faults(whole) == [
        ("regulation", "bad_value"),
        ("contests[0].meeting", "bad_value"),
        ("contests[0].pool", "bad_value"),
        ("meetings[0].roll.replaced", "unknown_key"),
        ("meetings[0].roll.unreplaced", "unknown_key"),
        ("contests[0].seats", "bad_value"),
        ("contests[0].alternates", "bad_value"),
        ("contests[0].candidates[1].number", "repeated_candidate"),
    ]


def test_the_file_is_told_by_the_name_it_was_given() -> None:
    (fault,) = refused(read_congress, "x/đh.json", json.dumps(document(contest(2, 1, meeting="n"))).encode())
    assert fault.path == "x/đh.json"
    assert read_congress(PATH, json.dumps(FULL).encode()).path == PATH
