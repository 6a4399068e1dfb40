"""``tally audit report``: what the papers prove about the record; wherever the two differ, the paper is right."""

import re
from fractions import Fraction

import pytest

from tally.congress import Mode
from tally.record.audit import draw
from tally.record.audit_document import AuditReportDocument, per_cent
from tests.cli.made import run
from tests.cli.opened import DICE, DRAWN, against_schema, sealed_in
from tests.making import first, strike_for
from tests.record.test_audited import FURTHER, SHORT


@pytest.fixture
def reports(capsys):
    """Run the command on the papers of these leaves, those drawn if none are named, and an opening of all."""

    def reported(own, leaves=DRAWN, *more, other=None, number=1, dice=DICE, lang="en", papers=None, opened=None):
        line = [own.record, "--opening", opened or own.opening(number=number)]
        line += ["--papers", papers or own.papers(leaves, other, number)]
        return run(capsys, "audit", "report", *line, "--seed", dice, "--risk", "5", "--lang", lang, *more)

    return reported


def drawn_with(own, *struck, drawn=DRAWN):
    """The leaves drawn on which exactly these are struck out, in the order drawn."""
    return [leaf for leaf in drawn if own.struck(leaf) == struck]


def test_papers_that_all_agree_confirm_the_verdict(own, reports):
    answer = reports(own)
    assert (answer.status, answer.err) == (0, "")
    assert answer.text.count("Record 1, fingerprint:") == 1
    assert "11 of 20 papers were read. Every paper says what the record says." in answer.text
    assert "CONFIRMED: the papers prove the verdict of the record." in answer.text
    chance = Fraction(1)
    for place in range(11):
        chance *= 1 - Fraction(8) / (Fraction(22, 10) * (20 - place))
    assert Fraction("0.0384") < chance < Fraction("0.0385")
    assert "with a chance of 3.85\u00a0% at most" in answer.out.replace("\n", " ")


@pytest.mark.parametrize(("lang", "said"), [("vi", "Giấy là căn cứ cuối cùng"), ("en", "Paper is the truth")])
def test_the_page_says_that_the_paper_is_the_truth_and_what_it_all_rests_on(own, reports, lang, said):
    answer = reports(own, lang=lang)
    assert answer.text.count(said) == 1
    assert ("This holds only if the dice were thrown in public after the signing" in answer.text) == (lang == "en")
    assert "tally verify" in answer.text


def test_a_paper_that_says_otherwise_is_named_with_the_votes_it_changes_and_not_how_it_is_marked(own, reports):
    """Votes are what the congress heard; a pattern can point at a voter."""
    wrong = drawn_with(own, 3)[0]
    answer = reports(own, other={wrong: {1}})
    assert answer.status == 3
    assert (
        "1 ballot is not what its paper says; the paper is right: "
        f"- Ballot {wrong}. By the paper the votes change: An (no. 1) −1 and Chi (no. 3) +1. "
        "How each of them was marked is not shown here. An auditor who must see it runs this again with --patterns."
    ) in answer.text
    assert "struck out" not in answer.text
    assert "NOT PROVED YET." in answer.text


def test_how_ballots_are_marked_is_shown_where_it_is_asked_for_and_not_to_be_published(own, reports):
    wrong = drawn_with(own, 3)[0]
    text = reports(own, DRAWN, "--patterns", other={wrong: {1}}).text
    assert (
        f"- Ballot {wrong}. Record – struck out: Chi (no. 3). Paper – struck out: An (no. 1). "
        "By the paper the votes change: An (no. 1) −1 and Chi (no. 3) +1. Opened ballots show how each was marked"
    ) in text
    assert "are for the auditors alone and are not published" in text
    assert "--patterns" not in text
    assert "not published" not in reports(own, DRAWN, "--patterns").text


def test_a_report_that_says_not_yet_says_how_to_go_on_and_going_on_confirms(own, reports, capsys):
    wrong = drawn_with(own, 3)[0]
    document = reports(own, DRAWN, "--json", other={wrong: {1}}).document
    more = document["read"] + document["further"]
    assert (document["conclusion"], document["read"]) == ("not_yet", 11)
    assert 11 < more < 20
    text = reports(own, other={wrong: {1}}).text
    assert (
        f"{document['further']} more must be read: run tally audit plan with the same dice and --at-least {more}"
        in text
    )
    again = reports(own, draw(DICE, 20, more), "--at-least", str(more), other={wrong: {1}})
    assert again.status == 0
    assert "CONFIRMED" in again.text
    assert f"Ballot {wrong}." in again.text


