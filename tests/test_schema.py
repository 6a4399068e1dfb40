"""The published schemas are what the tool writes, and say of the files around us what the program says of them.

The check is our own and small; it knows the words that our schemas use and refuses a schema with any other.
"""

import copy
import json
import re
import subprocess
import sys
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tally.congress import MeetingKind
from tally.files.disk import load_congress, load_courses
from tally.files.documents import check_document, count_document, sitting_tree, written
from tally.files.holidays import VIETNAM
from tally.files.spreadsheet import read_list
from tally.files.spreadsheet_roll import read_roll
from tally.result import results_of
from tools.schema import DOCUMENTS

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parent.parent
HOME = ROOT / "docs" / "schema"
CONGRESS_FILES = sorted([*ROOT.glob("tests/cases/*/congress.json"), *ROOT.glob("docs/examples/*/congress.*")])
MADE = {"count/1": count_document, "check/1": check_document}

every_file = pytest.mark.parametrize("path", CONGRESS_FILES, ids=lambda path: path.parent.name)

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
NOTES = {"$defs", "$id", "$schema", "default", "description", "title"}
INNER = {"$ref", "additionalProperties", "anyOf", "items", "patternProperties", "properties", "propertyNames", "type"}
BOUNDS = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "minLength": lambda value, bound: len(value) >= bound,
    "maxLength": lambda value, bound: len(value) <= bound,
    "minItems": lambda value, bound: len(value) >= bound,
    "maxItems": lambda value, bound: len(value) <= bound,
    "pattern": lambda value, bound: re.search(bound, value) is not None,
    "enum": lambda value, bound: value in bound,
    "const": lambda value, bound: value == bound,
    "required": lambda value, bound: set(bound) <= set(value),
    "format": lambda value, bound: bound == "date" and date.fromisoformat(value).isoformat() == value,
}


@cache
def schema(name):
    return json.loads((HOME / f"{name.replace('/', '-')}.schema.json").read_text(encoding="utf-8"))


def faults(value, rule, whole, *, place="$", of="#", met):
    """Give the places of a document that a schema refuses; note the properties met with on the way."""
    if "$ref" in rule:
        of = rule["$ref"]
        rule = whole["$defs"][of.removeprefix("#/$defs/")] | {key: rule[key] for key in rule.keys() - {"$ref"}}
    if "anyOf" in rule:
        ways = [set() for _ in rule["anyOf"]]
        tries = [
            list(faults(value, each, whole, place=place, of=of, met=way))
            for each, way in zip(rule["anyOf"], ways, strict=True)
        ]
        best = min(range(len(tries)), key=lambda one: len(tries[one]))
        met |= ways[best]
        yield from tries[best]
    if "type" in rule and type(value) is not TYPES[rule["type"]]:
        yield place
        return
    if not all(BOUNDS[word](value, rule[word]) for word in rule.keys() - NOTES - INNER):
        yield place
    for key, inner, its_rule in inside(value, rule):
        if key in rule.get("properties", ()):
            met.add((of, key))
        if its_rule is False:
            yield f"{place}.{key}"
        else:
            yield from faults(inner, its_rule, whole, place=f"{place}.{key}", of=of, met=met)


def inside(value, rule):
    """Give what stands inside a value, with the rule for it; False if nothing may stand there."""
    if isinstance(value, list):
        yield from ((index, item, rule.get("items", {})) for index, item in enumerate(value))
    if isinstance(value, dict):
        others = rule.get("additionalProperties", {})
        for key, inner in value.items():
            yield key, key, rule.get("propertyNames", {})
            forms = (each for form, each in rule.get("patternProperties", {}).items() if re.search(form, key))
            yield key, inner, rule.get("properties", {}).get(key) or next(forms, others)


def wrong(document, whole):
    """The places of a document that a schema refuses."""
    return list(faults(document, whole, whole, met=set()))


def properties(name):
    objects = {"#": schema(name)} | {f"#/$defs/{key}": value for key, value in schema(name)["$defs"].items()}
    return {(of, key) for of, rule in objects.items() for key in rule.get("properties", ())}


@cache
def loaded(path):
    data = path.read_bytes()
    return tomllib.loads(data.decode()) if path.suffix == ".toml" else json.loads(data)


@cache
def made(name, path):
    file = load_congress(str(path))
    return written(MADE[name](file.congress, results_of(load_courses(file))))


def test_the_published_schemas_are_what_the_tool_writes(tmp_path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "schema.py", tmp_path], check=True)
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {"congress-1.schema.json", "count-1.schema.json", "check-1.schema.json"} <= fresh.keys()
    assert {path.name: path.read_bytes() for path in HOME.iterdir()} == fresh


INNERMOST = {"act/1", "definition/1", "journal/1", "ballot/1", "ballots/1", "opening/1"}
"""What has no schema: what only the station's journal holds, what is no JSON or is committed to byte by byte
(docs/record-format.md, section 13)."""


