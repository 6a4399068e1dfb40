"""How what was seen is said: short in a record, in sentences to people, and what has changed since."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.airgap import UNPROVABLE, Check, edges, said
from station.airgap.sight import Sight, Sign, observation, parts
from tally.record.document import Observation
from tally.words import Lang, Words
from tests.cli.source import entries

BOTH = [Words(lang) for lang in Lang]
NAMES = st.text(st.characters(codec=None), max_size=90)
SIGHTS = st.lists(st.builds(lambda name, sign: Sight(name=name, sign=sign), NAMES, st.sampled_from(Sign)), max_size=30)
SHOWN = set(string.ascii_letters + string.digits + "._:@/+=-?")


@given(check=st.sampled_from(Check), sights=SIGHTS)
def test_what_is_said_in_sentences_is_what_stands_in_the_record(check, sights) -> None:
    seen = observation(check, sights)
    assert seen.clear == (not sights)
    told = said(seen)
    if seen.clear:
        assert told == ((f"air.clear.{check}", {}),)
        return
    assert len(seen.seen) <= 200
    *signs, mend = told
    assert mend == (f"air.mend.{check}", {})
    assert len(signs) == len(parts(seen)) > 0
    more = signs.pop()[1]["n"] if signs[-1][0] == "air.sign.more" else 0
    assert len(signs) + more <= len({(sight.name, sight.sign) for sight in sights})
    names = {sign.name.lower() for sign in Sign}
    for key, params in signs:
        assert key.removeprefix("air.sign.") in names
        assert 1 <= len(params["name"]) <= 60
        assert set(params["name"]) <= SHOWN


def test_each_sight_is_said_once_in_the_order_seen() -> None:
    sights = [Sight(name=name, sign=Sign.CONNECTED) for name in ("eth1", "eth0", "eth1")]
    seen = observation(Check.INTERFACES, sights)
    assert seen == Observation(check="interfaces", clear=False, seen="eth1 is connected; eth0 is connected")
    assert said(seen) == (
        ("air.sign.connected", {"name": "eth1"}),
        ("air.sign.connected", {"name": "eth0"}),
        ("air.mend.interfaces", {}),
    )


def test_where_there_is_no_room_for_all_it_says_how_many_more_there_are() -> None:
    sights = [Sight(name=f"eth{number:03}", sign=Sign.ROUTE) for number in range(500)]
    seen = observation(Check.ROUTES, sights)
    assert len(seen.seen) <= 200
    assert seen.seen.endswith("; eth008 has a route; +491 more")
    assert said(seen)[-2] == ("air.sign.more", {"n": 491})


def test_what_fills_two_hundred_characters_is_said_whole_and_what_fills_one_more_is_not() -> None:
    def modems(*sizes):
        return observation(Check.WWAN, [Sight(name="m" * size, sign=Sign.MODEM) for size in sizes]).seen

    assert len(modems(56, 55, 52)) == 56 + 55 + 52 + 3 * len(" is a modem") + 2 * len("; ") == 200
    assert not modems(56, 55, 52).endswith("more")
    assert modems(56, 55, 53).endswith("; +1 more")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", "?"),
        ("a;b c", "a?b?c"),
        ("\x1b[2J", "??2J"),
        ("mạng", "m?ng"),
        ("e" * 60, "e" * 60),
        ("e" * 61, "e" * 57 + "..."),
    ],
)
def test_a_name_that_would_write_on_the_screen_or_break_the_form_is_shown_without_that(name, shown) -> None:
    assert observation(Check.ROUTES, [Sight(name=name, sign=Sign.ROUTE)]).seen == f"{shown} has a route"


def test_there_are_words_for_all_that_can_be_said_and_no_others() -> None:
    plain = {f"{group}.{check}" for group in ("check", "clear", "mend") for check in Check}
    plain |= {key.removeprefix("air.") for key in UNPROVABLE}
    signs = {f"sign.{sign.name.lower()}" for sign in Sign}
    for lang in Lang:
        asked = {key: set() for key in plain} | {key: {"name"} for key in signs} | {"sign.more": {"n"}}
        assert entries("air", lang) == asked
    assert len(set(UNPROVABLE)) == len(UNPROVABLE) == 7


def look(**seen):
    """A look at the checks that are given; None is clear."""
    return tuple(Observation(check=check, clear=text is None, seen=text) for check, text in seen.items())


WIFI, CABLE, SWAP = "wlan0 is switched on", "eth0 is connected", "/dev/sda3 is used for swap"


@pytest.mark.parametrize(
    ("before", "now", "wrong", "mended"),
    [
        ({}, {"swap": None}, [], []),
        ({}, {"interfaces": CABLE}, ["interfaces"], []),
        ({"interfaces": None}, {"interfaces": CABLE}, ["interfaces"], []),
        ({"interfaces": CABLE}, {"interfaces": CABLE}, [], []),
        ({"interfaces": CABLE}, {"interfaces": None}, [], ["interfaces"]),
        ({"interfaces": CABLE}, {"interfaces": f"{CABLE}; {WIFI}"}, ["interfaces"], []),
        ({"interfaces": CABLE}, {"interfaces": WIFI}, ["interfaces"], []),
        ({"interfaces": f"{CABLE}; {WIFI}"}, {"interfaces": WIFI}, [], []),
        ({"interfaces": f"{CABLE}; {WIFI}"}, {"interfaces": f"{WIFI}; {CABLE}"}, [], []),
        ({"interfaces": f"{CABLE}; +2 more"}, {"interfaces": f"{CABLE}; +3 more"}, ["interfaces"], []),
        ({"interfaces": CABLE, "swap": None}, {"interfaces": None, "swap": SWAP}, ["swap"], ["interfaces"]),
        ({"interfaces": CABLE}, {}, [], []),
    ],
)  # fmt: skip
def test_only_what_was_not_seen_before_is_newly_wrong_and_only_what_is_clear_is_mended(
    before, now, wrong, mended
) -> None:
    changed = edges(look(**before), look(**now))
    by_check = {seen.check: seen for seen in look(**now)}
    assert changed.wrong == tuple(by_check[check] for check in wrong)
    assert changed.mended == tuple(by_check[check] for check in mended)


LOOKS = st.lists(SIGHTS, min_size=len(Check), max_size=len(Check)).map(
    lambda lists: tuple(observation(check, sights) for check, sights in zip(Check, lists, strict=True))
)


@given(before=LOOKS, now=LOOKS)
def test_who_follows_the_edges_knows_at_any_time_which_checks_are_not_clear(before, now) -> None:
    changed = edges(before, now)
    broken = {seen.check for seen in before if not seen.clear}
    broken |= {seen.check for seen in changed.wrong}
    broken -= {seen.check for seen in changed.mended}
    assert broken == {seen.check for seen in now if not seen.clear}
    assert not any(seen.clear for seen in changed.wrong)
    assert all(seen.clear for seen in changed.mended)
    assert edges(now, now) == edges((), ())