def test_papers_that_prove_the_verdict_wrong_call_for_a_recount(own, reports):
    """Four papers that give Chi the vote of An bring An to half of the base, which is not enough."""
    wrong = [leaf for leaf in range(20) if own.struck(leaf) == (3,)][:4]
    answer = reports(own, range(20), "--at-least", "20", other={leaf: {1} for leaf in wrong})
    assert answer.status == 3
    assert "COUNT ALL THE PAPER ANEW" in answer.text
    assert "tally seal --recount" in answer.text
    assert "The papers read so far prove nothing about the verdict." in answer.text
    assert "100" not in answer.text.partition("COUNT ALL")[2]
    three = reports(own, range(20), "--at-least", "20", other={leaf: {1} for leaf in wrong[:3]})
    assert three.status == 0
    assert "The papers not read, if there are any, cannot change the verdict." in three.text
    assert "3 ballots are not what their papers say" in three.text


def test_marks_that_differ_without_a_vote_change_nothing(own, reports):
    blank = drawn_with(own, 1, 2, 3)[0]
    answer = reports(own, other={blank: {}})
    assert answer.status == 0
    assert f"Ballot {blank}. Nobody's votes change." in answer.text
    patterns = reports(own, DRAWN, "--patterns", other={blank: {}}).text
    assert "Paper – struck out: nobody. Nobody's votes change." in patterns


def test_a_paper_that_is_not_found_is_taken_for_the_worst_and_said_to_be_lost(own, reports):
    """Whom its leaf has a vote for is how the leaf is marked, and not told unasked."""
    lost = drawn_with(own, 3)[0]
    given = ([leaf for leaf in DRAWN if leaf != lost], "--not-found", str(lost))
    answer = reports(own, *given)
    assert answer.status == 3
    assert "10 of 20 papers were read." in answer.text
    assert (
        "The paper of 1 ballot was not found; it is taken to speak against the verdict as much as any paper can: "
        f"- Ballot {lost}. How each"
    ) in answer.text
    assert "is not what its paper says" not in answer.text
    assert f"- Ballot {lost}. Record – struck out: Chi (no. 3). Opened" in reports(own, *given, "--patterns").text
    assert reports(own, *given, "--json").document["discrepancies"] == [{"leaf": lost, "found": False, "changes": []}]
    assert reports(own, *given, "--patterns", "--json").document["discrepancies"] == [
        {
            "leaf": lost,
            "found": False,
            "recorded": {"struck": [3]},
            "changes": [{"number": 1, "votes": -1}, {"number": 2, "votes": -1}],
        }
    ]


def test_papers_that_differ_and_papers_that_are_lost_are_told_apart(own, reports):
    wrong, lost, *_ = drawn_with(own, 3)
    given = ([leaf for leaf in DRAWN if leaf != lost], "--not-found", str(lost))
    text = reports(own, *given, other={wrong: {1}}, lang="vi").text
    assert f"1 lá ghi khác tờ phiếu của nó; tờ phiếu đúng: - Lá {wrong}. Theo tờ phiếu" in text
    assert (
        f"1 lá không tìm thấy tờ phiếu; mỗi lá được coi như nói ngược với kết quả nhiều nhất có thể: - Lá {lost}."
        in text
    )
    assert "Số đếm từ 0: lá đầu tiên là lá 0." in text


def test_a_tie_is_confirmed_by_all_its_papers(tmp_path, reports):
    own = sealed_in(tmp_path, first(strike_for({1: 18, 2: 11, 3: 11}, ballots=20, seats=2)))
    assert reports(own, range(20)).status == 0
    moved = next(leaf for leaf in range(20) if own.struck(leaf) == (3,))
    answer = reports(own, range(20), other={moved: {2}})
    assert answer.status == 3
    assert "COUNT ALL THE PAPER ANEW" in answer.text


def test_the_round_may_be_named_and_the_opening_is_of_it(tmp_path, reports):
    own = sealed_in(tmp_path, SHORT, FURTHER)
    drawn = tuple(range(20))
    assert reports(own, drawn, "--at-least", "20", number=2).status == 0
    assert reports(own, drawn, "--at-least", "20", "--round", "1", number=1).status == 0
    answer = reports(own, drawn, "--at-least", "20", papers=own.papers(drawn, number=2), number=1)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{tmp_path / 'some.opening'}: -: opening_of_another_round: ")


def lines(answer):
    assert (answer.status, answer.out) == (2, "")
    return [": ".join(line.split(": ")[:3]) for line in answer.err.splitlines()]


