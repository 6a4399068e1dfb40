"""``tally receive``: a file shown as QR codes is put together from photographs, or it is said what is missing."""

import sys
from contextlib import contextmanager
from functools import cache
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from station.qr import drawn
from tally.cli import receive
from tally.files import pictures
from tally.frames import split
from tally.record import reading
from tally.record.fingerprint import fingerprint
from tests.cli.made import run
from tests.frames.made import RECORD, TRAINING, frame, noise, series
from tests.station.qr.pictures import compressed, screen, turned
from tests.test_schema import schema, wrong

VERSION = 12
FRAMES = split(RECORD, version=VERSION)


@cache
def picture(*frames, form="PNG", version=VERSION):
    """One picture of frames, side by side."""
    seen = np.hstack([screen(drawn(one, version), cell=(4, 8)) for one in frames])
    return as_file(turned(seen, 2), form)


def as_file(pixels, form="PNG"):
    data = BytesIO()
    Image.fromarray(pixels).save(data, form)
    return data.getvalue()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def photographed(folder):
    """A picture of every part of a record, as ``0.png`` and so on."""
    for index, one in enumerate(FRAMES):
        (folder / f"{index}.png").write_bytes(picture(one))
    return folder


def given(*indexes):
    return [f"{index}.png" for index in indexes]


ALL = given(*range(len(FRAMES)))


def told(answer):
    return [line.split(": ")[:3] for line in answer.err.splitlines()]


def test_a_record_is_put_together_from_pictures_in_any_order(photographed, capsys):
    answer = run(capsys, "receive", *reversed(ALL), ALL[3], "-o", "a.record", "--lang", "vi")
    assert (answer.status, answer.err) == (0, "")
    assert (photographed / "a.record").read_bytes() == RECORD
    assert f"Đã nhận đủ {len(FRAMES)} phần và ghi vào a.record." in answer.text
    digits = fingerprint(reading.read(RECORD).text)
    assert f"Dãy số đối chiếu của bản ghi: {digits} Hãy so dãy số này với dãy số trên giấy." in answer.text
    assert "Chữ ký thì chưa kiểm tra" in answer.text
    assert "TẬP HUẤN" not in answer.out


