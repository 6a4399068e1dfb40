"""The log tells every act with who did it, and nothing of a ballot but that it was typed."""

from dataclasses import replace

import pytest

from station.airgap import Check
from station.log import rows, sentence
from station.session import EVENTS
from station.session.batches import BatchResized, BatchVoided
from station.session.box import BoxCounted, EntryStarted
from station.session.closing import BoardClosed, BoardOpened, RoundClosed
from station.session.comparison import DifferenceSettled
from station.session.decision import BodyDecided, DecisionUndone
from station.session.definition import ContestConfirmed, Defined
from station.session.doubts import BallotReferred, BallotRuled
from station.session.entry import BallotEntered, BallotUndone, BatchClosed, BatchOpened
from station.session.machines import BatchTaken, EntryDropped
from station.session.marks import Marks
from station.session.people import PersonEnrolled, PersonSignedIn, PersonSignedOut, WrongPin
from station.session.records import BallotsDestroyed, FilesCopied, RecordKept, RecordSigned, RecordVerified
from station.session.round import Sheet, Way
from station.session.sheets import SheetEntered
from station.session.state import Duty, Person
from station.session.watch import AirGapBroken, AirGapLooked, AirGapMended, AirGapOverruled
from tally.ballot import Reason
from tally.contest import Choice
from tests.station.exchange.days import (
    BOXES,
    HEAD,
    MEMBER,
    NAMES,
    OTHER,
    STRIKE,
    TYPIST,
    box,
    happened,
    struck,
    typed,
)
from tests.station.log.telling import EN, HASH, PIN, VI, one, people, referred, ruled, settled, told

# Ballots are told of by their batch.


def test_a_batch_is_one_row_with_what_was_taken_back():
    """ "tập 4, lần 1: 25 phiếu, hoàn tác 2"."""
    history = [*people(), *typed(4, [struck(1)] * 25, undone=2)]
    (row,) = rows(history)[len(NAMES) :]
    assert (row.first, row.last) == (5, 5 + 1 + 25 + 4)
    assert (row.at, row.persons, row.contest) == ("2025-02-14T09:31", (NAMES[TYPIST],), STRIKE)
    assert sentence(row, VI) == ("Lê Văn Cảnh – nhập tập 4, lần nhập 1: 25 phiếu; hoàn tác 2 lần; xong lúc 09:31.")
    assert sentence(row, EN) == "Lê Văn Cảnh – typed batch 4, entry 1: 25 ballots; 2 taken back; done at 09:31."


def test_a_batch_that_nobody_finished_says_so():
    assert told(*typed(1, [struck(1)], closed=False)) == [
        "Lê Văn Cảnh – nhập tập 1, lần nhập 1: 1 phiếu; chưa xong tập."
    ]


def test_whatever_is_done_between_two_ballots_stands_after_their_batch():
    first, *middle, last = typed(1, [struck(1)] * 3)
    between = happened(PersonSignedOut(), TYPIST)
    history = [first, *middle[:1], between, *middle[1:], last]
    assert told(*history) == [
        "Lê Văn Cảnh – nhập tập 1, lần nhập 1: 3 phiếu; xong lúc 09:31.",
        "Lê Văn Cảnh – rời máy, màn hình khóa lại.",
    ]


def test_two_entries_two_batches_and_two_contests_are_rows_of_their_own():
    parts = [
        typed(1, [struck()]),
        typed(1, [struck()], entry=2),
        typed(2, [struck()]),
        typed(1, [Marks()], contest=BOXES),
    ]
    mixed = [event for events in zip(*parts, strict=True) for event in events]
    assert [(row.contest, row.persons) for row in rows([*people(), *mixed])[4:]] == [
        (STRIKE, (NAMES[TYPIST],)),
        (STRIKE, (NAMES[OTHER],)),
        (STRIKE, (NAMES[TYPIST],)),
        (BOXES, (NAMES[TYPIST],)),
    ]


