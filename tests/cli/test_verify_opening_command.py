"""``tally verify-opening``: each ballot shown is one that the record commits to; what is not proved is not shown."""

import pytest

from tally import Ballots
from tally.ballot import Reason
from tally.congress import Mode
from tally.record.audit_document import OpeningCheckDocument
from tally.record.commitment import encoded
from tests.cli.made import run
from tests.cli.opened import against_schema, sealed_in
from tests.making import first
from tests.record.test_audited import FURTHER, SHORT


@pytest.fixture
def checks(capsys):
    def checked(own, *leaves, more=(), lang="en"):
        path = own.opening(*leaves) if leaves else own.record.parent / "some.opening"
        return run(capsys, "verify-opening", path, "--record", own.record, "--lang", lang, *more)

    return checked


def leaf_with(own, *struck, number=1):
    size = own.committed[number - 1].size
    return next(leaf for leaf in range(size) if own.struck(leaf, number) == struck)


def test_each_ballot_is_proved_and_said_in_words(own, checks):
    valid, blank = leaf_with(own, 3), leaf_with(own, 1, 2, 3)
    answer = checks(own, valid, blank)
    assert (answer.status, answer.err) == (0, "")
    assert "PROVED: the 2 ballots below are ballots that the record commits to." in answer.text
    assert f"Ballot {valid}: struck out: Chi (no. 3). Valid; votes for: An (no. 1) and Bình An (no. 2)." in answer.text
    assert f"Ballot {blank}: struck out: An (no. 1), Bình An (no. 2) and Chi (no. 3). Invalid: " in answer.text
    assert "Paper is the truth" in answer.text
    assert "not published" in answer.text


def test_in_vietnamese_too(own, checks):
    answer = checks(own, leaf_with(own, 3), lang="vi")
    assert "ĐÚNG: 1 lá phiếu dưới đây là phiếu mà bản ghi đã cam kết." in answer.text
    assert "gạch: Chi (số 3). Hợp lệ; bầu: An (số 1) và Bình An (số 2)." in answer.text
    assert "Giấy là căn cứ cuối cùng" in answer.text


def boxes(*marks, defects=None):
    return first(Ballots.boxes((1, 2), marks, defects=defects))


def test_boxes_and_rulings_of_the_board_are_said_in_words(tmp_path, checks):
    marks = [((1, 2), ())] * 17 + [((1,), (2,)), ((), (1, 2)), ((1, 2), ())]
    own = sealed_in(tmp_path, boxes(*marks, defects={19: Reason.SEVERAL_INKS}), people=("An", "Bình An"))
    text = checks(own, *range(20)).text
    assert "agree: An (no. 1); disagree: Bình An (no. 2). Valid; votes for: An (no. 1)." in text
    assert "agree: nobody; disagree: An (no. 1) and Bình An (no. 2). Invalid: " in text
    assert "disagree: nobody; the board ruled: " in text
    shown = [one["marks"] for one in checks(own, *range(20), more=("--json",)).document["leaves"]]
    assert {"agree": [1], "disagree": [2]} in shown
    assert {"agree": [1, 2], "disagree": [], "defect": "several_inks"} in shown


def test_a_ruling_on_a_ballot_that_strikes_out_is_in_the_document(tmp_path, checks):
    ruled = Ballots.strike((1, 2, 3), [{3}] * 20, defects={4: Reason.SEVERAL_INKS})
    own = sealed_in(tmp_path, first(ruled))
    shown = [one["marks"] for one in checks(own, *range(20), more=("--json",)).document["leaves"]]
    assert sorted(shown, key=len) == [{"struck": [3]}] * 19 + [{"struck": [3], "defect": "several_inks"}]


def test_the_persons_are_those_of_the_round(tmp_path, checks):
    own = sealed_in(tmp_path, SHORT, FURTHER)
    own.opening(leaf_with(own, 3, number=2), number=2)
    text = checks(own).text
    assert "Round 2 – further ballot" in text
    assert "struck out: Chi (no. 3). Valid; votes for: An (no. 1)." in text


def not_proved(answer, code, own, checks):
    assert (answer.status, answer.err) == (3, "")
    assert "NOT PROVED. " in answer.text
    assert "struck out" not in answer.text
    assert "Paper is the truth" in answer.text
    document = checks(own, more=("--json",)).document
    assert (document["holds"], document["why"], document["leaves"]) == (False, code, [])
    assert document["detail"] in answer.text
    assert against_schema(document, OpeningCheckDocument) == []


def test_a_ballot_that_was_exchanged_is_not_proved(own, checks):
    path = own.opening(leaf_with(own, 3))
    other = own.committed[0].ballots[leaf_with(own, 1)]
    lines = path.read_text().split("\n")
    lines[10] = f"ballot {encoded(other)}"
    path.write_text("\n".join(lines))
    not_proved(checks(own), "not_in_the_tree", own, checks)


def test_an_opening_of_another_record_contest_or_round_is_not_proved(own, checks):
    own.opening(3)
    text = (own.record.parent / "some.opening").read_text()
    for was, becomes, code in (
        (own.hash.hex(), "0" * 64, "another_record"),
        ("contest bch", "contest btv", "another_tree"),
        ("round 1", "round 2", "another_tree"),
    ):
        (own.record.parent / "some.opening").write_text(text.replace(was, becomes))
        not_proved(checks(own), code, own, checks)


def test_what_is_no_opening_or_no_record_is_bad_input(own, checks, capsys):
    path = own.record.parent / "some.opening"
    path.write_text("opening/1\n")
    answer = checks(own)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{path}: -: not_an_opening: ")
    own.opening(3)
    own.record.write_text("no record")
    answer = checks(own)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{own.record}: -: not_a_note: ")


def test_the_document_holds_every_leaf(own, checks):
    valid, blank = leaf_with(own, 3), leaf_with(own, 1, 2, 3)
    document = checks(own, valid, blank, more=("--json",)).document
    assert document["holds"]
    assert {one["leaf"]: one for one in document["leaves"]} == {
        valid: {"leaf": valid, "marks": {"struck": [3]}, "votes": [1, 2]},
        blank: {"leaf": blank, "marks": {"struck": [1, 2, 3]}, "invalid": "votes_for_nobody", "votes": []},
    }
    assert (document["record"], document["contest"], document["round"]) == (own.hash.hex(), "bch", 1)
    assert "why" not in document
    assert against_schema(document, OpeningCheckDocument) == []


def test_an_exercise_is_marked_whether_it_holds_or_not(tmp_path, checks):
    own = sealed_in(tmp_path, mode=Mode.TRAINING)
    assert checks(own, 0, lang="vi").out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
    own.opening(0, contest="btv")
    assert checks(own, lang="vi").out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
