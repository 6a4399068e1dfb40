"""The page in a browser: what it says of records, of fingerprints that are typed, and of files that are lacking."""

import json

import pytest

from tally.record.fingerprint import fingerprint
from tests.record.signed_examples import signed
from tests.verifier.cases import RECORDS, TRUST, hashed, signed_again, text_of, tree_of
from tests.verifier.dropping import BANNER, BANNER_TEXT, OPEN_ALL, SHOWN, VERDICTS, faults, judged, vectors, written


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
    said = browser.run(BANNER).removesuffix(" — TẬP HUẤN")
    assert said == ("KHÔNG ĐỌC ĐƯỢC" if verdict == "unreadable" else "KHÔNG HỢP LỆ")
    browser.choose(*vectors("record-1.record"))
    said = browser.run(BANNER).removesuffix(" — CÓ BẢN GHI TẬP HUẤN")
    assert said == ("CÓ TỆP KHÔNG ĐỌC ĐƯỢC" if verdict == "unreadable" else "KHÔNG HỢP LỆ")


def test_an_exercise_is_valid_where_one_was_expected_and_its_verdict_says_what_it_is(browser):
    browser.choose(*vectors("trust-1.txt", "record-1-training.record"))
    ticked(browser)
    assert judged(browser) == [("valid", set())]
    assert browser.run(BANNER) == "HỢP LỆ, nếu danh sách khóa là thật — TẬP HUẤN"
    assert browser.run(VERDICTS) == ["HỢP LỆ — TẬP HUẤN"]
    browser.choose(*vectors("record-1.record"))
    assert browser.run(BANNER).endswith(" — CÓ BẢN GHI TẬP HUẤN")


def test_where_all_fail_for_being_of_an_exercise_alone_the_page_says_which_box_to_tick(browser):
    browser.choose(*vectors("trust-1.txt", "record-1-training.record"))
    assert "hãy đánh dấu ô “Đây là bản ghi tập huấn”" in browser.run(BANNER_TEXT)
    assert "báo cho ban tổ chức" not in browser.run(BANNER_TEXT)
    ticked(browser)
    assert "đánh dấu ô" not in browser.run(BANNER_TEXT)
    ticked(browser)
    browser.choose(*vectors("record-1-alone.record"))
    assert "đánh dấu ô" not in browser.run(BANNER_TEXT)
    assert "báo cho ban tổ chức" in browser.run(BANNER_TEXT)


def ticked(browser):
    browser.run("""(async () => {
      const before = state.run;
      at("training").click();
      while (state.run === before || !state.seen) await new Promise((go) => setTimeout(go, 5));
    })()""")


CHAIN = [f"record-{number}.record" for number in (1, 2, 3, 4)]
"""Of which the fourth corrects the third."""


def test_a_record_that_another_one_replaces_says_so_and_so_does_the_other(browser):
    """Two results of one contest that both hold: which of them stands is read without opening anything."""
    browser.choose(*vectors("trust-1.txt", *CHAIN))
    assert [verdict for verdict, _ in judged(browser)] == ["valid"] * 4
    replaced, replaces = "HỢP LỆ — ĐÃ ĐƯỢC THAY bằng bản ghi số 4", "HỢP LỆ — thay bản ghi số 3"
    assert browser.run(VERDICTS) == ["HỢP LỆ", "HỢP LỆ", replaced, replaces]


def test_a_record_that_is_not_proved_replaces_nothing(browser, tmp_path):
    (alone,) = written(tmp_path, new__record=signed(text_of(RECORDS[3]), ["VD.1/station-1", "VD.1/board-2"]))
    browser.choose(*vectors("trust-1.txt", *CHAIN[:3]), alone)
    third, fourth = browser.run(VERDICTS)[2:]
    assert third == "HỢP LỆ"
    assert fourth.startswith("KHÔNG HỢP LỆ — muốn thay một bản ghi")


def test_a_record_says_that_it_replaces_one_that_is_not_here(browser):
    browser.choose(*vectors("trust-1.txt", CHAIN[3]))
    assert browser.run(VERDICTS) == ["HỢP LỆ — thay một bản ghi không có ở đây"]


def test_a_file_of_no_known_kind_is_not_called_a_record(browser, tmp_path):
    """It is unreadable all the same: it may be a record that was damaged."""
    paths = written(tmp_path, notes__txt=b"hello", cut__record=RECORDS[0][:9], odd__bin=RECORDS[0])
    browser.choose(*vectors("trust-1.txt"), *paths)
    taken = browser.run(
        "[...document.querySelectorAll('#taken li')].map((one) => one.firstChild.data + one.childNodes[2].data.trim())"
    )
    assert taken == ["trust-1.txtdanh sách khóa", "notes.txttệp không rõ loại", "cut.recordbản ghi", "odd.binbản ghi"]
    assert [verdict for verdict, _ in judged(browser)] == ["unreadable", "unreadable", "valid"]
    browser.run("at('clear').click(), new Promise((go) => setTimeout(go, 100))")
    browser.choose(*vectors("trust-1.txt"), paths[0])
    assert "Hãy thả thêm bản ghi" in browser.run(BANNER_TEXT)


def test_nothing_is_said_to_be_valid_or_not_before_there_is_a_trust_file(browser):
    browser.choose(*vectors("record-1.record", "record-1-spaced.record"))
    assert browser.run(BANNER) == "CHƯA KẾT LUẬN ĐƯỢC"
    assert [verdict for verdict, _ in judged(browser)] == ["lacking", "unreadable"]
    browser.choose(*vectors("trust-1.txt"))
    assert [verdict for verdict, _ in judged(browser)] == ["valid", "unreadable"]
    browser.run("at('clear').click(), new Promise((go) => setTimeout(go, 100))")
    browser.choose(*vectors("trust-1.txt"))
    assert browser.run(BANNER) == "CHƯA KẾT LUẬN ĐƯỢC"


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
    another = first[:-1] + ("1" if first[-1] != "1" else "2")
    for pins in (another, f"{first}\n{'1' * 60}"):
        assert typed(browser, pins) == "KHÔNG HỢP LỆ"
        assert judged(browser) == [("not_valid", {"signatures", "threshold", "trust"})]


def test_what_is_no_fingerprint_is_to_be_put_right_before_there_is_a_verdict(browser):
    first = fingerprint(text_of(TRUST[0]).encode())
    browser.choose(*vectors("trust-1.txt", "record-1.record"))
    for pins in (first[:-1], "x", f"{first} 1"):
        assert typed(browser, pins) == "CHƯA KẾT LUẬN ĐƯỢC"
        assert "Danh sách khóa (trust-1.txt): dãy số đối chiếu nhập vào không phải 60 chữ số" in browser.run(
            BANNER_TEXT
        )
        assert [verdict for verdict, _ in judged(browser)] == ["lacking"]
    assert typed(browser, first) == "HỢP LỆ"


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