def voided(batch, entry=1):
    return happened(BatchVoided(contest=STRIKE, entry=entry, batch=batch, reason="Nhầm tập"), HEAD)


def test_a_batch_that_is_typed_anew_is_told_anew():
    papers = [struck(1)] * 2
    assert told(*typed(1, papers), voided(1), *typed(1, papers, by=OTHER)) == [
        "Lê Văn Cảnh – nhập tập 1, lần nhập 1: 2 phiếu; xong lúc 09:31.",
        "Nguyễn Thị Hạnh – hủy lần nhập 1 của tập 1; lý do: Nhầm tập.",
        "Đỗ Thị Duyên – nhập tập 1, lần nhập 1: 2 phiếu; xong lúc 09:31.",
    ]


def test_what_is_voided_elsewhere_parts_no_row():
    events, resized = typed(1, [struck(1)] * 2), BatchResized(contest=STRIKE, batch=2, size=3, reason="Đếm lại")
    assert len(told(*events[:2], happened(resized, HEAD), *events[2:])) == 2
    for other in (voided(1, entry=2), voided(2), replace(voided(1), event=replace(voided(1).event, contest=BOXES))):
        assert len(told(*events[:2], other, *events[2:])) == 2


def test_a_batch_that_turned_out_larger_goes_on_in_a_row_of_its_own():
    resized = happened(BatchResized(contest=STRIKE, batch=1, size=3, reason="Đếm lại"), HEAD)
    rest = [
        happened(BallotEntered(contest=STRIKE, entry=1, batch=1, paper=3, marks=struck()), TYPIST),
        happened(BatchClosed(contest=STRIKE, entry=1, batch=1), TYPIST, at="2025-02-14T10:02"),
    ]
    assert told(*typed(1, [struck(1)] * 2), resized, *rest)[1:] == [
        "Nguyễn Thị Hạnh – ghi lại số phiếu của tập 1: 3 phiếu; lý do: Đếm lại.",
        "Lê Văn Cảnh – nhập tập 1, lần nhập 1: 1 phiếu; xong lúc 10:02.",
    ]
    undone = happened(BallotUndone(contest=STRIKE, entry=1, batch=1, paper=2), TYPIST)
    assert told(*typed(1, [struck(1)] * 2), resized, undone)[-1] == (
        "Lê Văn Cảnh – nhập tập 1, lần nhập 1: 0 phiếu; hoàn tác 1 lần; chưa xong tập."
    )


def test_the_next_round_of_a_contest_begins_with_rows_of_its_own():
    again = happened(EntryStarted(contest=STRIKE, way=Way.BALLOTS, sizes=(1,), entries=2), HEAD)
    other = happened(EntryStarted(contest=BOXES, way=Way.BALLOTS, sizes=(1,), entries=2), HEAD)
    assert len(told(*typed(1, [struck()], closed=False), again, *typed(1, [struck()]))) == 3
    assert len(told(*typed(1, [struck()], closed=False), other, *typed(1, [struck()])[1:])) == 2


# What was settled and ruled.


def test_settled_papers_are_told_by_their_number_in_the_batch():
    history = [settled((2, 7)), settled((1, 3)), settled((2, 1)), settled((2, 7))]
    assert told(*history) == [
        "Lê Văn Cảnh và Trần Văn Bình – xem lại 2 phiếu nhập khác nhau ở tập 2 và thống nhất; "
        "trong đó 1 lần xem lại lần nữa.",
        "Lê Văn Cảnh và Trần Văn Bình – xem lại 1 phiếu nhập khác nhau ở tập 1 và thống nhất.",
    ]


