"""``tally rules``: every clause with its article and how sure we are of its words."""

import pytest

from tally.regulation import REGULATIONS
from tests.cli.made import run

IN_FORCE = REGULATIONS["190-QĐ/TW"]


def test_every_clause_is_shown_and_those_that_are_not_text_are_marked(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    answer = run(capsys, "rules", "--lang", "en")
    assert (answer.status, answer.err) == (0, "")
    heads = [line for line in answer.out.splitlines() if line.startswith("R") and " – " in line]
    marked = {head.split(" – ")[0]: head.endswith(" – TO BE CHECKED AGAINST THE FULL TEXT") for head in heads}
    assert marked == {clause.id: clause.to_check for clause in IN_FORCE.clauses.values()}
    assert f"{sum(marked.values())} clauses are still to be checked against the full text" in answer.text


def test_a_rule_brings_all_its_clauses_and_their_readings(capsys):
    answer = run(capsys, "rules", "R4", "--lang", "vi")
    assert "R4 – Điều 14 – đã đọc nguyên văn" in answer.text
    assert "R4.rounding – chưa tìm thấy quy định, phần mềm tự chọn – CẦN ĐỐI CHIẾU NGUYÊN VĂN" in answer.text
    assert answer.text.count("Phần mềm hiểu như sau:") == 1
    assert answer.out.count("\n  - ") == 3
    assert "R5" not in answer.out
    assert "1 mục còn cần đối chiếu nguyên văn" in answer.text


@pytest.mark.parametrize("regulation", REGULATIONS.values(), ids=lambda regulation: regulation.id)
@pytest.mark.parametrize(("lang", "software"), [("vi", "phần mềm"), ("en", "the software")])
def test_only_words_that_were_read_are_told_as_the_rule(capsys, regulation, lang, software):
    """Of 244 nothing was read: what 190 lays down is told as what the software does, and likewise in the document."""
    clauses = run(capsys, "rules", "--regulation", regulation.id, "--json", "--lang", lang).document["clauses"]
    assert {clause["id"]: software in clause["statement"].lower() for clause in clauses} == {
        clause.id: clause.to_check for clause in regulation.clauses.values()
    }


def test_where_a_clause_stands_is_said_also_if_that_is_not_known(capsys):
    answer = run(capsys, "rules", "--regulation", "244-QĐ/TW", "--lang", "vi")
    assert "R15 – chưa biết số điều – biết từ trước, chưa đọc lại nguyên văn – CẦN ĐỐI CHIẾU NGUYÊN VĂN" in answer.text
    assert "R17 – chưa tìm thấy quy định, phần mềm tự chọn – CẦN ĐỐI CHIẾU NGUYÊN VĂN" in answer.text
    assert (
        "R18 – Điều 32 – biết từ trước, chưa đọc lại nguyên văn – CẦN ĐỐI CHIẾU NGUYÊN VĂN "
        "Phần mềm áp dụng như đối với Quyết định 190-QĐ/TW: Nghị quyết biểu quyết bằng thẻ"
    ) in answer.text
    assert "R13 – article not known – read in an unofficial source" in run(capsys, "rules", "R13", "--lang", "en").text


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "R16 – văn bản năm 2019 – đã đọc"), ("en", "R16 – text of 2019 – the")]
)
def test_a_year_alone_is_told_as_that_of_a_text(capsys, lang, said):
    assert said in run(capsys, "rules", "R16", "--lang", lang).text


def test_a_clause_of_text_alone_leaves_nothing_to_check(capsys):
    assert "đối chiếu" not in run(capsys, "rules", "R18", "--lang", "vi").out


@pytest.mark.parametrize("asked", ["R4.rounding", "r4.ROUNDING"])
def test_a_clause_can_be_asked_for_alone(capsys, asked):
    answer = run(capsys, "rules", asked, "--json")
    assert [clause["id"] for clause in answer.document["clauses"]] == ["R4.rounding"]


def test_another_regulation_says_until_when_it_held(capsys):
    answer = run(capsys, "rules", "R8", "--regulation", "244-QĐ/TW", "--lang", "vi")
    assert "Có hiệu lực từ ngày 09 tháng 6 năm 2014 đến trước ngày 10 tháng 10 năm 2024." in answer.text
    assert "R8 – Điều 32" in answer.out


def test_the_document_has_every_clause_in_the_language_asked_for(capsys):
    document = run(capsys, "rules", "--json", "--lang", "en").document
    assert (document["schema"], document["regulation"], document["since"]) == ("rules/1", "190-QĐ/TW", "2024-10-10")
    assert "until" not in document
    assert [clause["id"] for clause in document["clauses"]] == list(IN_FORCE.clauses)
    for clause in document["clauses"]:
        assert clause["to_check"] is (clause["certainty"] != "text")
        assert len(clause["readings"]) == IN_FORCE.clause(clause["id"]).readings
    assert document["clauses"][0]["statement"].startswith("Secret ballot")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["R99"], "unknown_rule", "Không có quy định nào mang mã “R99”."),
        (["--regulation", "1-QĐ"], "unknown_regulation", "Hãy chọn một trong: 190-QĐ/TW, 244-QĐ/TW."),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(capsys, line, code, said):
    answer = run(capsys, "rules", *line, "--lang", "vi")
    assert (answer.status, answer.out) == (2, "")
    assert f": {code}: " in answer.err
    assert said in answer.err
    errors = run(capsys, "rules", *line, "--lang", "vi", "--json").document["errors"]
    assert [error["code"] for error in errors] == [code]
