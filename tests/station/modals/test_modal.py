"""What all questions have in common."""

import pytest

from station.modals.modal import Modal, wrapped
from station.widgets.drawing import Sentence
from tally.words import Lang, Words

VI = Words(Lang.VI)


def test_a_modal_that_draws_nothing_of_its_own_says_so():
    with pytest.raises(NotImplementedError):
        Modal(VI).draw(10)


def test_long_sentences_are_wrapped_whole_and_an_empty_one_takes_no_line():
    drawn = [line.plain for line in wrapped(Sentence(key="widget.quit.said"), VI, 20)]
    assert len(drawn) > 3
    assert all(len(line) <= 20 for line in drawn)
    assert " ".join(line.strip() for line in drawn) == VI("widget.quit.said")
    assert wrapped("", VI, 20) == []
    assert [line.plain for line in wrapped("[b]x", VI, 0)] == ["[", "b", "]", "x"]
