"""The page in a browser: what it says of records, of fingerprints that are typed, and of files that are lacking."""

import json

import pytest

from tally.record.fingerprint import fingerprint
from tests.record.signed_examples import signed
from tests.verifier.cases import RECORDS, TRUST, hashed, signed_again, text_of, tree_of
from tests.verifier.dropping import BANNER, OPEN_ALL, SHOWN, faults, judged, vectors, written


def test_the_page_opens_without_a_word_of_complaint_and_asks_for_files(browser):
    assert browser.run("document.title") == "Kiểm tra bản ghi kết quả"
    assert browser.run("document.querySelector('.banner')") is None
    assert browser.run("engine.then(() => browserVerifies)") is True
    assert faults(browser) == []


def test_the_records_of_the_vectors_are_valid_and_their_ballots_are_counted_again(browser):
    names = [*(f"record-{number}.record" for number in (1, 2, 3, 4, 5)), "record-1-ballots.txt", "record-2-ballots.txt"]
    browser.choose(*vectors("trust-1.txt", "trust-2.txt", *names))
    assert judged(browser) == [("valid", set())] * 5
    browser.run(OPEN_ALL)
    text = browser.run("document.body.innerText")
    assert "đếm lại 7 phiếu của lần 1" in text
    assert "đếm lại 6 phiếu của lần 2" in text
    assert "Đặng Văn Ân (số 1): 6 phiếu, 85,71 %" in text
    assert faults(browser) == []


@pytest.mark.parametrize(
    ("name", "verdict", "failed"),
    [
        ("record-1-spaced.record", "unreadable", {"encoding"}),
        ("record-1-alone.record", "not_valid", {"threshold"}),
        ("record-1-training.record", "not_valid", {"mode"}),
        ("record-2-changed.record", "not_valid", {"arithmetic", "outcome"}),
    ],
)
def test_what_the_vectors_say_does_not_hold_is_told(browser, name, verdict, failed):
    browser.choose(*vectors("trust-1.txt", name))
    assert judged(browser) == [(verdict, failed)]
    assert browser.run(BANNER) == ("KHÔNG ĐỌC ĐƯỢC" if verdict == "unreadable" else "KHÔNG HỢP LỆ")
    browser.choose(*vectors("record-1.record"))
    assert browser.run(BANNER) == ("CÓ TỆP KHÔNG ĐỌC ĐƯỢC" if verdict == "unreadable" else "KHÔNG HỢP LỆ")


def test_an_exercise_is_valid_where_one_was_expected(browser):
    browser.choose(*vectors("trust-1.txt", "record-1-training.record"))
    browser.run("at('training').click(), new Promise((go) => setTimeout(go, 300))")
    assert judged(browser) == [("valid", set())]
    assert "TẬP HUẤN" in browser.run("document.body.innerText")


def test_nothing_is_said_to_be_valid_or_not_before_there_is_a_trust_file(browser):
    browser.choose(*vectors("record-1.record", "record-1-spaced.record"))
    assert browser.run(BANNER) == "CHƯA ĐỦ TỆP"
    assert [verdict for verdict, _ in judged(browser)] == ["lacking", "unreadable"]
    browser.choose(*vectors("trust-1.txt"))
    assert [verdict for verdict, _ in judged(browser)] == ["valid", "unreadable"]
    browser.run("at('clear').click(), new Promise((go) => setTimeout(go, 100))")
    browser.choose(*vectors("trust-1.txt"))
    assert browser.run(BANNER) == "CHƯA ĐỦ TỆP"


def typed(browser, pins):
    browser.run(f"""(async () => {{
      const before = state.run;
      at("pins").value = {json.dumps(pins)};
      at("pins").dispatchEvent(new Event("input"));
      while (state.run === before || !state.seen) await new Promise((go) => setTimeout(go, 5));
    }})()""")
    return browser.run(BANNER)


