"""``tally verify`` as an auditor uses it, with the files alone: what it says, check by check, and how it ends."""

import os
import shutil

import pytest

from tally.record import canonical
from tally.record.fingerprint import fingerprint
from tally.record.verify import CODES
from tests.cli.sealed import RUN_OFF, TIED, WHOLE, codes
from tests.record.ceremony import STATION, board_names, signed, trust_file

FIRST, SECOND, THIRD = "out/001-bch-1.record", "out/002-bch-2.record", "out/003-db-1.record"
ALL = (FIRST, SECOND, THIRD)


@pytest.fixture
def chain(desk):
    """Two contests in three records, each signed by two of the three members of the board."""
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    desk.seal()
    assert tuple(desk.records()) == ALL
    for record in ALL:
        desk.sign(record)
    return desk


def checked(answer, record=None):
    """What each check of a record came to: nothing if it holds, otherwise why not."""
    return {
        check["code"]: None if check["ok"] else check["why"]
        for check in answer.document["checks"]
        if record in (None, check["record"])
    }


def failing(answer, record=None):
    return {code: why for code, why in checked(answer, record).items() if why}


def why(answer, code):
    return [check["why"] for check in answer.document["checks"] if check["code"] == code]


# The three verdicts


def test_a_record_that_enough_of_the_board_signed_is_valid(chain):
    answer = chain.verify(FIRST, "--json")
    assert (answer.status, answer.err) == (0, "")
    document, record = answer.document, chain.read(FIRST)
    assert (document["schema"], document["verdict"]) == ("verify/1", "valid")
    assert [check["code"] for check in document["checks"]] == list(CODES)
    assert all(check["ok"] and check["detail"] and check["record"] == FIRST for check in document["checks"])
    assert document["records"] == [
        {
            "path": FIRST,
            "verdict": "valid",
            "sha256": record.hash.hex(),
            "fingerprint": fingerprint(record.text),
            "mode": "real",
            "unit": "VD.1",
            "contest": "bch",
            "sequence": 1,
            "rounds": 1,
        }
    ]
    own = fingerprint(trust_file().partition(b"\n\n")[0] + b"\n")
    assert document["trust"] == {"version": 1, "fingerprint": own, "pinned": False}


def test_every_promised_check_is_there_and_in_its_order():
    promised = ("encoding", "signatures", "threshold", "trust", "arithmetic", "outcome", "structure", "chain")
    assert [code for code in CODES if code in promised] == list(promised)


def test_one_signature_too_few_is_not_valid_and_the_clerk_is_told_what_is_missing(chain):
    record = chain.read(FIRST)
    chain.put(FIRST, signed(record.note.text, [STATION, *board_names(1)]))
    answer = chain.verify(FIRST, "--json")
    assert (answer.status, answer.document["verdict"]) == (3, "not_valid")
    assert failing(answer) == {"threshold": "too_few"}
    told = chain.verify(FIRST)
    assert told.status == 3
    assert "CHƯA hợp lệ: các mục khác đều đạt, chỉ còn thiếu chữ ký" in told.text
    assert "mới có 1 chữ ký; phải có 2, ban có 3 khóa" in told.text


def test_what_was_cut_off_is_unreadable_and_every_check_says_so(chain):
    chain.put(FIRST, (chain.folder / FIRST).read_bytes()[:-1])
    answer = chain.verify(FIRST, "--json")
    assert (answer.status, answer.document["verdict"]) == (2, "unreadable")
    assert [check["code"] for check in answer.document["checks"]] == list(CODES)
    assert failing(answer) == dict.fromkeys(CODES, "unreadable") | {"encoding": "not_a_note"}
    assert answer.document["records"] == [{"path": FIRST, "verdict": "unreadable"}]
    told = chain.verify(FIRST)
    assert (told.status, told.err) == (2, "")
    assert "[KHÔNG ĐẠT] Cách ghi: Không thấy dòng trống" in told.text
    assert told.text.count("[KHÔNG ĐẠT]") == 1, "what could not be checked is not told again and again"
    assert "Tệp này không đọc được." in told.text


@pytest.mark.parametrize("data", [b"", b"\xff\n\n\xff\n", bytes(9_000_000), b"ballot,struck\n"])
def test_whatever_is_no_record_is_unreadable(chain, data):
    chain.put(FIRST, data)
    assert chain.verify(FIRST).status == 2


def test_figures_that_were_changed_are_named_with_what_they_come_to(chain):
    tree = chain.read(FIRST).tree
    tree["result"]["elected"][0]["votes"] = 21
    chain.put(FIRST, signed(canonical.write(tree).decode(), [STATION, *board_names(2)]))
    answer = chain.verify(FIRST, "--json")
    assert (answer.status, failing(answer)) == (3, {"outcome": "differs"})
    [detail] = [check["detail"] for check in answer.document["checks"] if not check["ok"]]
    assert detail == "Ở result.elected.1.votes bản ghi có 21, tính lại là 20."
    assert "hãy báo cho ban tổ chức và giữ nguyên tệp" in chain.verify(FIRST).text


def test_a_record_whose_rounds_do_not_fit_cannot_be_reckoned(chain):
    tree = chain.read(SECOND).tree
    tree["rounds"][1]["seats"] = 2
    chain.put(SECOND, signed(canonical.write(tree).decode(), [STATION, *board_names(2)]))
    answer = chain.verify(SECOND, "--json")
    assert answer.status == 3
    assert failing(answer) == {
        "arithmetic": "not_reckoned",
        "outcome": "round_does_not_answer",
        "structure": "not_reckoned",
        "findings": "not_reckoned",
    }