def test_every_document_that_the_source_names_has_a_schema() -> None:
    source = [path.read_text(encoding="utf-8") for part in ("tally", "station") for path in (ROOT / part).rglob("*.py")]
    named = {name for text in source for name in re.findall(r'"([a-z-]+/[0-9]+)"', text)}
    assert len(named) >= 40
    assert {name for name in DOCUMENTS if "/" in name} == named - INNERMOST
    assert {schema(name)["$id"] for name in DOCUMENTS} == {*DOCUMENTS}
    assert named >= INNERMOST


@pytest.mark.parametrize("path", sorted(HOME.iterdir()), ids=lambda path: path.name)
def test_a_schema_is_named_after_its_document_and_written_in_one_way(path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    name = "/".join(path.name.removesuffix(".schema.json").rsplit("-", 1))
    assert whole["$id"] == whole["title"] == name
    if name not in ("errors", "candidates", "roll"):  # told in place of a document; put into one
        assert whole["properties"]["schema"]["const"] == name
        assert "schema" in whole["required"]
    assert path.read_text(encoding="utf-8") == json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@pytest.mark.parametrize("path", sorted(HOME.iterdir()), ids=lambda path: path.name)
def test_every_object_of_a_schema_refuses_unknown_keys_or_says_what_its_keys_are(path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    for rule in [whole, *whole.get("$defs", {}).values()]:
        assert rule.get("type") != "object" or rule["additionalProperties"] is False


def test_there_are_congress_files_to_hold_against_the_schema() -> None:
    assert len(CONGRESS_FILES) >= 66
    assert {path.suffix for path in CONGRESS_FILES} == {".json", ".toml"}


@every_file
def test_every_congress_file_around_us_is_one_by_the_schema(path) -> None:
    assert wrong(loaded(path), schema("congress/1")) == []


@every_file
@pytest.mark.parametrize("name", MADE)
def test_every_document_that_is_written_is_one_by_its_schema(name, path) -> None:
    assert wrong(made(name, path), schema(name)) == []


@pytest.mark.parametrize("name", MADE)
def test_a_schema_of_a_document_written_has_no_property_that_never_comes(name) -> None:
    met = set()
    for path in CONGRESS_FILES:
        assert not any(faults(made(name, path), schema(name), schema(name), met=met))
    assert met == properties(name)


LISTED = """\
TT,Họ và tên,Giới tính,Năm sinh,Dân tộc,Tái cử hay mới,Nguồn giới thiệu,KHCN
1,Lê Thị An,Nữ,01/05/1986,Kinh,Tái cử,Cấp ủy triệu tập,x
2,Trần Văn Bình,Nam,1980,Tày,Mới,Đại hội đề cử,
10000000,H'Bia,Nữ,31/12/1999,Ê-đê,Mới,Tự ứng cử,x
"""


def listed():
    return json.loads(json.dumps(read_list("list.csv", LISTED.encode()).people))


def test_a_list_that_is_imported_is_one_by_its_schema() -> None:
    assert len(listed()) == 3
    assert wrong(listed(), schema("candidates")) == []


SUMMONED = """\
TT,Họ và tên,Giới tính,Năm sinh,Dân tộc,Đơn vị,Bầu,Có mặt,Vắng
1,Lê Thị An,Nữ,01/05/1986,Kinh,Chi bộ 1,x,x,
2,Trần Văn Bình,Nam,1980,Tày,Chi bộ 2,x,,x
"""


def test_a_roll_that_is_added_up_is_one_by_its_schema() -> None:
    people = read_roll("roll.csv", SUMMONED.encode(), MeetingKind.DELEGATES).people
    document = sitting_tree(MeetingKind.DELEGATES, people) | {"people": len(people)}
    assert wrong(document, schema("roll")) == []
    for key in ("kind", "roll", "people"):
        assert wrong({kept: document[kept] for kept in document.keys() - {key}}, schema("roll")) == ["$"]
        assert wrong(document | {key: 1.5}, schema("roll"))
    whole = schema("congress/1")["$defs"]["MeetingModel"]["properties"]
    own = schema("roll")["properties"]
    assert {key: own[key] for key in ("kind", "roll", "bodies")} == {
        key: whole[key] for key in ("kind", "roll", "bodies")
    }


def test_the_table_of_days_off_that_ships_is_one_by_its_schema() -> None:
    """An office that writes its own in its place is told by the same schema what stands in it."""
    table = json.loads(json.dumps(loaded(Path(VIETNAM)), default=date.isoformat))
    assert wrong(table, schema("holidays/1")) == []
    year = table["years"][0]
    for key in ("year", "source", "certainty", "holidays"):
        lacking = table | {"years": [{kept: year[kept] for kept in year.keys() - {key}}]}
        assert wrong(lacking, schema("holidays/1")) == ["$.years.0"]
    for place in (("years", 0, "holidays", 0, "day"), ("years", 0, "year"), ("years", 0, "certainty"), ("schema",)):
        assert wrong(put(table, place, 1.5), schema("holidays/1")), place


def test_the_schema_of_a_list_is_that_of_the_candidates_of_a_contest() -> None:
    own, whole = schema("candidates"), schema("congress/1")
    rule = whole["$defs"]["ContestModel"]["properties"]["candidates"]
    assert {key: own[key] for key in rule} == rule
    assert own.keys() - rule.keys() == NOTES - {"default"}
    assert own["$defs"] == {key: whole["$defs"][key] for key in own["$defs"]}


def test_the_schema_of_a_list_sees_a_wrong_value_wherever_it_stands() -> None:
    for place, value in nodes(listed()):
        if place:
            assert wrong(put(listed(), place, 1.5), schema("candidates"))
        if isinstance(value, dict):
            assert wrong(put(listed(), (*place, "other"), 1), schema("candidates"))
    assert wrong([], schema("candidates")) == wrong({}, schema("candidates")) == ["$"]


def nodes(value, place=()):
    yield place, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from nodes(inner, (*place, key))


def put(document, place, value):
    document = copy.deepcopy(document)
    node = document
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    return document


@pytest.mark.parametrize("name", ["congress/1", *MADE])
def test_the_check_sees_a_wrong_value_wherever_it_stands(name) -> None:
    path = ROOT / "tests" / "cases" / "structure-ceilings" / "congress.json"
    document = loaded(path) if name == "congress/1" else made(name, path)
    places = [(place, value) for place, value in nodes(document) if place]
    assert len(places) > 50
    for place, value in places[:: len(places) // 50]:
        assert wrong(put(document, place, 1.5), schema(name))
        if isinstance(value, dict):
            assert wrong(put(document, (*place, "other"), 1.5), schema(name))
    for key in document:
        assert wrong({kept: value for kept, value in document.items() if kept != key}, schema(name)) == [
            "$"
        ] or key in (
            "board",
            "options",
        )


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ({"type": "integer", "minimum": 0, "maximum": 9}, [0, 9], [-1, 10, True, "1", 1.0, None]),
        ({"type": "string", "minLength": 1, "maxLength": 2, "pattern": "^a"}, ["a", "ab"], ["", "abc", "b", 1]),
        ({"type": "string", "format": "date"}, ["2025-02-14"], []),
        ({"type": "array", "items": {"type": "null"}, "minItems": 1, "maxItems": 2}, [[None]],
         [[], [None] * 3, [1], {}]),
        ({"enum": ["a", "b"]}, ["a", "b"], ["c"]),
        ({"const": "a"}, ["a"], ["b"]),
        ({"anyOf": [{"type": "null"}, {"type": "boolean"}]}, [None, True], [0]),
        ({"$ref": "#/$defs/Yes"}, [True], [1]),
        ({"type": "object", "properties": {"a": {"type": "null"}}, "required": ["a"], "additionalProperties": False},
         [{"a": None}], [{}, {"a": 1}, {"a": None, "b": None}]),
        ({"type": "object", "patternProperties": {"^[0-9]$": {"type": "null"}}, "additionalProperties": False},
         [{}, {"1": None}], [{"1": 1}, {"10": None}]),
        ({"type": "object", "propertyNames": {"enum": ["a"]}, "additionalProperties": {"type": "null"}},
         [{}, {"a": None}], [{"a": 1}, {"b": None}]),
    ],
)  # fmt: skip
def test_the_check_means_what_the_words_of_a_schema_mean(rule, good, bad) -> None:
    whole = rule | {"$defs": {"Yes": {"type": "boolean"}}}
    assert [wrong(value, whole) for value in good] == [[]] * len(good)
    assert all(wrong(value, whole) for value in bad)


def test_the_check_refuses_a_schema_that_it_does_not_understand() -> None:
    with pytest.raises(KeyError):
        wrong({}, {"type": "object", "dependentRequired": {}})


@pytest.mark.parametrize("name", ["record/1", "trust/1", "enrolment/1"])
def test_every_signed_document_around_us_is_one_by_its_schema(name) -> None:
    documents = signed_documents(name)
    assert documents
    assert [wrong(document, schema(name)) for document in documents] == [[]] * len(documents)
    for document in documents[:2]:
        for place, _ in nodes(document):
            if place:
                assert wrong(put(document, place, 1.5), schema(name))


def test_every_key_of_a_record_is_always_there() -> None:
    for document in signed_documents("record/1")[:2]:
        for place, value in nodes(document):
            for key in value if isinstance(value, dict) and place[-1:] not in (("roll",), ("params",)) else ():
                if place[-1:] not in (("invalid",), ("excluded",)):
                    without = {kept: inner for kept, inner in value.items() if kept != key}
                    assert wrong(put(document, place, without) if place else without, schema("record/1"))


def signed_documents(name):
    """The texts of the vectors that are documents of that kind."""
    texts = [
        path.read_bytes().partition(b"\n\n")[0]
        for path in sorted((ROOT / "tests" / "vectors").iterdir())
        if path.is_file()
    ]
    documents = [json.loads(text) for text in texts if text.startswith(b"{\n")]
    return [document for document in documents if document.get("schema") == name]
