"""The first line: the network and the mode are always whole, in words; the rest gives way in a fixed order."""

import pytest

from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.status_line import Air, Status, StatusLine, draw_status
from tally.congress import Mode
from tally.words import Lang, Words

VI, EN = Words(Lang.VI), Words(Lang.EN)


def status(**given) -> Status:
    values = {"where": ("BCH", "Vòng 1"), "air": Air.CLEAR, "mode": Mode.REAL, "who": "Lê Văn C", "duty": "nhập"}
    return Status(**{**values, **given})


def test_a_line_as_it_was_sketched():
    line = draw_status(status(), VI, 80).plain
    assert line == f" BCH · Vòng 1{'● KHÔNG MẠNG   THẬT  Lê Văn C (nhập) ':>67}"


@pytest.mark.parametrize("air", Air)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_the_network_and_the_mode_are_said_in_words_however_long_the_rest(air, mode, words):
    long = status(where=("Đảng bộ " * 20, "Vòng 1"), air=air, mode=mode, who="Nguyễn Thị Thanh Hương " * 3)
    line = draw_status(long, words, 80).plain
    assert words(f"widget.air.{air}") in line
    assert words(f"widget.mode.{mode}") in line
    assert len(line) == 80


def test_no_two_states_of_the_network_look_alike_without_colours():
    assert len({draw_status(status(air=air), VI, 80).plain for air in Air}) == len(Air)
    assert draw_status(status(mode=Mode.REAL), VI, 80).plain != draw_status(status(mode=Mode.TRAINING), VI, 80).plain


def test_real_and_training_are_turned_round_in_different_colours():
    inks = [
        {str(span.style) for span in draw_status(status(mode=mode), VI, 80).spans} & {Ink.REAL, Ink.TRAINING}
        for mode in Mode
    ]
    assert inks == [{Ink.REAL}, {Ink.TRAINING}]


def test_the_duty_goes_first_then_part_of_the_name_then_part_of_the_widest_place():
    where = ("BCH", "Vòng 1", "NHẬP LẦN 1", "Tập 4 (25 phiếu)")
    assert " Lê Văn C " in draw_status(status(where=where), VI, 80).plain
    assert "(nhập)" not in draw_status(status(where=where), VI, 80).plain
    assert "(nhập)" in draw_status(status(where=where), VI, 120).plain
    long = draw_status(status(where=where, who="Nguyễn Thị Thanh Hương"), VI, 80).plain
    assert " BCH · Vòng 1 · NHẬP LẦN 1 · Tập 4 (25 phiếu) " in long
    assert "Hương" in long
    assert "Thanh" not in long
    cut = draw_status(status(where=("Bầu Ban Chấp hành khóa XXV", *where[1:])), VI, 80).plain
    assert cut.startswith(" Bầu B… · Vòng 1 · ")
    assert len(cut) == 80
    assert "Tập 4" in cut


def test_nobody_at_the_keys_leaves_no_brackets():
    line = draw_status(status(who="", duty=""), VI, 80).plain
    assert line.rstrip().endswith("THẬT")


def test_a_phase_changes_its_language_and_a_name_does_not():
    both = status(where=("Cao An", Sentence(key="action.screen.result")))
    assert draw_status(both, VI, 80).plain.startswith(" Cao An · Kết quả ")
    assert draw_status(both, EN, 80).plain.startswith(" Cao An · Result ")


def test_a_hostile_name_is_its_characters():
    assert "[/]" in draw_status(status(who="[red]x[/]"), VI, 80).plain


def test_the_widget_draws_the_line():
    assert StatusLine(VI, status()).draw(80, 1).plain == draw_status(status(), VI, 80).plain


def test_before_there_is_a_congress_nothing_is_said_of_what_counts():
    line = draw_status(status(mode=None), VI, 80).plain
    assert VI("widget.mode.real") not in line
    assert VI("widget.mode.training") not in line
