"""The last line: the screen's keys from the registry, without what cannot be done now."""

from station.actions import ScreenId
from station.widgets.key_line import KeyLine, Keys, draw_keys
from tally.words import Lang, Words

VI, EN = Words(Lang.VI), Words(Lang.EN)


def test_the_keys_stand_from_the_left_and_the_help_at_the_right():
    line = draw_keys(Keys(screen=ScreenId.DAY), VI, 80).plain
    assert line.startswith(" Enter Mở  F2 Đại biểu  F3 Danh sách  F5 Bảng lớn  F9 Khóa ")
    assert line.endswith(" F1 Trợ giúp ")
    assert len(line) == 80


def test_what_cannot_be_done_now_is_not_there():
    line = draw_keys(Keys(screen=ScreenId.RESULT, without=frozenset({"decide", "review", "help"})), EN, 80).plain
    assert "F7" not in line
    assert "F1" not in line
    assert "F8 Close round" in line


def test_the_widget_draws_the_line():
    keys = Keys(screen=ScreenId.LOG)
    assert KeyLine(EN, keys).draw(60, 1).plain == draw_keys(keys, EN, 60).plain
