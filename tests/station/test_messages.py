"""Whatever keeps an act from being done is said in both languages: every code has its sentence."""

import re
from pathlib import Path

import pytest

import station
from station.exchange import EntryRefused
from station.journal import errors
from station.messages import MOST_FAULTS, told
from station.session.denied import Denied
from station.widgets.drawing import Sentence, say
from tally.faults import BadInput, Fault
from tally.record.refusal import Refused
from tally.words import Lang, Words

HOME = Path(station.__file__).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HOME.rglob("*.py")))
DENIED = sorted(set(re.findall(r'Denied\(\s*"([a-z_]+)"', SOURCE)))
FAILURES = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.JournalError)),
    key=lambda kind: kind.__name__,
)
both = pytest.mark.parametrize("words", [Words(Lang.VI), Words(Lang.EN)], ids=["vi", "en"])


@both
@pytest.mark.parametrize("code", DENIED)
def test_every_no_has_its_sentence(words, code):
    assert words.has(f"denied.{code}"), code


@both
@pytest.mark.parametrize("code", [kind.code for kind in FAILURES if kind is not errors.JournalError])
def test_every_failure_of_the_journal_has_its_sentence(words, code):
    assert words.has(f"journal.{code}"), code


@both
def test_a_file_that_was_counted_already_is_told_with_what_to_run_and_without_the_ids_of_its_contests(words):
    said = say(told(Denied("has_rounds", contests="chi-uy, bi-thu"), words), words)
    assert "tally count" in said
    assert "F2" in said
    assert "chi-uy" not in said


def test_an_error_is_a_sentence_with_its_figures():
    words = Words(Lang.EN)
    assert "Batch 4" in say(told(Denied("batch_is_closed", batch=4), words), words)
    assert "entry 7" in say(told(errors.JournalBroken("day", number=7, why="hash"), words), words)
    assert told(Refused("not_an_act"), words) == Sentence(key="journal.not_an_act", params={})
    assert told(Refused("too_large", most=1), words) == Sentence(key="refusal.too_large", params={"most": 1})
    assert told(EntryRefused("own_entry"), words) == Sentence(key="exchange.own_entry", params={})


@both
def test_what_breaks_the_air_gap_is_named_in_words(words):
    said = say(told(Denied("air_gap_broken", checks="interfaces, usb_network"), words), words)
    assert words("air.check.interfaces") in said
    assert words("air.check.usb_network") in said
    assert "usb_network" not in said


def test_the_faults_of_a_file_come_a_line_each_and_not_without_end():
    words = Words(Lang.EN)
    faults = [Fault(path="x", location=f"contests[{n}]", key="missing.ballot_id") for n in range(MOST_FAULTS + 3)]
    lines = str(told(BadInput(faults), words)).split("\n")
    assert len(lines) == MOST_FAULTS + 1
    assert lines[0].startswith("contests[0]: ")
    assert "3" in lines[-1]
    assert len(str(told(BadInput(faults[:2]), words)).split("\n")) == 2
