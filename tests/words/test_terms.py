"""Every code of the core and of the formats has its term, every clause its words, in both languages."""

import pytest
from babel.messages.pofile import read_po

from tally.ballot import BallotKind, Reason
from tally.congress import STATUSES, MeetingKind, Mode
from tally.contest import Category, Choice, ContestKind, MeasuredOn, NominatedBy, Purpose, Sex, Withdrawal
from tally.course import WhyElected
from tally.finding import Severity
from tally.outcome import Next, Status
from tally.regulation import REGULATIONS, Certainty, Clause
from tally.words import Lang, Words
from tally.words.catalogue import LOCALE

CODES: dict[str, set[str]] = {
    "contest_kind": set(ContestKind),
    "meeting_kind": set(MeetingKind),
    "status": {status for statuses in STATUSES.values() for status in statuses},
    "purpose": set(Purpose),
    "ballot": set(BallotKind),
    "reason": set(Reason),
    "outcome": set(Status),
    "next": set(Next) | set(Choice),
    "elected": set(WhyElected),
    "certainty": set(Certainty),
    "severity": set(Severity),
    "category": set(Category),
    "measured_on": set(MeasuredOn),
    "sex": set(Sex),
    "mode": set(Mode),
    "nominated_by": set(NominatedBy),
    "withdrawal": set(Withdrawal),
    "board_role": {"head", "member"},
    "level": {"cell", "grassroots", "commune", "above_grassroots", "district", "province", "centre"},
}
CLAUSES = [
    pytest.param(clause, id=f"{regulation.id}-{clause.id}")
    for regulation in REGULATIONS.values()
    for clause in regulation.clauses.values()
]
SOFTWARE = {Lang.VI: "phần mềm", Lang.EN: "the software"}

both_languages = pytest.mark.parametrize("words", [Words(lang) for lang in Lang], ids=lambda words: words.lang)


def keys(domain: str) -> set[str]:
    with (LOCALE / "vi" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {message.id for message in read_po(file) if isinstance(message.id, str) and message.id}


@pytest.mark.parametrize("group", CODES)
def test_a_group_has_a_term_for_each_of_its_codes_and_no_other(group: str) -> None:
    prefix = f"term.{group}."
    assert {key.removeprefix(prefix) for key in keys("term") if key.startswith(prefix)} == CODES[group]


def test_every_term_belongs_to_a_group() -> None:
    groups = {key.split(".")[1] for key in keys("term")}
    assert groups == CODES.keys() | {"list", "to_check"}


@both_languages
def test_terms_of_a_group_are_told_apart(words: Words) -> None:
    for group, codes in CODES.items():
        terms = {words(f"term.{group}.{code}") for code in codes}
        assert len(terms) == len(codes), group


@both_languages
@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_and_reading_has_its_words(words: Words, clause: Clause) -> None:
    assert words(f"rule.{clause.id}")
    for number in range(1, clause.readings + 1):
        assert words(f"reading.{clause.id}.{number}")


def test_nothing_is_said_of_a_clause_or_reading_that_no_regulation_has() -> None:
    clauses = [clause for regulation in REGULATIONS.values() for clause in regulation.clauses.values()]
    assert keys("rule") == {f"rule.{clause.id}" for clause in clauses}
    assert keys("reading") == {
        f"reading.{clause.id}.{number}" for clause in clauses for number in range(1, clause.readings + 1)
    }


@both_languages
@pytest.mark.parametrize("clause", CLAUSES)
def test_only_the_articles_own_words_are_told_as_the_rule(words: Words, clause: Clause) -> None:
    """What is recalled, second-hand or our choice is told as what the software does, and nothing else is.

    One sentence serves all regulations; of one whose words were not read, the face that shows it says so.
    """
    was_read = any(not regulation.clause(clause.id).to_check for regulation in REGULATIONS.values())
    assert (SOFTWARE[words.lang] in words(f"rule.{clause.id}").lower()) is not was_read


def test_a_list_is_written_out_in_its_language() -> None:
    vi, en = Words(Lang.VI), Words(Lang.EN)
    assert vi.join(["a", "b", "c"]) == "a, b và c"
    assert en.join(["a", "b", "c"]) == "a, b and c"
    assert [vi.join(items) for items in ([], ["a"], ["a", "b"])] == ["", "a", "a và b"]
    assert vi.join(iter(())) == ""
    assert en.join(name for name in ("{last}", "%s")) == "{last} and %s"