def test_rulings_are_told_by_ground_and_vote_in_the_order_of_the_rules():
    history = [
        ruled((1, 9), defect=Reason.SIGNED_OR_WRITTEN, agree=2, against=1),
        ruled((1, 4), defect=Reason.NOT_ISSUED, agree=3),
        ruled((1, 2)),
        ruled((1, 4), defect=Reason.NOT_ISSUED, agree=3),
    ]
    assert told(*history) == [
        "Nguyễn Thị Hạnh – kết luận 3 phiếu nghi vấn ở tập 1; "
        "không có lỗi, tính theo dấu trên phiếu: 1 kết luận, 2 đồng ý, 0 không đồng ý; "
        "phiếu không do ban kiểm phiếu phát ra: 2 kết luận, 3 đồng ý, 0 không đồng ý; "
        "có ký tên hoặc viết thêm: 1 kết luận, 2 đồng ý, 1 không đồng ý; "
        "trong đó 1 lần xem lại lần nữa."
    ]


def test_what_is_settled_and_ruled_after_a_batch_was_voided_is_told_anew():
    assert len(told(settled((1, 1)), ruled((1, 2)), voided(1), settled((1, 1)), ruled((1, 2)))) == 5
    assert len(told(settled((1, 1)), ruled((1, 2)), voided(2), settled((1, 1)), ruled((1, 2)))) == 3


# Several machines.


def taken(batch, size, typist, *, entry=2, ballots=None):
    event = BatchTaken(
        contest=STRIKE, entry=entry, station="VD.1/station-2", batch=batch, typist=typist, size=size, ballots=ballots
    )
    return happened(event, HEAD)


def test_an_entry_from_another_station_is_one_row_with_who_typed_there():
    history = [taken(1, 25, "Lý An"), taken(2, 25, "Hồ Bá"), taken(3, 6, "Lý An")]
    dropped = happened(EntryDropped(contest=STRIKE, entry=2, reason="Sai tập"), HEAD)
    assert told(*history, dropped, taken(1, 1, "Lý An")) == [
        "Nguyễn Thị Hạnh – nhận lần nhập 2 từ máy VD.1/station-2: 56 phiếu trong 3 tập; người nhập ở đó: Lý An, Hồ Bá.",
        "Nguyễn Thị Hạnh – bỏ lần nhập 2; lý do: Sai tập.",
        "Nguyễn Thị Hạnh – nhận lần nhập 2 từ máy VD.1/station-2: 1 phiếu trong 1 tập; người nhập ở đó: Lý An.",
    ]
    other = happened(EntryDropped(contest=STRIKE, entry=3, reason="Thừa"), HEAD)
    assert len(told(*history, other, taken(4, 1, "Lý An"))) == 2


def test_what_is_put_before_the_board_is_one_row_for_its_batch_and_no_place_is_told():
    papers = [referred((2, 7)), referred((2, 3)), referred((2, 3), None)]
    assert told(*papers) == [
        f"{NAMES[TYPIST]} – đưa 2 phiếu của tập 2 cho ban kiểm phiếu xem; trong đó rút lại 1.",
    ]


# Everything else is one row each.

