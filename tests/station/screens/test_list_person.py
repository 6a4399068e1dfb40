"""A person on a list as a form: what is written there is the contest with that person, and nothing is guessed (R3)."""

from dataclasses import replace
from datetime import date

import pytest

from station.modals.form import Wrong
from station.screens.person import About, attribute_name, person_sheet
from station.widgets.drawing import say
from tally.contest import (
    Biography,
    Candidate,
    Category,
    Contest,
    ContestKind,
    MeasuredOn,
    NominatedBy,
    Plan,
    Sex,
    Share,
    Target,
    Withdrawal,
)
from tally.person import Birth
from tally.words import Lang, Words
from tests.station.screens.scripted import written

VI = Words(Lang.VI)
AN = Candidate(
    number=3,
    name="Lê Thị An",
    sex=Sex.FEMALE,
    born=Birth(year=1986, month=5, day=1),
    ethnicity="Kinh",
    incumbent=True,
    nominated_by=NominatedBy.COMMITTEE,
)
BINH = replace(AN, number=4, name="Trần Văn Bình", sex=Sex.MALE, born=Birth(year=1979), incumbent=False)
CONTEST = Contest(
    id="bch",
    meeting="m",
    kind=ContestKind.COMMITTEE,
    title="Bầu Ban Chấp hành",
    quota=2,
    seats=2,
    candidates=(AN, BINH),
)


def about(contest=CONTEST, *, round_number=None):
    return About(contest=contest, attending=30, round_number=round_number)


def after(was, *, of=None, **answer):
    """The list after a form was filled in."""
    sheet = person_sheet(of or about(), was, VI)
    return sheet.read(written(sheet, answer)).candidates


def wrong(was, **answer):
    with pytest.raises(Wrong) as caught:
        after(was, **answer)
    return caught.value.key, say(caught.value.why, VI)


NEW = {"name": "Vũ Minh Đức", "born": "3/2/1991", "sex": "female"}


def test_a_form_left_as_it_stands_changes_nothing():
    assert after(AN) == (AN, BINH)
    assert after(BINH) == (AN, BINH)


def test_what_a_form_does_not_ask_about_stays():
    """What a short-biography list says besides came with the list; a form that corrects a name keeps it."""
    an = replace(AN, biography=Biography(home="Cao An", admitted=Birth(year=2010)))
    first, _ = after(an, name="Lê Thị Ân")
    assert first == replace(an, name="Lê Thị Ân")


def test_a_new_person_comes_last_under_the_number_that_follows():
    *_, duc = after(
        None, **{**NEW, "sex": "male"}, nominated_by="self", agreed_by="12", ethnicity="Mường", incumbent="yes"
    )
    assert duc == Candidate(
        number=5,
        name="Vũ Minh Đức",
        sex=Sex.MALE,
        born=Birth(year=1991, month=2, day=3),
        ethnicity="Mường",
        incumbent=True,
        nominated_by=NominatedBy.SELF,
        agreed_by=12,
    )


def test_a_new_person_is_named_as_the_one_before_and_is_new():
    floor = replace(CONTEST, candidates=(replace(AN, nominated_by=NominatedBy.FLOOR),))
    assert after(None, of=about(floor), **NEW)[-1].nominated_by is NominatedBy.FLOOR
    empty = replace(CONTEST, candidates=())
    assert [(one.number, one.nominated_by, one.incumbent) for one in after(None, of=about(empty), **NEW)] == [
        (1, NominatedBy.COMMITTEE, False)
    ]


def test_what_a_new_person_is_must_be_chosen_and_is_never_guessed():
    """A preset that nobody looks at becomes a false figure of the list's structure (R16)."""
    assert wrong(None, **{**NEW, "sex": ""}) == ("sex", "Chưa chọn ở dòng này.")
    blank = next(blank for blank in person_sheet(about(), None, VI).blanks if blank.key == "sex")
    assert written(person_sheet(about(), None, VI), {})["sex"] == ""
    assert [value for value, _ in blank.options[1:]] == [sex.value for sex in Sex]
    known = next(blank for blank in person_sheet(about(), AN, VI).blanks if blank.key == "sex")
    assert [value for value, _ in known.options] == [sex.value for sex in Sex]