# Several records


def test_a_whole_chain_is_checked_in_whatever_order_it_is_given(chain):
    for order in (ALL, ALL[::-1]):
        answer = chain.verify(*order, "--json")
        assert (answer.status, answer.document["verdict"]) == (0, "valid")
        assert [part["path"] for part in answer.document["records"]] == list(order)
        assert [check["record"] for check in answer.document["checks"][:: len(CODES)]] == list(order)
    assert why(chain.verify(*ALL, "--json"), "chain") == ["first", "follows", "follows"]
    assert "HỢP LỆ (3 bản ghi)." in chain.verify(*ALL).text


def test_a_gap_a_record_given_twice_and_another_of_the_same_number_break_the_chain(chain):
    assert why(chain.verify(FIRST, THIRD, "--json"), "chain") == ["first", "gap"]
    assert chain.verify(FIRST, THIRD).status == 3
    assert why(chain.verify(FIRST, FIRST, "--json"), "chain") == ["given_twice"] * 2
    tree = chain.read(FIRST).tree | {"software": "another"}
    chain.put("other", signed(canonical.write(tree).decode(), [STATION, *board_names(2)]))
    answer = chain.verify(FIRST, "other", SECOND, "--json")
    assert why(answer, "chain")[:2] == ["two_of_one_number"] * 2
    assert answer.status == 3
    assert why(chain.verify("other", SECOND, "--json"), "chain") == ["first", "another_before"]


def test_the_end_of_a_chain_is_valid_and_says_what_was_not_given(chain):
    answer = chain.verify(SECOND, THIRD, "--json")
    assert answer.status == 0
    assert why(answer, "chain") == ["before_not_given", "follows"]


def test_a_record_that_was_replaced_says_by_which(chain):
    chain.congress(("bch", [TIED, [{3}] * 11 + [{2}] * 10]), ("db", [WHOLE]))
    chain.seal("--correct", "bch")
    chain.sign("out/004-bch-2.record")
    answer = chain.verify(*chain.records(), "--json")
    assert answer.status == 0
    assert why(answer, "chain") == ["first", "replaced", "follows", "follows"]
    told = chain.verify(*chain.records()).text
    assert "ĐÃ ĐƯỢC THAY bằng bản ghi số 4" in told
    assert told.count("Bản ghi này nguyên vẹn nhưng đã được thay.") == 1
    assert told.count("Bản ghi này hợp lệ.") == 3


def test_the_worst_of_all_is_the_verdict(chain):
    chain.put("none", b"")
    record = chain.read(THIRD)
    chain.put(THIRD, signed(record.note.text, [STATION]))
    assert chain.verify(*ALL).status == 3
    answer = chain.verify(*ALL, "none", "--json")
    assert (answer.status, answer.document["verdict"]) == (2, "unreadable")
    assert [part["verdict"] for part in answer.document["records"]] == ["valid", "valid", "not_valid", "unreadable"]


def test_records_of_two_congresses_are_two_chains(chain):
    chain.congress(("bch", [WHOLE]), unit={"code": "VD.1", "name": "Đảng bộ khác", "level": "commune"}, mode="training")
    line = (
        "seal",
        "congress.json",
        "-o",
        "drill",
        "--trust",
        "trust",
        "--pin",
        chain.pin(),
        "--key",
        "VD.1_station-1.key",
    )
    assert chain.tally(*line).status == 0
    chain.sign("drill/001-bch-1.record")
    answer = chain.verify(*ALL, "drill/001-bch-1.record", "--training", "--json")
    assert answer.status == 0
    assert why(answer, "chain") == ["first", "follows", "follows", "first"]


# Training


@pytest.fixture
def drill(desk):
    desk.congress(("bch", [WHOLE]), mode="training")
    desk.seal()
    desk.sign("out/001-bch-1.record")
    return desk


def test_a_record_of_an_exercise_never_passes_for_a_real_one(drill):
    answer = drill.verify(FIRST, "--json")
    assert (answer.status, failing(answer)) == (3, {"mode": "training"})
    told = drill.verify(FIRST)
    assert told.out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
    assert "Đây là bản ghi tập huấn, KHÔNG có giá trị chính thức." in told.text


def test_an_exercise_is_checked_as_one_where_that_was_asked_for(drill):
    answer = drill.verify(FIRST, "--training", "--json")
    assert (answer.status, answer.document["records"][0]["mode"]) == (0, "training")
    assert why(answer, "mode") == ["training_expected"]
    told = drill.verify(FIRST, "--training")
    assert told.out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
    assert "HỢP LỆ NHƯ BẢN GHI TẬP HUẤN" in told.text


def test_a_real_record_is_none_the_worse_for_expecting_an_exercise(chain):
    assert chain.verify(FIRST, "--training").status == 0
    assert "TẬP HUẤN" not in chain.verify(FIRST, "--training").out


# Files


def test_a_file_that_is_not_there_is_told_before_anything_is_checked(chain):
    os.remove(SECOND)
    answer = chain.verify(*ALL)
    assert (answer.status, answer.out, codes(answer)) == (2, "", [(SECOND, "-", "file_missing")])
    assert codes(chain.verify(FIRST, trust="nowhere")) == [("nowhere", "-", "file_missing")]


def test_the_files_alone_are_enough_wherever_they_lie(chain, tmp_path_factory, monkeypatch):
    elsewhere = tmp_path_factory.mktemp("auditor")
    for name in (SECOND, "trust"):
        shutil.copy(name, elsewhere)
    monkeypatch.chdir(elsewhere)
    assert chain.verify("002-bch-2.record").status == 0