EVERY = {
    Defined: Defined(document="{}"),
    ContestConfirmed: ContestConfirmed(contest=STRIKE, definition=HASH, reason="Đại hội đã biết"),
    PersonEnrolled: PersonEnrolled(person=Person(id="p9", name="Bùi Sáu", duty=Duty.HEAD), pin=PIN),
    PersonSignedIn: PersonSignedIn(person=MEMBER),
    PersonSignedOut: PersonSignedOut(),
    WrongPin: WrongPin(person=MEMBER, minute=None),
    BoxCounted: BoxCounted(contest=STRIKE, box=box(1234), reason=None),
    EntryStarted: EntryStarted(contest=STRIKE, way=Way.BALLOTS, sizes=(25, 6), entries=2),
    BatchOpened: BatchOpened(contest=STRIKE, entry=1, batch=1),
    BallotEntered: BallotEntered(contest=STRIKE, entry=1, batch=1, paper=1, marks=struck(1)),
    BallotUndone: BallotUndone(contest=STRIKE, entry=1, batch=1, paper=1),
    BatchClosed: BatchClosed(contest=STRIKE, entry=1, batch=1),
    BatchVoided: BatchVoided(contest=STRIKE, entry=1, batch=1, reason="Nhầm"),
    BatchResized: BatchResized(contest=STRIKE, batch=1, size=2, reason="Nhầm"),
    BatchTaken: taken(1, 2, "Lý An").event,
    EntryDropped: EntryDropped(contest=STRIKE, entry=2, reason="Nhầm"),
    SheetEntered: SheetEntered(contest=STRIKE, batch=3, sheet=2, totals=Sheet(valid=1, invalid={}, votes={1: 1})),
    DifferenceSettled: settled((1, 1)).event,
    BallotReferred: referred((1, 1)).event,
    BallotRuled: ruled((1, 1)).event,
    RoundClosed: RoundClosed(
        contest=STRIKE, round=1, issued=9, collected=8, valid=6, invalid={Reason.SEVERAL_INKS: 2}, votes={1: 6}
    ),
    BoardOpened: BoardOpened(contest=STRIKE, round=1),
    BoardClosed: BoardClosed(contest=STRIKE),
    BodyDecided: BodyDecided(
        contest=STRIKE,
        choice=Choice.FURTHER,
        agree=20,
        against=4,
        abstain=3,
        not_voting=2,
        passed=True,
        candidates=(2, 5),
    ),
    DecisionUndone: DecisionUndone(contest=STRIKE, reason="Ghi nhầm cuộc bầu"),
    RecordKept: RecordKept(contest=STRIKE, record=HASH, file="001-bch-1.record", sequence=1, rounds=1, files={}),
    RecordSigned: RecordSigned(contest=STRIKE, record=HASH, key="VD.1/board-1", holder=NAMES[HEAD], line="x"),
    RecordVerified: RecordVerified(contest=STRIKE, record=HASH),
    FilesCopied: FilesCopied(stick="SANDISK", files={"a": HASH, "b": HASH}),
    BallotsDestroyed: BallotsDestroyed(contest=STRIKE, entries=(7, 8)),
    AirGapLooked: AirGapLooked(),
    AirGapBroken: AirGapBroken(check="interfaces", seen="eth0 is connected; +2 more"),
    AirGapMended: AirGapMended(check="interfaces"),
    AirGapOverruled: AirGapOverruled(agree=2, against=0, reason="Đã rút dây"),
}


def test_every_event_that_the_journal_knows_is_among_them():
    assert {kind.name for kind in EVERY} == set(EVENTS)


@pytest.mark.parametrize("event", EVERY.values(), ids=lambda event: event.name)
@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_every_event_is_told_in_both_languages(event, words):
    text = one(event, HEAD, words=words)
    assert text.endswith(".")
    assert "{" not in text


def test_what_each_of_them_says():
    said = {kind: one(event, HEAD).removeprefix("Nguyễn Thị Hạnh – ") for kind, event in EVERY.items()}
    assert said[Defined] == "đưa tệp đại hội vào máy."
    assert said[ContestConfirmed] == (
        "xác nhận cuộc bầu, mã băm của nội dung 0123456789abcdef; lý do: Đại hội đã biết."
    )
    assert said[PersonEnrolled] == "cấp mã PIN cho Bùi Sáu, trưởng ban kiểm phiếu."
    assert said[PersonSignedIn] == "Trần Văn Bình vào làm việc tại máy."
    assert said[WrongPin] == "Có người gõ sai mã PIN của Trần Văn Bình."
    assert said[BoxCounted] == (
        "kiểm hòm phiếu: phát ra 1.234, trả lại chưa dùng 0, đổi vì hỏng 0, thu về 1.234, chưa thu lại 0."
    )
    assert said[EntryStarted] == "bắt đầu nhập 31 phiếu trong 2 tập, mỗi phiếu nhập 2 lần."
    assert said[SheetEntered] == "nhập tờ kiểm phiếu 2 của tập 3."
    assert said[RoundClosed] == ("kết thúc kiểm phiếu vòng 1: phát ra 9, thu về 8, hợp lệ 6, không hợp lệ 2.")
    assert said[BoardOpened] == "mở bảng kết quả ở hội trường, đến vòng 1."
    assert said[BoardClosed] == "đóng bảng kết quả ở hội trường."
    assert said[BodyDecided] == (
        "đại hội (hội nghị) quyết định: bầu tiếp số còn thiếu; danh sách gồm các số 2, 5; "
        "đồng ý 20, không đồng ý 4, không có ý kiến 3, không biểu quyết 2."
    )
    assert said[DecisionUndone] == "bỏ quyết định vừa ghi vì ghi nhầm; lý do: Ghi nhầm cuộc bầu."
    assert said[RecordKept] == "lập bản ghi số 1 (001-bch-1.record), mã băm 0123456789abcdef."
    assert said[RecordSigned] == "ký bản ghi 0123456789abcdef bằng khóa VD.1/board-1."
    assert said[RecordVerified] == "kiểm tra độc lập thấy bản ghi 0123456789abcdef đúng."
    assert said[FilesCopied] == "chép 2 tệp sang USB SANDISK và đọc lại nguyên vẹn."
    assert said[BallotsDestroyed] == "hủy nội dung từng phiếu lưu trong máy."
    assert said[AirGapMended] == "Đã khắc phục: Kết nối mạng."
    assert said[AirGapOverruled] == (
        "ban kiểm phiếu cho làm tiếp dù dấu hiệu vẫn còn: 2 đồng ý, 0 không đồng ý; lý do: Đã rút dây."
    )


