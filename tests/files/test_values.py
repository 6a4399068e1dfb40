"""Every value of a congress file is exactly what the formats say, or refused at its own place with a stable code."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.files.congress_file import read_congress
from tally.files.models import UnitModel
from tally.files.strict import read_tree
from tally.files.values import validated
from tests.files.parts import CODES, PATH, changed, faults, places, read, refused, sentences, where


def of(kind):
    return [place for place, value in places() if type(value) is kind]


PERCENTS = [place for place in of(int) if place[-1] == "percent"]
FREE = ("name", "title", "term", "place", "level", "ethnicity", "ballots")
FREE_TEXT = [place for place in of(str) if place[-1] in FREE or place[-2:-1] == ("attributes",)]
REQUIRED = {
    "": "schema regulation mode unit congress meetings contests",
    "unit": "code name level",
    "congress": "name term place date",
    "board": "name role",
    "meetings": "id kind roll",
    "meetings.roll": "present",
    "meetings.bodies": "summoned present",
    "contests": "id meeting kind title quota seats candidates",
    "contests.candidates": "number name sex born ethnicity incumbent nominated_by",
    "contests.decisions": "after_round choice agree against abstain not_voting",
    "contests.plan": "age_on targets",
    "contests.plan.targets": "category measured_on below from to name",
    "contests.rounds": "number purpose issued collected",
    "contests.rounds.totals": "valid invalid votes",
}
"""The keys that an object of the document cannot do without."""


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", of(int), ids=where)
def test_a_number_is_a_true_integer(place) -> None:
    for junk in ["3", "", True, False, 1.0, 3.5, 1e3, float("nan"), float("inf"), [], {}, [3]]:
        assert faults(changed(place, junk)) == [(where(place), "bad_value")]
        assert sentences(changed(place, junk)) == ["bad_value.integer"]


@pytest.mark.parametrize("written", ["1.0", "1e3", "1E0", "10000000.0", "-0.0", "NaN", "Infinity", "-Infinity"])
def test_a_fraction_is_none_whatever_it_comes_to(written) -> None:
    text = json.dumps(changed(("contests", 1, "quota"), "Q")).replace('"Q"', written)
    found = refused(read_congress, PATH, text.encode())
    assert [(fault.location, fault.key) for fault in found] == [("contests[1].quota", "bad_value.integer")]


BOUNDS = dict.fromkeys(["quota", "seats", "summoned"], (1, 10**7))
BOUNDS |= dict.fromkeys(["from_round", "withdrawn_before_round"], (2, 1000)) | {"percent": (0, 100)}


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", of(int), ids=where)
def test_a_number_lies_from_0_to_ten_million_unless_its_key_says_otherwise(place) -> None:
    is_round = place[-1] == "number" and place[-3] == "rounds"
    least, most = (1, 10**7) if is_round else BOUNDS.get(place[-1], (0, 10**7))
    for junk in [least - 1, -(10**17), -(10**300)]:
        (fault,) = refused(read, changed(place, junk))
        assert (fault.location, fault.key, fault.params) == (where(place), "bad_value.too_low", {"least": least})
    for junk in [most + 1, 2**31, 2**63, 2**64, 10**17, 10**300]:
        (fault,) = refused(read, changed(place, junk))
        assert (fault.location, fault.key, fault.params) == (where(place), "bad_value.too_high", {"most": most})


def test_the_bounds_themselves_are_numbers() -> None:
    most = changed(("meetings", 0, "roll", "absent"), 10_000_000)
    assert read(most).congress.meeting("m").roll.absent == 10_000_000
    people = changed(("contests", 1, "candidates", 0, "number"), 0)
    assert read(people).contests[1].candidates[0].number == 0
    assert faults(changed(("contests", 1, "candidates", 0, "number"), 10_000_000)) == []


@pytest.mark.parametrize("place", PERCENTS, ids=where)
def test_a_percentage_is_at_most_a_hundred(place) -> None:
    assert faults(changed(place, 100)) == []
    assert faults(changed(place, 101)) == [(where(place), "bad_value")]


@pytest.mark.parametrize("key", ["quota", "seats"])
def test_no_election_is_for_no_seat(key) -> None:
    assert faults(changed(("contests", 1, key), 0)) == [(f"contests[1].{key}", "bad_value")]


@pytest.mark.parametrize("place", of(bool), ids=where)
def test_yes_or_no_is_a_boolean(place) -> None:
    for junk in ["true", "", 0, 1, 1.0, None, [], {}]:
        assert faults(changed(place, junk)) == [(where(place), "bad_value")]


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", of(str), ids=where)
def test_text_is_text(place) -> None:
    for junk in [0, 3, True, 1.5, [], {}, ["a"], "", "\ud800", "a\x00"]:
        assert faults(changed(place, junk)) == [(where(place), "bad_value")]


@pytest.mark.parametrize("place", of(str), ids=where)
def test_half_a_character_is_no_text(place) -> None:
    (fault,) = refused(read, changed(place, "Lê\udcc3"))
    assert fault.location == where(place)
    assert fault.key in ("bad_value.text", "bad_value.day", "bad_value.day_or_year", "bad_value.unseen_character")


@pytest.mark.parametrize("place", of(list), ids=where)
def test_a_list_is_a_list(place) -> None:
    for junk in [0, "a", True, {}, "[]"]:
        assert faults(changed(place, junk)) == [(where(place), "bad_value")]


@pytest.mark.parametrize("place", [place for place in of(dict) if place], ids=where)
def test_an_object_is_an_object(place) -> None:
    for junk in [0, "a", True, [], [{}]]:
        assert faults(changed(place, junk)) == [(where(place), "bad_value")]


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "place", [place for place in of(dict) if place[-1:] not in (("votes",), ("reasons",))], ids=where
)
def test_an_unknown_key_is_named_with_its_place(place) -> None:
    for key in ["extra", "Number", "", "[key]", "tên", "a b", "a\nb"]:
        shown = key.replace("\n", "\\u000a")
        (fault,) = refused(read, changed((*place, key), 1))
        assert (fault.location, fault.code) == (where((*place, shown)) or "-", "unknown_key")
        assert fault.params == {"unknown": shown}


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", [place for place, _ in places() if place and isinstance(place[-1], str)], ids=where)
def test_a_key_that_an_object_cannot_do_without_is_missed_at_its_place(place) -> None:
    found = refused(read, changed(place, ...))
    within = ".".join(step for step in place[:-1] if isinstance(step, str))
    if place[-1] in REQUIRED.get(within, "").split():
        assert [(fault.location, fault.key, fault.params) for fault in found] == [
            (where(place), "missing.key", {"missing": place[-1]})
        ]
    else:
        assert "missing.key" not in {fault.key for fault in found}


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", FREE_TEXT, ids=where)
def test_text_has_no_control_characters_not_even_at_its_ends(place) -> None:
    for text in ["a\tb", "a\n", "\ta", "\x00", "a\x1f", "a\x7fb", "a\x85", "a\u2028", "\u2029a"]:
        assert (where(place), "bad_value") in faults(changed(place, text))
        assert "bad_value.unseen_character" in sentences(changed(place, text))


@pytest.mark.parametrize("place", FREE_TEXT, ids=where)
def test_text_has_no_character_that_nobody_sees(place) -> None:
    for character in ["\u202e", "\u200b", "\u200d", "\u2066", "\ufeff", "\u00ad", "\ue000"]:
        (fault,) = refused(read, changed(place, f"An{character}h"))
        assert (fault.location, fault.key) == (where(place), "bad_value.unseen_character")
        assert fault.params == {"character": f"U+{ord(character):04X}"}


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", FREE_TEXT, ids=where)
def test_text_is_not_empty(place) -> None:
    for text in ["", " ", "   ", "\u00a0", "\u3000"]:
        assert faults(changed(place, text)) == [(where(place), "bad_value")]
        assert sentences(changed(place, text)) == ["bad_value.empty"]


@pytest.mark.parametrize("place", FREE_TEXT, ids=where)
def test_text_is_at_most_five_hundred_characters(place) -> None:
    assert faults(changed(place, "x" * 500)) == []
    assert sentences(changed(place, "x" * 501)) == ["bad_value.long_text"]


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")), min_size=1, max_size=100))
def test_names_are_nfc_and_trimmed_however_they_were_typed(name) -> None:
    typed = changed(("contests", 1, "title"), f"  {unicodedata.normalize('NFD', name)} \u00a0")
    if not name.strip():
        assert sentences(typed) == ["bad_value.empty"]
    else:
        assert read(typed).contests[1].title == unicodedata.normalize("NFC", name).strip()


DAYS = [("congress", "date"), ("contests", 0, "plan", "age_on")]
BIRTHS = [("board", 0, "born"), ("contests", 0, "candidates", 1, "born")]
NO_DAYS = [
    "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "2025-1-1", "20250101", "01/01/2025", "2025-01-01T00:00",
    " 2025-01-01", "2025-01-01\n", "-025-01-01", "0000-01-01", "٢٠٢٥-٠١-٠١", "2025-W01-1", "today",
]  # fmt: skip


@pytest.mark.parametrize("place", DAYS + BIRTHS[1:], ids=where)
def test_a_day_is_a_day_of_the_calendar_as_iso_8601_writes_it(place) -> None:
    for day in [*NO_DAYS, 20250101, None, True, 1.5, [2025, 1, 1]]:
        assert faults(changed(place, day)) == [(where(place), "bad_value")]


@pytest.mark.parametrize("place", DAYS, ids=where)
def test_a_year_alone_is_no_day(place) -> None:
    assert faults(changed(place, "2025")) == [(where(place), "bad_value")]
    assert sentences(changed(place, "2025")) == ["bad_value.day"], "nobody is told to write the year alone"


@pytest.mark.parametrize("place", BIRTHS, ids=where)
def test_of_a_birth_the_year_alone_may_be_known_and_no_less(place) -> None:
    assert faults(changed(place, "1986")) == []
    for year in ["0000", "86", "986", "1986-05", "19860", 1986, "١٩٨٦"]:
        assert faults(changed(place, year)) == [(where(place), "bad_value")]
        assert sentences(changed(place, year)) == ["bad_value.day_or_year"]


def test_the_29th_of_february_is_a_day_every_fourth_year() -> None:
    assert faults(changed(("congress", "date"), "2024-02-29")) == []


def test_toml_has_days_of_its_own_and_no_times() -> None:
    lines = [
        'schema = "congress/1"', 'regulation = "190-QĐ/TW"', 'mode = "real"', 'contests = []',
        'unit = {code = "VD", name = "Ví dụ", level = "cell"}',
        'congress = {name = "Đại hội", term = "2025-2030", place = "Ví dụ", date = DAY}',
        'meetings = [{id = "m", kind = "members", roll = {present = 9}}]',
    ]  # fmt: skip

    def day(written):
        data = "\n".join(lines).replace("DAY", written).encode()
        return [(fault.location, fault.code) for fault in refused(read_congress, "c.toml", data)]

    assert day("2025-02-14") == day('"2025-02-14"') == []
    for other in ("2025-02-14T10:00:00", "2025-02-14T10:00:00Z", "10:00:00", "2025", "2025.0", "nan"):
        assert day(other) == [("congress.date", "bad_value")]


@pytest.mark.parametrize("place", [("unit", "code"), ("unit", "superior")], ids=where)
def test_a_units_code_can_stand_in_the_name_of_a_key(place) -> None:
    for code in ["a b", "a+b", "a/b", "a\u00a0b", "x" * 65, "", " "]:
        assert faults(changed(place, code)) == [(where(place), "bad_value")]
    assert faults(changed(place, "HD.CG.CAOAN")) == []


@pytest.mark.parametrize("place", [("meetings", 0, "id"), ("contests", 1, "id"), ("contests", 1, "pool")], ids=where)
def test_an_id_is_a_short_word_of_latin_letters_and_digits(place) -> None:
    for name in ["", "a b", "-a", ".", "á", "a\n", "x" * 65, "a/b"]:
        assert (where(place), "bad_value") in faults(changed(place, name))


@pytest.mark.parametrize(
    ("place", "choices"),
    [
        (("schema",), "congress/1"),
        (("mode",), "real, training"),
        (("options", "all_blank_boxes"), "invalid, valid"),
        (("board", 0, "role"), "head, member"),
        (("meetings", 0, "kind"), "members, delegates, committee, cell_conference"),
        (("contests", 0, "candidates", 0, "nominated_by"), "committee, floor, self"),
        (("contests", 0, "candidates", 2, "withdrawal"), "asked, granted, refused"),
        (("contests", 0, "rounds", 1, "purpose"), "first, run_off, further, alternates"),
        (("regulation",), "190-QĐ/TW, 244-QĐ/TW"),
    ],
    ids=str,
)
@pytest.mark.parametrize("junk", ["other", "REAL", "Real", "congress/2"])
def test_a_choice_is_one_of_those_there_are_and_they_are_named(place, choices, junk) -> None:
    (fault,) = refused(read, changed(place, junk))
    assert (fault.location, fault.key, fault.params) == (where(place), "bad_value.choice", {"expected": choices})


@pytest.mark.parametrize("key", ["01", "x", "-1", "1.0", " 1", "1 ", "1\n", "", "+1", "١", "123456789", "[key]"])
def test_a_number_written_as_a_key_is_written_in_one_way_only(key) -> None:
    place = ("contests", 0, "rounds", 0, "totals", "votes")
    found = refused(read, changed((*place, key), 1))
    told = where((*place, key)).replace("\n", "\\u000a")
    assert [(fault.location, fault.key) for fault in found] == [(told, "bad_value.number_key")]


def test_a_key_of_a_mapping_may_be_odd_and_is_told_as_the_file_has_it() -> None:
    place = ("contests", 0, "rounds", 0, "totals", "reasons")
    (fault,) = refused(read, changed((*place, "torn"), 1))
    assert (fault.location, fault.key) == (where((*place, "torn")), "bad_value.choice")
    assert "several_inks" in fault.params["expected"]


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", [place for place in of(list) if dict(places())[place]], ids=where)
def test_no_list_is_longer_than_a_thousand(place) -> None:
    item = dict(places())[place][0]
    (fault,) = refused(read, changed(place, [item] * 1001))
    assert (fault.location, fault.key, fault.params) == (where(place), "bad_value.too_many", {"most": 1000})


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([place for place, _ in places() if place]), JUNK)
def test_whatever_stands_at_a_place_the_file_is_read_or_refused_in_words_we_have(place, junk) -> None:
    for fault in refused(read, changed(place, junk)):
        assert fault.code in CODES
        assert fault.key != "bad_value.other"
        assert fault.location.isprintable()


def test_all_faults_of_the_form_are_told_at_once() -> None:
    whole = changed(("contests", 0, "quota"), "2")
    whole = changed(("unit", "code"), ..., whole)
    whole = changed(("contests", 1, "extra"), 1, whole)
    whole = changed(("contests", 0, "candidates", 2, "sex"), "x", whole)
    assert set(faults(whole)) == {
        ("contests[0].quota", "bad_value"),
        ("unit.code", "missing"),
        ("contests[1].extra", "unknown_key"),
        ("contests[0].candidates[2].sex", "bad_value"),
    }


def test_the_document_that_these_laws_change_has_every_key_there_is() -> None:
    written = {place[-1] for place, _ in places() if place and isinstance(place[-1], str)}
    assert written >= {word for keys in REQUIRED.values() for word in keys.split()}
    assert len(PERCENTS) == 3


def test_a_part_of_a_file_alone_is_refused_with_all_faults_of_its_keys_and_its_form() -> None:
    tree = read_tree("unit.json", b'{"code": "a b", "name": "A", "name": "B", "levle": "cell"}')
    assert [(fault.location, fault.key) for fault in refused(validated, UnitModel, "unit.json", tree)] == [
        ("name", "repeated_key"),
        ("code", "bad_value.form"),
        ("level", "missing.key"),
        ("levle", "unknown_key"),
    ]
    whole = read_tree("unit.json", b'{"code": "VD", "name": "A", "level": "cell"}')
    assert validated(UnitModel, "unit.json", whole) == UnitModel(code="VD", name="A", level="cell")
