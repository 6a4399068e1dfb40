"""The entry log as a paper: the rows it is given, the hash of the journal to compare, and who signs."""

from tally.congress import Mode
from tally.papers.entry_log import LogPart, entry_log
from tests import making
from tests.papers.made import EN, VI, codes, event, pages, pdf, text
from tests.papers.meetings import cell

HASH = bytes(range(32))
PARTS = (
    LogPart(title="Ngày 14 tháng 02 năm 2025", rows=[("1", "09:31", "Đưa tệp đại hội vào máy.")]),
    LogPart(
        title="Ngày 14 tháng 02 năm 2025. Bầu Chi ủy",
        rows=[("2", "–", "Lê Văn Cảnh rời máy."), ("3–40", "09:40", "Lê Văn Cảnh – nhập tập 1: 25 phiếu.")],
    ),
)

GOLDEN = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 *
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
NHẬT KÝ NHẬP PHIẾU Đại hội lần thứ XII nhiệm kỳ 2025-2027 -----
Lập từ sổ ghi của máy nhập phiếu, có 40 mục, từ mục 1 đến mục 40.
Nhật ký không cho biết phiếu nào ghi gì, cũng không cho biết thứ tự các phiếu. Giờ là giờ của máy.
Ngày 14 tháng 02 năm 2025
Mục Giờ Việc đã làm 1 09:31 Đưa tệp đại hội vào máy.
Ngày 14 tháng 02 năm 2025. Bầu Chi ủy
Mục Giờ Việc đã làm 2 – Lê Văn Cảnh rời máy. 3–40 09:40 Lê Văn Cảnh – nhập tập 1: 25 phiếu.
TRƯỞNG BAN KIỂM PHIẾU Lê Thanh Bách NGƯỜI NHẬP PHIẾU
Mã băm SHA-256 của mục cuối trong sổ ghi:
00010203 04050607 08090a0b 0c0d0e0f 10111213 14151617 18191a1b 1c1d1e1f
Mã QR bên cạnh cũng là mã ấy. Mã này buộc mọi mục từ 1 đến 40: sửa, bớt hay thêm một mục là ra mã khác.
"""


def log(congress=None, parts=PARTS, *, words=VI, length=40):
    return entry_log(words, congress or cell(), "nhat-ky", parts, length=length, journal=HASH)


def test_the_paper_has_every_row_and_the_hash_of_the_journal():
    assert text(log()) == " ".join(GOLDEN.split())
    assert log().name == "nhat-ky"
    assert log().record is None


def test_a_scanner_reads_the_hash_off_the_page():
    assert codes(pdf(log(cell(mode=Mode.TRAINING)))) == [HASH.hex()]


def test_a_day_of_many_rows_leaves_none_out():
    rows = [(str(number), "09:31", f"Việc {number}.") for number in range(1, 301)]
    seen = pages(log(parts=[LogPart(title=None, rows=rows)]))
    assert len(seen) > 5
    assert all("Mục Giờ Việc đã làm" in page for page in seen[:-1])
    together = " ".join(seen)
    assert all(f"{number} 09:31 Việc {number}. " in together for number in range(1, 301))


def test_a_datum_is_never_read_as_markup():
    hostile = "#panic() $x$ \\ <a> [b] *c* _d_ `e`"
    assert hostile in text(log(parts=[LogPart(title=hostile, rows=[("1", "09:31", "x")])]))
    assert hostile in text(log(parts=[LogPart(title=None, rows=[("1", "09:31", hostile)])]))


def test_a_board_that_is_not_named_signs_all_the_same():
    assert "TRƯỞNG BAN KIỂM PHIẾU NGƯỜI NHẬP PHIẾU Mã băm" in text(log(cell(board=())))


def test_a_meeting_of_the_committee_alone_is_named_as_such():
    meeting = making.meeting("committee", present=9)
    assert "ĐẢNG BỘ VÍ DỤ BAN CHẤP HÀNH * ĐẢNG CỘNG SẢN" in text(log(event(meeting)))


def test_no_page_of_an_exercise_passes_for_a_real_one():
    assert all("TẬP HUẤN" in page for page in pages(log(cell(mode=Mode.TRAINING))))
    assert not any("TẬP HUẤN" in page for page in pages(log()))


def test_the_copy_in_english_is_whole():
    said = text(log(words=EN))
    assert "Made from the journal of the counting computer, which has 40 entries, from 1 to 40." in said
    assert "Entries Time What was done 1 09:31 Đưa tệp" in said
    assert "OPERATOR SHA-256 of the journal's last entry: 00010203" in said
