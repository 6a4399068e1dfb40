"""What everybody must see: framed, in the middle, whole however long it is."""

import pytest

from station.widgets.big_notice import BigNotice, Kind, Notice, draw_notice
from station.widgets.drawing import Sentence
from tally.words import Lang, Words

VI, EN = Words(Lang.VI), Words(Lang.EN)


def test_a_notice_drawn_by_hand():
    notice = Notice(kind=Kind.DONE, title="Đã ký", said=("Chép 2 nơi",))
    assert draw_notice(notice, VI, 22, 9).plain.split("\n") == [
        "",
        " ╔══════════════════╗ ",
        " ║                  ║ ",
        " ║     ✓ ĐÃ KÝ      ║ ",
        " ║                  ║ ",
        " ║    Chép 2 nơi    ║ ",
        " ║                  ║ ",
        " ╚══════════════════╝ ",
    ]


@pytest.mark.parametrize("width", [20, 80, 120])
def test_long_sentences_are_wrapped_and_nothing_is_cut(width):
    said = "Phiếu niêm phong giữ sáu tháng " * 4
    drawn = draw_notice(Notice(kind=Kind.PLAIN, title="x", said=(said,)), VI, width, 0).plain
    assert all(len(line) <= width for line in drawn.split("\n"))
    assert "…" not in drawn
    assert drawn.count("niêm") == 4


def test_no_two_kinds_look_alike_without_colours():
    drawings = {draw_notice(Notice(kind=kind, title="x"), VI, 40, 0).plain for kind in Kind}
    assert len(drawings) == len(Kind)


def test_a_notice_is_said_in_either_language():
    notice = Notice(kind=Kind.STOP, title=Sentence(key="widget.quit.title"))
    assert "✗ THOÁT TRẠM KIỂM PHIẾU?" in BigNotice(VI, notice).draw(60, 9).plain
    assert "✗ QUIT THE STATION?" in BigNotice(EN, notice).draw(60, 9).plain