def test_what_was_received_is_a_document_by_its_schema(photographed, capsys):
    answer = run(capsys, "receive", *ALL, "-o", "a.record", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.document == {
        "schema": "received/1",
        "total": len(FRAMES),
        "missing": [],
        "without_parts": [],
        "file": "a.record",
        "fingerprint": fingerprint(reading.read(RECORD).text),
    }
    assert wrong(answer.document, schema("received/1")) == []


def test_while_parts_are_missing_they_are_named_and_nothing_is_written(photographed, capsys):
    before = sorted(photographed.iterdir())
    answer = run(capsys, "receive", *given(0, 2, 3, 5, 6, 8), "-o", "a.record", "--lang", "vi")
    assert (answer.status, answer.err) == (3, "")
    assert "Mới nhận 6/9 phần, còn thiếu phần: 2, 5, 8. Chưa ghi tệp nào." in answer.text
    assert "chạy lại lệnh với tất cả các ảnh, cũ và mới" in answer.text
    english = run(capsys, "receive", *given(0, 2, 3, 5, 6, 8), "-o", "a.record", "--lang", "en")
    assert "6/9 parts were received; still missing: 2, 5, 8. No file was written." in english.text
    document = run(capsys, "receive", *given(0, 2, 3, 5, 6, 8), "-o", "a.record", "--json").document
    assert document == {"schema": "received/1", "total": 9, "missing": [2, 5, 8], "without_parts": []}
    assert wrong(document, schema("received/1")) == []
    assert sorted(photographed.iterdir()) == before
    assert run(capsys, "receive", *ALL, "-o", "a.record").status == 0


def test_a_picture_may_hold_several_parts_and_be_a_jpeg(folder, capsys):
    for index in range(0, len(FRAMES), 3):
        (folder / f"{index}.jpg").write_bytes(picture(*FRAMES[index : index + 3], form="JPEG"))
    assert run(capsys, "receive", "0.jpg", "3.jpg", "6.jpg", "-o", "a.record").status == 0
    assert (folder / "a.record").read_bytes() == RECORD


def test_a_picture_without_a_part_is_named_and_spoils_nothing(photographed, capsys):
    (photographed / "wall.png").write_bytes(as_file(np.full((300, 400), 200, np.uint8)))
    (photographed / "poster.png").write_bytes(picture("HTTPS://EXAMPLE.ORG/", version=2))
    answer = run(capsys, "receive", *ALL, "wall.png", "poster.png", "-o", "a.record", "--lang", "vi")
    assert answer.status == 0
    assert "Không đọc được phần nào trong 2 ảnh: - wall.png - poster.png" in answer.text
    document = run(capsys, "receive", *ALL[1:], "poster.png", "-o", "b.record", "--json").document
    assert (document["missing"], document["without_parts"]) == ([1], ["poster.png"])
    assert wrong(document, schema("received/1")) == []


def test_where_no_part_is_seen_at_all_that_is_bad_input(folder, capsys):
    (folder / "wall.png").write_bytes(as_file(np.full((300, 400), 200, np.uint8)))
    (folder / "nothing.txt").write_bytes(b"\n\n")
    answer = run(capsys, "receive", "wall.png", "nothing.txt", "-o", "a.record", "--lang", "vi")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("tally: IMAGE: no_frames: Không thấy mã QR nào của trạm kiểm phiếu")


def test_a_text_with_a_code_a_line_is_read_as_a_telephone_wrote_it(folder, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    (folder / "one.TXT").write_bytes(b"\xef\xbb\xbf" + "\r\n\r\n".join(FRAMES[:5]).encode() + b"\r\n")
    (folder / "two.txt").write_text("  \n".join(FRAMES[4:]))
    assert run(capsys, "receive", "one.TXT", "two.txt", "-o", "a.record").status == 0
    assert (folder / "a.record").read_bytes() == RECORD


def test_every_line_that_is_no_part_is_told_with_its_number(folder, capsys):
    lines = [FRAMES[0], "xin chào", FRAMES[1].lower(), "B$2P0100ME", frame(b"a", total=2), "\ufffd"]
    (folder / "a.txt").write_bytes("\n".join(lines).encode() + b"\n\xff\n")
    answer = run(capsys, "receive", "a.txt", "-o", "a.record", "--lang", "vi")
    assert answer.status == 2
    assert told(answer) == [
        ["a.txt", "line 2", "not_a_frame"],
        ["a.txt", "line 3", "not_a_frame"],
        ["a.txt", "line 4", "another_kind"],
        ["a.txt", "line 5", "another_series"],
        ["a.txt", "line 6", "not_a_frame"],
        ["a.txt", "line 7", "not_a_frame"],
    ]
    assert "kiểu 2P" in answer.err
    assert not (folder / "a.record").exists()


def test_a_code_that_is_wrong_is_told_of_its_picture(photographed, capsys):
    (photographed / "other.png").write_bytes(picture("B$ZC0200AE"))
    (photographed / "bad.png").write_bytes(picture(FRAMES[0][:8] + "1" + FRAMES[0][9:]))
    answer = run(capsys, "receive", *ALL, "other.png", "bad.png", "-o", "a.record", "--lang", "en")
    assert answer.status == 2
    assert told(answer) == [["other.png", "-", "another_series"], ["bad.png", "-", "bad_part"]]
    assert "What part 1 of 9 holds is damaged." in answer.err
    assert not (photographed / "a.record").exists()


def test_parts_of_two_files_that_fit_each_other_write_nothing(folder, capsys):
    one = split(noise(3000), version=VERSION)
    two = split(noise(2999) + b"x", version=VERSION)
    (folder / "a.txt").write_text("\n".join([*one[:-1], two[-1]]))
    answer = run(capsys, "receive", "a.txt", "-o", "a.record", "--lang", "en")
    assert answer.status == 2
    assert answer.err.startswith("tally: IMAGE: damaged: Every part is there, and together they make no file")
    assert sorted(folder.iterdir()) == [folder / "a.txt"]


def test_a_file_that_is_no_record_is_written_and_has_nothing_to_compare(folder, capsys):
    (folder / "a.txt").write_text("\n".join(series(b"h\xc3\xb4m nay", each=5)))
    answer = run(capsys, "receive", "a.txt", "-o", "b", "--lang", "vi")
    assert answer.status == 0
    assert (folder / "b").read_bytes() == "hôm nay".encode()
    assert "Tệp này không phải là bản ghi kết quả" in answer.text
    assert "fingerprint" not in run(capsys, "receive", "a.txt", "-o", "c", "--json").document


def test_a_training_record_says_so_at_both_ends(folder, capsys):
    (folder / "a.txt").write_text("\n".join(split(TRAINING, version=VERSION)))
    answer = run(capsys, "receive", "a.txt", "-o", "a.record", "--lang", "vi")
    assert answer.out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2


def test_a_file_that_is_there_is_never_overwritten_and_nothing_is_read_for_it(folder, capsys):
    (folder / "a.record").write_text("của tôi")
    answer = run(capsys, "receive", "not-there.png", "-o", "a.record")
    assert (answer.status, told(answer)) == (2, [["a.record", "-", "file_exists"]])
    assert (folder / "a.record").read_text() == "của tôi"


def test_a_file_that_comes_to_be_meanwhile_is_not_overwritten_either(folder, capsys, monkeypatch):
    (folder / "a.txt").write_text("\n".join(FRAMES))
    monkeypatch.setattr(receive, "check_absent", lambda _: (folder / "a.record").write_text("của tôi"))
    answer = run(capsys, "receive", "a.txt", "-o", "a.record")
    assert (answer.status, told(answer)) == (2, [["a.record", "--output", "file_exists"]])
    assert (folder / "a.record").read_text() == "của tôi"


def test_what_is_no_picture_is_refused_and_every_such_file_named(photographed, capsys):
    (photographed / "text.png").write_text("không phải ảnh")
    (photographed / "cut.jpg").write_bytes(picture(FRAMES[0], form="JPEG")[:3000])
    (photographed / "page.png").write_bytes(as_file(np.full((9, 9), 200, np.uint8), "GIF"))
    answer = run(capsys, "receive", *ALL, "text.png", "cut.jpg", "page.png", "none.png", "-o", "a", "--lang", "vi")
    assert answer.status == 2
    assert told(answer) == [
        ["text.png", "-", "unreadable"],
        ["cut.jpg", "-", "unreadable"],
        ["page.png", "-", "unreadable"],
        ["none.png", "-", "file_missing"],
    ]
    assert "Hãy lưu lại dạng JPEG hoặc PNG" in answer.err


@pytest.mark.parametrize("side", [8001, 12_000, 20_000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(folder, capsys, monkeypatch, side):
    """Beyond 90 million pixels pillow warns, beyond 180 million it refuses by itself."""
    data = BytesIO()
    Image.new("1", (side, side)).save(data, "PNG")
    (folder / "a.png").write_bytes(data.getvalue())
    monkeypatch.setattr(Image.Image, "convert", None)
    answer = run(capsys, "receive", "a.png", "-o", "a", "--lang", "vi")
    assert (answer.status, told(answer)) == (2, [["a.png", "-", "bad_value"]])
    assert "Ảnh có quá 64.000.000 điểm ảnh." in answer.err


@pytest.mark.parametrize(("module", "name"), [(pictures, "MOST_BYTES"), (receive, "MOST_TEXT")])
def test_a_file_of_too_many_bytes_is_refused(photographed, capsys, monkeypatch, module, name):
    monkeypatch.setattr(module, name, 1000)
    path = "0.png" if module is pictures else "a.txt"
    (photographed / "a.txt").write_bytes(b"\n" * 1000)
    size = (photographed / path).stat().st_size
    (photographed / path).write_bytes((photographed / path).read_bytes() + b"\n")
    answer = run(capsys, "receive", path, "-o", "a", "--lang", "en")
    assert size >= 1000
    assert (answer.status, told(answer)) == (2, [[path, "-", "bad_value"]])
    assert "larger than 1,000 bytes" in answer.err


@pytest.mark.parametrize("module", ["zxingcpp", "PIL.Image"])
def test_where_pictures_cannot_be_read_here_it_is_said_how_they_can(photographed, capsys, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    answer = run(capsys, "receive", *ALL, "-o", "a.record", "--lang", "vi")
    assert (answer.status, told(answer)) == (2, [["tally", "-", "scan_not_installed"]])
    assert 'pip install "kiem-phieu[scan]"' in answer.err


def test_how_far_the_reading_has_come_is_told(photographed, capsys, monkeypatch):
    steps = []

    @contextmanager
    def showing(_):
        yield lambda *step: steps.append(step)

    monkeypatch.setattr(receive, "showing_progress", showing)
    assert run(capsys, "receive", *ALL, "-o", "a.record", "--lang", "vi").status == 0
    assert steps == [("9 ảnh", done, 9) for done in range(1, 10)]


def test_a_photograph_in_poor_light_is_read(folder, capsys):
    for index, one in enumerate(FRAMES):
        seen = compressed(turned(screen(drawn(one, VERSION)) // 2 + 20, -5), 50)
        (folder / f"{index}.jpeg").write_bytes(as_file(seen, "JPEG"))
    assert run(capsys, "receive", *(f"{index}.jpeg" for index in range(9)), "-o", "a.record").status == 0
    assert (folder / "a.record").read_bytes() == RECORD
