"""Finding a person: without marks, by parts of the name, by the exact number; the given name tells the most."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult

from station.widgets.data_rows import DataRows
from station.widgets.name_search import NameSearch, matches
from station.widgets.number_grid import Listed
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import LISTED, Gallery, Stage


def found(query: str) -> list[int]:
    return [one.number for one in matches(query, LISTED)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("duc", [5]),
        ("Đức", [5]),
        ("DUC", [5]),
        (normalize("NFD", "Đức"), [5]),
        ("do", [7]),
        ("d", [4, 5, 6, 7, 10]),
        ("an", [1]),
        ("le an", [1]),
        ("an le", [1]),
        ("thi h", [6, 8, 4, 14]),
        ("h", [6, 8, 4, 11, 14]),
        ("vu", [5, 13]),
        ("", list(range(1, 18))),
        ("   ", list(range(1, 18))),
        ("1", [1]),
        ("17", [17]),
        ("18", []),
        ("0", []),
        ("nobody", []),
        ("[", []),
        ("1 2", []),
    ],
)
def test_who_a_query_means(query, numbers):
    assert found(query) == numbers


@given(st.sampled_from(LISTED))
def test_everybody_is_found_by_the_whole_name_and_by_the_number(one):
    assert one in matches(one.name, LISTED)
    assert matches(str(one.number), LISTED) == (one,)


@given(st.text(max_size=8))
def test_any_query_finds_a_part_of_the_list_without_repeats(query):
    numbers = found(query)
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= set(range(1, 18))


def test_a_number_is_exact_and_no_beginning_of_another():
    names = tuple(Listed(number=number, name="An") for number in (1, 10, 12))
    assert [one.number for one in matches("1", names)] == [1]


class FindStage(Stage):
    """One search, and those who were chosen."""

    def __init__(self, words) -> None:
        super().__init__(words)
        self.chosen: list[int] = []

    def middle(self) -> ComposeResult:
        yield NameSearch(self.words, LISTED)

    def on_name_search_chosen(self, event: NameSearch.Chosen) -> None:
        assert event.control is self.query_one(NameSearch)
        self.chosen.append(event.number)


@pytest.mark.asyncio
async def test_what_is_written_narrows_the_rows_and_enter_chooses_the_marked_one(monkeypatch):
    bells: list[int] = []
    monkeypatch.setattr(Gallery, "bell", lambda app: bells.append(1))
    app = Gallery(FindStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"duc", "enter")
        assert app.stage.chosen == [5]
        assert app.stage.query_one(DataRows).row_count == 1
        await pilot.press("backspace", "backspace", "backspace", "h", "down", "enter", "up", "up", "enter")
        assert app.stage.chosen == [5, 8, 6]
        await pilot.press("q", "enter")
        assert app.stage.chosen == [5, 8, 6]
        assert bells == [1]
        app.action_language()
        await settle(pilot)
        assert "A part of the name" in text_of(app)
        assert "Name" in text_of(app)
