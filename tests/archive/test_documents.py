"""What the commands on an archive tell programs is what the published schemas say, and so is the programme."""

import json
from datetime import date

import pytest

from tally.archive.units.programme import read_programme
from tally.faults import BadInput
from tests.archive.made import changed, hash_of, text_of, with_every_fault
from tests.cli.made import run
from tests.test_schema import HOME, faults, nodes, properties, put, schema, wrong
from tools.schema import DOCUMENTS

pytestmark = pytest.mark.unmeasured


@pytest.fixture
def told(archive, tmp_path, capsys):
    """Every document of an archive in which everything that can be told is there to be told, by its name."""
    with_every_fault(archive)
    first = archive.records(archive.held[-1])[0]
    archive.put(changed(first, ('"replaces": null', f'"replaces": "{hash_of(first)}"'), board=()))
    programme = json.loads((archive.folder / "programme.json").read_text())
    programme["term"] = json.loads(text_of(first))["congress"]["term"]
    (archive.folder / "programme.json").write_text(json.dumps(programme))

    def given(command, folder, *line):
        return run(capsys, "archive", command, folder, *line, "--json").document

    documents = [
        given("add", tmp_path / "another", archive.files, tmp_path / "nowhere.record"),
        given("verify", archive.folder, "--training", "--executor", "processes:1"),
        given("list", archive.folder),
        given("status", archive.folder, "--today", "2025-04-10"),
        given("recount", archive.folder, archive.files, "--executor", "processes:1"),
        given("report", archive.folder, "-o", tmp_path / "report.xlsx", "--today", "2025-04-10"),
    ]
    return {document["schema"]: document for document in documents}


def test_every_document_is_one_by_its_schema_and_no_property_never_comes(told):
    assert {name for name in DOCUMENTS if name.startswith("archive-")} == told.keys()
    for name, document in told.items():
        met = set()
        assert [*faults(document, schema(name), schema(name), met=met)] == []
        if name != "archive-recounted/1":  # there are no ballots here
            assert met == properties(name), name


def test_the_schemas_see_a_wrong_value_wherever_it_stands(told):
    for name, document in told.items():
        places = [(place, value) for place, value in nodes(document) if place]
        for place, value in places[:: 1 + len(places) // 60]:
            assert wrong(put(document, place, 1.5), schema(name))
            if isinstance(value, dict) and place[-1] not in ("by_level", "by_cluster", "by_superior"):
                assert wrong(put(document, (*place, "other"), 1.5), schema(name))


PROGRAMME = {
    "schema": "programme/1",
    "title": "Đại hội các cấp",
    "term": "2025-2030",
    "superior_plan": [{"category": "women", "measured_on": "elected", "at_least": {"percent": 15}}],
    "age_on": "2025-04-01",
    "units": [
        {"code": "A.1", "name": "Đảng bộ A", "level": "commune"},
        {
            "code": "A.2",
            "name": "Đảng bộ B",
            "level": "commune",
            "superior": "A",
            "cluster": "Cụm 1",
            "due": "2025-04-10",
            "allotted": 4,
            "superior_plan": [
                {"category": "young", "measured_on": "elected", "at_least": {"percent": 10}, "below": 40},
                {"category": "age", "measured_on": "nominees", "at_most": {"count": 3}, "from": 50, "to": 60},
                {"category": "attribute", "measured_on": "elected", "at_least": {"count": 1}, "name": "x"},
            ],
            "age_on": "2025-04-01",
            "last_term": {"elected": 15, "women": 3, "young": 2, "ethnic_minority": 0},
        },
        {
            "code": "A.3",
            "name": "C",
            "level": "cell",
            "superior": None,
            "cluster": None,
            "due": None,
            "last_term": None,
        },
    ],
}


def test_a_programme_with_every_key_is_one_by_its_schema_and_is_read():
    met = set()
    assert [*faults(PROGRAMME, schema("programme/1"), schema("programme/1"), met=met)] == []
    assert met == properties("programme/1")
    units = read_programme("p.json", json.dumps(PROGRAMME).encode()).units
    assert [*units] == ["A.1", "A.2", "A.3"]
    assert (units["A.2"].due, units["A.2"].allotted, units["A.1"].due) == (date(2025, 4, 10), 4, None)


def test_the_programme_of_a_synthetic_nation_is_one_by_its_schema(nation):
    programme = json.loads((nation.folder / "programme.json").read_text(encoding="utf-8"))
    assert wrong(programme, schema("programme/1")) == []


def test_what_the_schema_of_a_programme_refuses_the_program_refuses_too():
    for place, value in nodes(PROGRAMME):
        changed = [put(PROGRAMME, place, 1.5)] if place else []
        changed += [put(PROGRAMME, (*place, "other"), 1)] if isinstance(value, dict) else []
        for other in changed:
            assert wrong(other, schema("programme/1"))
            with pytest.raises(BadInput):
                read_programme("p.json", json.dumps(other).encode())


def test_every_key_of_a_programme_stands_in_its_section_of_the_page():
    section = (HOME.parent / "formats.md").read_text(encoding="utf-8").partition("## 10. The programme")[2]
    whole = schema("programme/1")
    parts = [whole, *(whole["$defs"][name] for name in ("PlannedModel", "LastTermModel"))]
    assert [key for part in parts for key in part["properties"] if f"`{key}`" not in section] == []
    assert [name for name in DOCUMENTS if name.startswith("archive-") and f"`{name}`" not in section] == []