def test_a_fingerprint_that_was_typed_must_be_the_trust_files_own(browser):
    first, second = (fingerprint(text_of(data).encode()) for data in TRUST)
    browser.choose(*vectors("trust-1.txt", "trust-2.txt", "record-1.record"))
    assert browser.run(BANNER) == "HỢP LỆ, nếu danh sách khóa là thật"
    for pins in (first, second, f" {first.replace(' ', '-')}\n{second}\n", first.replace(" ", "\u2013")):
        assert typed(browser, pins) == "HỢP LỆ"
    for pins in (
        first[:-1] + ("1" if first[-1] != "1" else "2"),
        first[:-1],
        f"{first}\n{'1' * 60}",
        "x",
        f"{first} 1",
    ):
        assert typed(browser, pins) == "KHÔNG HỢP LỆ"
        assert judged(browser) == [("not_valid", {"signatures", "threshold", "trust"})]


def test_what_the_page_does_not_check_it_says_that_it_does_not(browser):
    browser.choose(*vectors("trust-1.txt", "record-1.record", "record-1-ballots.age", "record-1-opening.txt"))
    assert browser.run("at('taken').innerText").count("trang này KHÔNG kiểm tra loại tệp này") == 2


def test_one_click_makes_it_english_and_back(browser):
    browser.choose(*vectors("trust-1.txt", "trust-2.txt", "record-1.record"))
    browser.run("at('language').click()")
    assert browser.run(BANNER) == "VALID, if the trust file is genuine"
    assert "A signature proves who said it, not that it is right: paper is the truth." in browser.run(
        "document.body.innerText"
    )
    browser.run("at('language').click()")
    assert browser.run(BANNER) == "HỢP LỆ, nếu danh sách khóa là thật"


def test_a_fault_of_the_page_is_no_verdict(browser):
    browser.run("globalThis.reckon = () => { throw new TypeError('x'); }")
    browser.choose(*vectors("trust-1.txt", "record-1.record"))
    assert browser.run(BANNER) == "TRANG GẶP LỖI, CHƯA KẾT LUẬN GÌ"
    assert judged(browser) == []


def test_a_record_that_names_a_trust_file_which_is_not_there_is_not_valid(browser, tmp_path):
    record = tree_of(RECORDS[0]) | {"trust": hashed(RECORDS[0])}
    (path,) = written(tmp_path, one__record=signed_again(record, RECORDS[0]))
    browser.choose(*vectors("trust-1.txt"), path)
    assert judged(browser) == [("not_valid", {"signatures", "threshold", "trust"})]


def test_signatures_of_strangers_count_for_nothing(browser, tmp_path):
    (path,) = written(
        tmp_path, one__record=signed(text_of(RECORDS[0]), ["VD.1/station-1", "VD.1/board-1", "VD.9/board-2"])
    )
    browser.choose(*vectors("trust-1.txt"), path)
    assert judged(browser) == [("not_valid", {"threshold"})]


def test_files_may_be_dropped_and_removed_and_one_that_cannot_be_read_is_unreadable(browser):
    """Dropped as a folder is, whose bytes nobody gets; the same file twice is one file."""
    browser.choose(*vectors("trust-1.txt"))
    data = [*RECORDS[0]]
    shown = browser.run(f"""(async () => {{
      const bytes = new Uint8Array({data}), dropped = new DataTransfer(), folder = new File([], "thư mục");
      folder.arrayBuffer = () => Promise.reject(new DOMException("a folder"));
      const wait = async (does) => {{
        const before = state.run;
        await does();
        while (state.run === before || !state.seen) await new Promise((go) => setTimeout(go, 5));
        return {SHOWN};
      }};
      dropped.items.add(new File([bytes], "một.record"));
      const drop = () => document.dispatchEvent(new DragEvent("drop", {{ dataTransfer: dropped }}));
      return [await wait(drop), await wait(drop), await wait(() => take([folder])),
        await wait(() => document.querySelectorAll("#taken button")[2].click())];
    }})()""")
    assert shown == [[["valid", ""]], [["valid", ""]], [["valid", ""], ["unreadable", "encoding"]], [["valid", ""]]]
