"""What a contest elects has the name that its own unit has for it."""

from dataclasses import replace

import pytest

from station.screens.office import office
from tally.contest import ContestKind
from tally.words import Lang, Words
from tests import making

CONGRESS = making.congress()
CELL = replace(CONGRESS, unit=replace(CONGRESS.unit, level="cell"))


def named(congress, kind, lang=Lang.VI):
    return Words(lang)(office(congress, kind).key)


@pytest.mark.parametrize(("lang", "name"), [(Lang.VI, "Chi ủy"), (Lang.EN, "Cell committee")])
def test_the_committee_of_a_cell_is_its_chi_uy(lang, name):
    assert named(CELL, ContestKind.COMMITTEE, lang) == name


@pytest.mark.parametrize("lang", Lang)
def test_every_other_office_has_one_name_at_every_level(lang):
    others = [kind for kind in ContestKind if kind is not ContestKind.COMMITTEE]
    assert [named(CELL, kind, lang) for kind in others] == [named(CONGRESS, kind, lang) for kind in others]
    assert named(CONGRESS, ContestKind.COMMITTEE) == "Ban Chấp hành"