def test_every_line_can_be_changed():
    changed = {
        "number": "9",
        "name": "Lê Thị Ân",
        "sex": "male",
        "born": "1980",
        "ethnicity": "Tày",
        "incumbent": "no",
        "nominated_by": "floor",
        "agreed_by": "10",
        "standing": "asked",
    }
    assert after(AN, **changed)[0] == Candidate(
        number=9,
        name="Lê Thị Ân",
        sex=Sex.MALE,
        born=Birth(year=1980),
        ethnicity="Tày",
        incumbent=False,
        nominated_by=NominatedBy.FLOOR,
        agreed_by=10,
        withdrawal=Withdrawal.ASKED,
    )


@pytest.mark.parametrize(
    ("answer", "key", "why"),
    [
        ({"name": ""}, "name", "Dòng này còn trống."),
        ({"ethnicity": ""}, "ethnicity", "Dòng này còn trống."),
        ({"number": "0"}, "number", "Phải là số nguyên từ 1 đến 10.000."),
        ({"number": "4"}, "number", "Số này đã là của người khác trong danh sách."),
        ({"born": "31/02/1980"}, "born", "Không có ngày “31/02/1980”. Hãy ghi ngày trước tháng: ngày/tháng/năm."),
        ({"born": ""}, "born", "“” không phải ngày. Hãy ghi ngày/tháng/năm, ví dụ 01/05/1986, hoặc chỉ ghi năm."),
        ({"agreed_by": "5"}, "agreed_by", None),
        ({"agreed_by": "31", "nominated_by": "floor"}, "agreed_by", "Phải là số nguyên từ 0 đến 30."),
    ],
)
def test_what_is_wrong_is_told_at_its_line(answer, key, why):
    """R3: no more can have agreed than attend, and of the committee's own nobody asks."""
    found, said = wrong(AN, **answer)
    assert found == key
    assert why is None or said == why


def test_somebody_put_on_the_list_by_mistake_is_taken_off_it():
    assert after(AN, standing="gone") == (BINH,)


def test_whoever_was_voted_on_can_no_longer_be_taken_off_but_may_withdraw_from_the_round_to_come():
    """R3: the congress decides about withdrawals; what was on a ballot stays on the list."""
    later = about(round_number=2)
    standing = next(blank for blank in person_sheet(later, AN, VI).blanks if blank.key == "standing")
    assert "gone" not in dict(standing.options)
    gone = after(AN, of=later, standing="granted")[0]
    assert (gone.withdrawal, gone.withdrawn_before_round) == (Withdrawal.GRANTED, 2)
    kept = replace(CONTEST, candidates=(gone, BINH))
    assert after(gone, of=about(kept, round_number=3))[0] == gone
    assert after(gone, of=about(kept, round_number=3), standing="stands")[0] == AN


def test_a_name_for_a_further_ballot_is_for_that_round_and_may_be_taken_off_before_it():
    """R11."""
    later = about(round_number=2)
    duc = after(None, of=later, **NEW)[-1]
    assert duc.from_round == 2
    kept = about(replace(CONTEST, candidates=(AN, BINH, duc)), round_number=2)
    assert after(duc, of=kept, standing="gone") == (AN, BINH)


def test_attributes_of_the_plan_and_of_the_person_are_asked_about():
    """R16."""
    plan = Plan(
        age_on=date(2025, 7, 1),
        targets=(
            Target(category=Category.WOMEN, measured_on=MeasuredOn.ELECTED, at_least=Share(percent=15)),
            Target(
                category=Category.ATTRIBUTE,
                measured_on=MeasuredOn.ELECTED,
                at_least=Share(percent=5),
                name="science_technology",
            ),
        ),
    )
    skilled = replace(AN, attributes=frozenset({"nhạc sĩ"}))
    contest = replace(CONTEST, plan=plan, candidates=(skilled,))
    labels = [say(blank.label, VI) for blank in person_sheet(about(contest), skilled, VI).blanks]
    assert labels[-3:-1] == ["Có trình độ về khoa học, công nghệ", "Đạt tiêu chí “nhạc sĩ”"]
    assert attribute_name("science_technology", VI) == labels[-3]
    both = after(skilled, of=about(contest), **{"attribute science_technology": "yes"})
    assert both[0].attributes == {"science_technology", "nhạc sĩ"}
    assert after(skilled, of=about(contest), **{"attribute nhạc sĩ": "no"})[0].attributes == frozenset()


def test_births_are_written_as_they_are_typed():
    blanks = {blank.key: blank.text for blank in person_sheet(about(), AN, VI).blanks}
    assert blanks["born"] == "01/05/1986"
    assert {blank.key: blank.text for blank in person_sheet(about(), BINH, VI).blanks}["born"] == "1979"