def test_whoever_sat_at_the_keys_while_the_computer_looked_did_nothing():
    for kind in (AirGapLooked, AirGapBroken, AirGapMended, PersonSignedIn, WrongPin):
        assert rows([*people(), happened(EVERY[kind], HEAD)])[-1].persons == ()


def test_what_the_body_did_not_agree_to_and_what_it_holds_again_are_told_as_such():
    event = EVERY[BodyDecided]
    refused = replace(event, passed=False, choice=Choice.AGAIN, candidates=None)
    assert one(refused, HEAD) == (
        "Nguyễn Thị Hạnh – đại hội (hội nghị) không tán thành: bầu lại lần vừa rồi, không tính các phiếu đã thu; "
        "đồng ý 20, không đồng ý 4, không có ý kiến 3, không biểu quyết 2."
    )
    for choice in Choice:
        assert one(replace(event, choice=choice), HEAD, words=EN)


def test_tally_sheets_are_begun_as_such():
    event = replace(EVERY[EntryStarted], way=Way.SHEETS)
    assert one(event, HEAD) == "Nguyễn Thị Hạnh – bắt đầu nhập tờ kiểm phiếu của 31 phiếu trong 2 tập."


@pytest.mark.parametrize("check", Check)
def test_every_check_of_the_air_gap_is_named_when_it_is_mended(check):
    for words in (VI, EN):
        assert words(f"air.check.{check.value}") in one(AirGapMended(check=check.value), words=words)


def test_what_the_checks_do_not_know_is_told_as_it_was_written_down():
    assert one(AirGapMended(check="moon")) == "Đã khắc phục: moon."
    assert one(AirGapBroken(check="moon", seen="trăng tròn")) == (
        "Thấy dấu hiệu máy không cách ly mạng; thấy: trăng tròn."
    )


def test_a_reason_that_was_not_given_is_not_told():
    event = replace(EVERY[ContestConfirmed], reason=None)
    assert one(event, HEAD) == "Nguyễn Thị Hạnh – xác nhận cuộc bầu, mã băm của nội dung 0123456789abcdef."


def test_nothing_of_the_terminal_comes_through_a_name_or_a_reason():
    hostile = "Lê\x1b[2J\u202eVăn\nCảnh"
    for text in (
        one(replace(EVERY[BatchVoided], reason=hostile), HEAD),
        one(replace(EVERY[PersonEnrolled], person=Person(id="p9", name=hostile, duty=Duty.MEMBER))),
        sentence(replace(rows([*people(), happened(EVERY[Defined], HEAD)])[-1], persons=(hostile,)), VI),
    ):
        assert text.isprintable()
        assert "\x1b" not in text
