"""The operator's manual says what the application does: its tables of keys, and its pictures, are those of today."""

import re

import pytest

from station.actions import ScreenId
from tools import station_shots
from tools.station_shots import KEPT, MANUAL, MOST, PAGE, pictures, with_keys

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_of_keys_are_those_of_the_application():
    assert with_keys(TEXT) == TEXT, "python -m tools.station_shots"


def test_every_screen_has_its_table_and_its_picture():
    assert sorted(re.findall("<!-- phím ([a-z_]+) -->", TEXT)) == sorted(ScreenId)
    assert {shot.screen for shot in KEPT} == set(ScreenId)


def test_the_manual_shows_pictures_that_are_there_and_there_are_no_others():
    names = {shot.name for shot in KEPT}
    assert {path.name for path in MANUAL.glob("*.svg")} == names
    assert set(re.findall(r"\]\(([^)]+\.svg)\)", TEXT)) <= names
    assert len(names) == len(KEPT) <= MOST


def test_a_picture_is_of_nothing_but_itself():
    """No font is fetched, and nothing else: it is looked at on computers without a network."""
    for path in MANUAL.glob("*.svg"):
        drawn = path.read_text(encoding="utf-8")
        assert "url(" not in drawn.replace("url(#", ""), path.name
        assert "@font-face" not in drawn, path.name


@pytest.mark.unmeasured
@pytest.mark.parametrize("screen", [ScreenId.DAY, ScreenId.RESULT])
def test_pictures_taken_again_are_the_same(screen):
    shots = [shot for shot in station_shots.SHOTS if shot.screen is screen]
    for name, drawn in pictures(shots):
        assert drawn == (MANUAL / name).read_text(encoding="utf-8"), "python -m tools.station_shots"
