"""The rules as data: what is known, how surely, and by what 244 differs from 190."""

from dataclasses import fields

import pytest

from tally import REGULATIONS
from tally.regulation import Certainty
from tally.regulation.qd190 import CLAUSES, QD190
from tally.regulation.qd244 import ARTICLES, QD244


def test_190_is_the_default_and_244_the_one_before_it():
    assert list(REGULATIONS) == ["190-QĐ/TW", "244-QĐ/TW"]
    assert QD244.until == QD190.since
    assert QD190.until is None


def test_every_rule_from_r1_to_r19_has_a_clause():
    assert {clause.rule for clause in QD190.clauses.values()} == {f"R{number}" for number in range(1, 20)}


def test_no_clause_stands_twice():
    assert len(CLAUSES) == len(QD190.clauses)


@pytest.mark.parametrize("regulation", REGULATIONS.values(), ids=list(REGULATIONS))
def test_a_clause_of_the_text_has_an_article_and_any_other_is_one_to_check(regulation):
    for clause in regulation.clauses.values():
        if not clause.article:
            assert clause.certainty is not Certainty.TEXT
        assert clause.to_check is (clause.certainty is not Certainty.TEXT)
        assert clause.readings >= 0
        assert regulation.clause(clause.id) is clause


def test_244_differs_by_its_name_its_days_its_documents_and_its_clauses_alone_and_nobody_read_its_words():
    for field in fields(QD190):
        if field.name not in ("id", "since", "until", "documents", "clauses"):
            assert getattr(QD190, field.name) == getattr(QD244, field.name)
    assert QD190.clauses.keys() == QD244.clauses.keys()
    assert ARTICLES.keys() <= QD190.clauses.keys()
    for clause in QD244.clauses.values():
        assert clause.article == ARTICLES.get(clause.id, "")
        assert clause.to_check
        if QD190.clauses[clause.id].to_check:
            assert clause.certainty is QD190.clauses[clause.id].certainty


@pytest.mark.parametrize(
    ("clause", "in_190", "in_244"),
    [
        ("R2", "Art. 8", "Art. 7"),
        ("R4", "Art. 14", "Art. 16"),
        ("R6", "Art. 15", "Art. 17"),
        ("R8", "Art. 30", "Art. 32"),
        ("R12", "Art. 18", "Art. 20"),
        ("R11.committee", "Art. 17", "Art. 19"),
    ],
)
def test_the_articles_moved_as_known(clause, in_190, in_244):
    """Counting board 7→8, surplus and list 16→14, ballot 17→15, committee 19→17, delegates 20→18, results 32→30."""
    assert QD190.clause(clause).article == in_190
    assert QD244.clause(clause).article == in_244


@pytest.mark.parametrize(
    ("clause", "certainty"),
    [
        ("R4", "text"),
        ("R4.rounding", "default"),
        ("R6.all_blank", "default"),
        ("R7.excess", "default"),
        ("R8", "text"),
        ("R8.committee", "recalled"),
        ("R8.conference", "second-hand"),
        ("R10", "recalled"),
        ("R13", "second-hand"),
        ("R13.third", "second-hand"),
        ("R16", "text"),
        ("R16.sizes", "second-hand"),
        ("R14", "recalled"),
        ("R17", "default"),
        ("R18", "text"),
    ],
)
def test_how_sure_we_are_of_a_clause_is_never_more_than_was_read(clause, certainty):
    assert QD190.clause(clause).certainty.value == certainty


def test_the_figures_of_the_rules():
    assert QD190.floor_support_above_percent == 30
    assert QD190.surplus_limit_percent == 30
    assert (QD190.prepared_surplus_from_percent, QD190.prepared_surplus_to_percent) == (10, 15)
    assert list(QD190.prepared_surplus_small_body) == [3, 4, 5]
    assert (QD190.quorum_numerator, QD190.quorum_denominator) == (2, 3)
    assert QD190.excellent_limit_percent == 20
    assert QD190.cell_secretary_ballots == 3


def test_an_unknown_clause_is_a_key_error():
    with pytest.raises(KeyError):
        QD190.clause("R20")
