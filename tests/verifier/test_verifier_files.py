"""Whatever was dropped on the page is checked, or is named beside the verdict; and no file makes it wait."""

import pytest

from tally.record import trust_chain
from tally.record.verify import verify
from tests.cli.made import run
from tests.record.damaging import text_of
from tests.record.signed_examples import signed
from tests.verifier.cases import RECORDS, TRUST, VECTORS, signed_again, tree_of
from tests.verifier.dropping import BANNER, BANNER_TEXT, judged, vectors, written

GOOD = ("trust-1.txt", "trust-2.txt", "record-1.record")
VALID = "HỢP LỆ, nếu danh sách khóa là thật"
NO_RECORDS = {
    "opening": b"opening/1\nrubbish",
    "sealed": b"age-encryption.org/v1\n",
    "sheet": "\ufeffballot;1\n".encode(),
    "ballots": (VECTORS / "record-1-ballots.txt").read_bytes(),
    "trust": TRUST[1],
    "empty": b"",
}
"""Bytes that the page knows as something else, or as nothing."""


@pytest.mark.parametrize("kind", NO_RECORDS)
@pytest.mark.parametrize("ending", ["record", "RECORD"])
def test_what_is_called_a_record_and_is_none_is_unreadable_to_both(browser, tmp_path, capsys, kind, ending):
    *trust, good = vectors(*GOOD)
    bad = tmp_path / f"hỏng.{ending}"
    bad.write_bytes(NO_RECORDS[kind])
    options = [argument for path in trust for argument in ("--trust", path)]
    ran = run(capsys, "verify", good, bad, *options, "--json")
    assert ran.status == 2
    browser.choose(*trust, good, bad)
    said = [part["verdict"] for part in ran.document["records"]]
    assert [verdict for verdict, _ in judged(browser)] == said == ["valid", "unreadable"]
    assert browser.run(BANNER) == "CÓ TỆP KHÔNG ĐỌC ĐƯỢC"
    assert f"hỏng.{ending}: " in browser.run(BANNER_TEXT)


def test_what_the_page_does_not_check_is_named_beside_the_verdict(browser):
    browser.choose(*vectors(*GOOD))
    assert browser.run(BANNER) == VALID
    browser.choose(*vectors("record-1-ballots.age", "record-1-opening.txt"))
    assert browser.run(BANNER) == f"{VALID} — CÓ TỆP CHƯA ĐƯỢC KIỂM TRA"
    for name in ("record-1-ballots.age", "record-1-opening.txt"):
        assert f"{name}: trang này KHÔNG kiểm tra loại tệp này" in browser.run(BANNER_TEXT)
    browser.run("at('language').click()")
    assert browser.run(BANNER) == "VALID, if the trust file is genuine — SOME FILES WERE NOT CHECKED"
    assert "record-1-opening.txt: NOT checked by this page" in browser.run(BANNER_TEXT)


def test_files_that_cannot_be_used_are_named_beside_the_verdict_with_the_reason(browser, tmp_path):
    paths = written(tmp_path, notes__txt=b"hello", cut__record=RECORDS[0][:900])
    browser.choose(*vectors(*GOOD), *paths)
    said = browser.run("[...document.querySelectorAll('.banner p')].map((one) => one.textContent)")
    named = [text for text in said if ".txt" in text or ".record" in text]
    assert named == ["notes.txt: không phải văn bản có chữ ký", "cut.record: không phải văn bản có chữ ký"]


def test_ballots_that_do_not_hold_are_named_beside_the_verdict(browser, tmp_path):
    """Also beside one record alone, of which they then are a check like any other."""
    paths = written(tmp_path, rubbish__txt=b"ballots/1\nrubbish")
    browser.choose(*vectors(*GOOD, "record-1-ballots.txt", "record-2-ballots.txt"), *paths)
    assert judged(browser) == [("not_valid", {"ballots"})]
    said = browser.run("[...document.querySelectorAll('.banner p')].map((one) => one.textContent)")
    assert [text for text in said if ".txt: " in text] == [
        "record-2-ballots.txt: không bản ghi nào ở đây cam kết đúng các phiếu này",
        "rubbish.txt: không phải tệp phiếu đã mở",
    ]


def test_trust_files_that_are_refused_are_named_with_the_reason(browser, tmp_path):
    """One that can't be read, as an editor may have saved it, says nothing of a record; one of too few roots does."""
    few, marked = written(
        tmp_path, few__txt=signed(text_of(TRUST[0]), ["VD/root-1"]), bom__txt=b"\xef\xbb\xbf" + TRUST[0]
    )
    for bad, banner, why in (
        (few, "KHÔNG HỢP LỆ", "phiên bản 1 chưa đủ 2 chữ ký khóa gốc"),
        (marked, "CHƯA KẾT LUẬN ĐƯỢC", "không phải JSON"),
    ):
        browser.run("at('clear').click(), new Promise((go) => setTimeout(go, 100))")
        browser.choose(*vectors("trust-2.txt", "record-1.record"), bad)
        assert browser.run(BANNER) == banner
        assert f"Danh sách khóa (trust-2.txt, {bad.name}): {why}" in browser.run(BANNER_TEXT)
    assert "1 bản ghi chưa kết luận được, 0 không đọc được" in browser.run(BANNER_TEXT)