def test_everything_that_is_missing_or_too_much_is_told_at_once(own, reports, tmp_path):
    one, two, three, *rest = sorted(DRAWN)
    spare, other = sorted(set(range(20)) - set(DRAWN))[:2]
    opened = own.opening(*sorted({*range(20)} - {three}))
    answer = reports(own, [three, *rest, spare], "--not-found", f"{two},{three},{other}", opened=opened)
    papers = tmp_path / "papers.csv"
    assert lines(answer) == [
        "tally: --not-found: reading_found_and_not",
        "tally: --not-found: reading_not_drawn",
        f"{papers}: -: reading_not_drawn",
        f"{papers}: -: reading_missing",
        f"{opened}: -: leaf_not_opened",
    ]
    for leaf, line in zip((three, other, spare, one, three), answer.err.splitlines(), strict=True):
        assert re.search(rf"allot {leaf}\b", line)


def test_leaves_opened_beyond_those_drawn_are_no_matter(own, reports):
    opened = own.opening(*DRAWN)
    fewer = reports(own, opened=opened).out
    assert fewer == reports(own).out


@pytest.mark.parametrize("name", ["20", "-1", "03", "x", "1.0"])
def test_a_paper_has_the_number_of_a_leaf(own, reports, tmp_path, name):
    papers = own.papers(DRAWN)
    papers.write_text(papers.read_text() + f"{name},3,\nA-1,3,\n")
    answer = reports(own, papers=papers)
    places = (f"{papers}: row {row}, column ballot: bad_value" for row in (13, 14))
    assert lines(answer) == [*places]
    assert f"“{name}”" in answer.err
    assert "from 0 to 19" in answer.err


def test_papers_are_read_as_ballots_of_the_round_are(own, reports):
    papers = own.papers(DRAWN)
    papers.write_text(papers.read_text().replace("ballot,struck", "ballot,struk"))
    assert lines(reports(own, papers=papers)) == [
        f"{papers}: row 1, column struk: unknown_column",
        f"{papers}: row 1, column struck: missing",
    ]


def test_an_opening_that_is_not_proved_is_no_ground_for_a_report(own, reports):
    opened = own.opening()
    opened.write_text(opened.read_text().replace(own.hash.hex(), "0" * 64))
    assert lines(reports(own, opened=opened)) == [f"{opened}: -: another_record"]
    opened.write_text("")
    assert lines(reports(own, opened=opened)) == [f"{opened}: -: not_an_opening"]


def test_other_dice_draw_other_papers(own, reports):
    assert {line.rpartition(" ")[2] for line in lines(reports(own, dice="27182818284590452353"))} <= {
        "reading_not_drawn",
        "reading_missing",
    }


def test_the_document_of_a_report(own, reports):
    document = reports(own, DRAWN, "--json").document
    risk = document.pop("risk")
    assert risk == "3.85"
    assert document == {
        "schema": "audit-report/1",
        "record": own.hash.hex(),
        "mode": "real",
        "unit": "VD.1",
        "contest": "bch",
        "round": 1,
        "ballots": 20,
        "verified": False,
        "seed": DICE,
        "risk_percent": 5,
        "conclusion": "confirmed",
        "read": 11,
        "further": 0,
        "discrepancies": [],
    }
    wrong = drawn_with(own, 3)[0]
    other = reports(own, DRAWN, "--json", other={wrong: {1}}).document
    changes = [{"number": 1, "votes": -1}, {"number": 3, "votes": 1}]
    assert other["discrepancies"] == [{"leaf": wrong, "found": True, "changes": changes}]
    marked = reports(own, DRAWN, "--json", "--patterns", other={wrong: {1}}).document
    marks = {"recorded": {"struck": [3]}, "paper": {"struck": [1]}}
    assert marked == other | {"discrepancies": [{"leaf": wrong, "found": True, **marks, "changes": changes}]}
    for one in (document | {"risk": risk}, other, marked):
        assert against_schema(one, AuditReportDocument) == []


@pytest.mark.parametrize(
    ("chance", "said"),
    [((1, 1), "100.00"), ((0, 1), "0.00"), ((1, 20), "5.00"), ((1, 3), "33.34"), ((1, 10**9), "0.01")],
)
def test_a_chance_is_never_said_to_be_smaller_than_it_is(chance, said):
    assert per_cent(Fraction(*chance)) == said


def test_an_exercise_is_marked(tmp_path, reports):
    own = sealed_in(tmp_path, mode=Mode.TRAINING)
    assert reports(own, lang="vi").out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