def test_a_trust_file_that_is_dropped_twice_counts_once(browser, tmp_path):
    """Each of two sticks has one."""
    browser.choose(*vectors(*GOOD), *written(tmp_path, copy__trust=TRUST[0]))
    assert browser.run(BANNER) == VALID
    labels = "[...document.querySelectorAll('#taken button')].map((one) => one.ariaLabel)"
    assert browser.run(labels) == ["Bỏ trust-1.txt", "Bỏ trust-2.txt", "Bỏ record-1.record"]


def test_trust_files_of_two_organisations_are_told_apart_and_make_no_record_invalid(browser, tmp_path):
    (theirs,) = written(tmp_path, theirs__trust=TRUST[0].replace(b'"code": "', b'"code": "B.'))
    browser.choose(*vectors(*GOOD), theirs)
    assert browser.run(BANNER) == "CHƯA KẾT LUẬN ĐƯỢC"
    assert judged(browser)[0][0] == "lacking"
    said = browser.run(BANNER_TEXT)
    assert "có danh sách khóa của nhiều tổ chức" in said
    assert "mỗi lần chỉ kiểm tra một tổ chức" in said
    assert "báo cho ban tổ chức" not in said
    browser.run("state.files.pop(), checkAll()")
    assert browser.run(BANNER) == VALID


def test_a_list_of_files_that_ends_says_how_many_more_there_are_and_these_are_checked_too(browser, tmp_path):
    """500 are listed, and every one is read."""
    ballots = [tmp_path / f"{number:03}.txt" for number in range(498)]
    for path in ballots:
        path.write_bytes(NO_RECORDS["ballots"])
    browser.choose(*vectors("trust-1.txt", "record-1.record"), *ballots)
    last = "at('taken').lastElementChild.textContent"
    assert browser.run(last) == "497.txt: phiếu đã mở Bỏ"
    assert browser.run(BANNER) == VALID
    browser.choose(*vectors("trust-2.txt"), *written(tmp_path, cut__record=RECORDS[0][:9]))
    assert browser.run("at('taken').childElementCount") == 501
    assert browser.run(last) == "… và 2 tệp nữa, cũng được xét như các tệp trên"
    assert browser.run(BANNER) == "CÓ TỆP KHÔNG ĐỌC ĐƯỢC"
    assert "cut.record: " in browser.run(BANNER_TEXT)
    browser.run("at('language').click()")
    assert browser.run(last) == "… and 2 more files, dealt with as those above"


def of_many_people():
    """A record of as many people as the format takes: on the list, and on the board; none of them twice."""
    tree = tree_of(RECORDS[0])
    tree["contest"]["candidates"] = people(tree, 1_000)
    tree["board"] = [{"name": f"Trần Thị {number}", "role": "member", "born": None} for number in range(1_000)]
    return signed_again(tree, RECORDS[0])


def of_many_measures():
    """A record that can be reckoned, with a plan of many measures of many people."""
    tree = tree_of(RECORDS[0])
    contest, first = tree["contest"], tree["rounds"][0]
    contest["candidates"] = people(tree, 300)
    share = {"percent": 5, "count": None}
    target = {"category": "ethnic_minority", "measured_on": "nominees", "at_least": share, "at_most": None}
    target |= {"below": None, "from": None, "to": None, "name": None}
    contest["plan"] = {"age_on": "2025-05-01", "targets": [target] * 300}
    first["candidates"] = [*range(1, 301)]
    first["votes"] = [
        {"number": number, "votes": 0, "percent": "0.00", "over_half": False} for number in first["candidates"]
    ]
    return signed_again(tree, RECORDS[0])


def people(tree, count):
    one = {key: value for key, value in tree["contest"]["candidates"][0].items() if key != "biography"}
    return [one | {"number": number, "name": f"Nguyễn Văn {number}"} for number in range(1, count + 1)]


@pytest.mark.parametrize("made", [of_many_people, of_many_measures])
def test_a_record_of_very_many_people_is_judged_with_as_little_work_as_there_are_names(browser, tmp_path, made):
    """Work is counted, not timed: a name is taken apart once, not once for every pair of people."""
    browser.run("""(() => {
      globalThis.worked = 0;
      for (const name of ["normalize", "toLowerCase"]) {
        const does = String.prototype[name];
        String.prototype[name] = function (...given) { worked += 1; return does.apply(this, given); };
      }
    })()""")
    data = made()
    browser.choose(*vectors("trust-1.txt"), *written(tmp_path, many__record=data))
    (expected,) = verify([data], trust_chain.chain((TRUST[0],), ()))
    assert judged(browser) == [("not_valid", {check.code for check in expected.checks if not check.ok})]
    assert 1_000 < browser.run("worked") < 200_000
