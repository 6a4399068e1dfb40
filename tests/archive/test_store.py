"""Files come in once, stay as they came, and nothing that stands in one leads out of the archive."""

import hashlib
import json
import os
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.archive.folder import check_archive, is_new
from tally.archive.store import FILES, Added, Kind, add, folder_of, kind_of, place_of, walk
from tally.faults import BadInput
from tests.archive.made import SUPERIOR, signed, text_of
from tests.archive.made import another as another_record
from tests.cli.made import run
from tools.synthetic_keys import signed as by_names


def tree(folder):
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def brought(folder, *sources):
    return [*add(str(folder), [str(source) for source in sources])]


def test_everything_of_a_folder_comes_in_and_a_second_time_nothing_changes(nation, tmp_path):
    taken = brought(tmp_path, nation.files)
    assert {one.what for one in taken} == {Added.NEW}
    before = tree(tmp_path)
    assert before == {f"{FILES}/{path}": data for path, data in tree(nation.files).items()}
    assert {one.what for one in brought(tmp_path, nation.files, nation.files / "trust")} == {Added.THERE}
    assert tree(tmp_path) == before


def test_the_name_that_a_file_came_under_does_not_matter(nation, tmp_path):
    record = nation.records(nation.held[0])[0]
    for name in ("a.record", "b", "c.txt"):
        shutil.copy(record, tmp_path / name)
    taken = brought(tmp_path / "archive", *(tmp_path / name for name in ("a.record", "b", "c.txt")))
    assert [one.what for one in taken] == [Added.NEW, Added.THERE, Added.THERE]
    assert len(tree(tmp_path / "archive")) == 1


def test_a_file_names_its_kind_what_it_is_of_and_its_bytes(nation):
    record = nation.records(nation.held[0])[0]
    digits = hashlib.sha256(record.read_bytes()).hexdigest()[:16]
    assert place_of("x", record.read_bytes()) == f"{nation.held[0]}/record-001-bch-1-{digits}.record"
    assert record.name.endswith(f"-{digits}.record")


def test_a_file_that_was_changed_since_it_came_in_is_never_overwritten(archive):
    record = archive.records(archive.held[0])[0]
    good = record.read_bytes()
    record.write_bytes(b"changed")
    source = archive.folder / "again.record"
    source.write_bytes(good)
    [taken] = brought(archive.folder, source)
    assert (taken.what, taken.problem.key) == (Added.REFUSED, "changed")
    assert record.read_bytes() == b"changed"


def test_damaged_files_are_named_and_the_others_come_in(nation, tmp_path):
    """Cut short, emptied, of one byte changed, half a document: each by its name, and never a traceback."""
    source = tmp_path / "stick"
    source.mkdir()
    data = nation.records(nation.held[0])[0].read_bytes()
    bad = {
        "cut.record": data[: len(data) // 2],
        "empty.record": b"",
        "spelled.record": data.replace(b": 1", b":  1", 1),
        "deep.record": b'{"schema": "record/1", "a": ' + b"[" * 100_000 + b"\n\n\xe2\x80\x94 a b\n",
        "cut.trust": b'{\n  "schema": "trust/1"\n}\n',
        "cut.json": b'{"schema": "congress/1", ',
    }
    for name, content in bad.items():
        (source / name).write_bytes(content)
    (source / "good.record").write_bytes(data)
    (source / "photo.jpg").write_bytes(b"\xff\xd8")
    os.symlink("/etc/passwd", source / "link.record")
    os.mkfifo(source / "pipe.record")
    taken = {os.path.basename(one.source): one for one in brought(tmp_path / "archive", source)}
    refused = {name for name, one in taken.items() if one.what is Added.REFUSED}
    assert refused == {*bad, "link.record", "pipe.record"}
    assert all(taken[name].problem for name in refused)
    assert (taken["good.record"].what, taken["photo.jpg"].what) == (Added.NEW, Added.PASSED)
    assert len(tree(tmp_path / "archive")) == 1


@pytest.mark.parametrize(
    "code", ["..", ".", "...", "trust", "TRUST", "a\\b", "C:x", "~root", "%2e%2e", "x" * 64, "đ" * 64]
)
def test_no_units_code_leads_out_of_the_archive(nation, tmp_path, code):
    tree_of = json.loads(text_of(nation.records(nation.held[0])[0]))
    tree_of["unit"]["code"] = code
    text = json.dumps(tree_of, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    data = by_names(text, ("Ai/board-1",))
    (tmp_path / "x.record").write_bytes(data)
    folder = tmp_path / "deep" / "archive"
    [taken] = brought(folder, tmp_path / "x.record")
    assert taken.what is Added.NEW
    inside = [*(folder / FILES).glob("*/*.record")]
    assert [path.read_bytes() for path in inside] == [data]
    assert inside[0].parent.name not in ("..", ".", "trust")
    assert [*tmp_path.rglob("*.record")] == [tmp_path / "x.record", *inside]


@given(st.text(min_size=1, max_size=64), st.text(min_size=1, max_size=64))
def test_folders_of_units_are_single_names_told_apart(one, other):
    names = [folder_of(code) for code in (one, other)]
    for name in names:
        assert "/" not in name
        assert "\\" not in name
        assert "\0" not in name
        assert name.isprintable()
        assert not name.startswith(".")
        assert name.casefold() != "trust"
        assert 0 < len(name.encode()) <= 130
    assert (names[0] == names[1]) == (one == other)


def test_links_are_named_and_never_followed(archive, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "a.record").write_bytes(b"secret")
    os.symlink(secret, archive.files / "linked")
    os.symlink(secret / "a.record", archive.files / archive.held[0] / "linked.record")
    lying = {one.path: one.problem for one in walk(str(archive.files))}
    assert lying["linked"] == lying[f"{archive.held[0]}/linked.record"] == "link"
    assert not any(path.startswith("linked/") for path in lying)


def test_names_that_are_no_text_are_told_and_not_opened(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.record", "wb") as file:
        file.write(b"x")
    [lying] = walk(str(tmp_path))
    assert (lying.problem, lying.path) == ("bad_name", "\\xff\\xfe.record")


def test_what_cannot_be_looked_at_is_told(tmp_path, monkeypatch):
    """Whoever runs the tests may be let in everywhere, so the system is made to refuse."""
    (tmp_path / "a.record").write_bytes(b"x")
    (tmp_path / "closed").mkdir()
    listdir, lstat = os.listdir, os.lstat

    def refused(call, name):
        def asked(path, **given):
            if os.path.basename(path) == name:
                raise PermissionError
            return call(path, **given)

        return asked

    monkeypatch.setattr(os, "listdir", refused(listdir, "closed"))
    monkeypatch.setattr(os, "lstat", refused(lstat, "a.record"))
    assert {one.path: one.problem for one in walk(str(tmp_path))} == {
        "a.record": "not_readable",
        "closed": "not_readable",
    }


def test_what_is_still_being_written_is_not_there_yet(archive):
    archive.update()
    (archive.files / archive.held[0] / ".tally-0123").write_bytes(b"half")
    (archive.files / ".tally-link").symlink_to("/etc/passwd")
    assert archive.status().behind == 1, "a link is never written by anybody here"
    archive.update()
    assert archive.problems() == {".tally-link": "link"}


def test_what_was_left_half_written_on_a_stick_is_counted_as_what_it_is(nation, tmp_path):
    """Whoever brings a stick is told of every file that lies on it."""
    data = nation.records(nation.held[0])[0].read_bytes()
    half = {
        ".tally-1": (data, Added.NEW),
        ".tally-2": (data[:-100], Added.REFUSED),
        ".tally-3": (data[:100], Added.PASSED),
    }
    (tmp_path / "stick").mkdir()
    for name, (content, _) in half.items():
        (tmp_path / "stick" / name).write_bytes(content)
    taken = brought(tmp_path / "archive", tmp_path / "stick")
    assert {os.path.basename(one.source): one.what for one in taken} == {name: what for name, (_, what) in half.items()}


def test_a_file_is_of_the_kind_that_it_says(nation):
    assert kind_of("x", nation.records(nation.held[0])[0].read_bytes()) is Kind.RECORD
    [trust] = (nation.files / "trust").glob(f"trust-{SUPERIOR}-*")
    assert kind_of("x.record", trust.read_bytes()) is Kind.TRUST
    assert kind_of("x.json", b'{"schema": "card/1"}') is Kind.OTHER
    assert kind_of("x.toml", b'schema = "congress/1"') is Kind.CONGRESS
    assert kind_of("x.toml", b"schema = 'congress/1'") is Kind.CONGRESS
    assert kind_of("x.toml", b"# like congress/1\nschema = 'card/1'") is Kind.OTHER


def test_two_records_of_one_ballot_both_come_in(archive):
    record = archive.records(archive.held[0])[0]
    source = archive.folder / "another.record"
    source.write_bytes(another_record(record))
    assert [one.what for one in brought(archive.folder, source)] == [Added.NEW]
    assert len(archive.records(archive.held[0])) == 4


def test_a_record_with_one_signature_more_is_a_file_of_its_own(archive):
    record = archive.records(archive.held[0])[0]
    source = archive.folder / "more.record"
    source.write_bytes(signed(text_of(record), board=(1, 2, 3)))
    assert [one.what for one in brought(archive.folder, source)] == [Added.NEW]


def test_a_folder_is_an_archive_by_what_it_holds(archive, tmp_path):
    check_archive(str(archive.folder))
    assert not is_new(str(archive.folder))
    planned, empty, other = (tmp_path / name for name in ("planned", "empty", "other"))
    for folder in (planned, empty, other):
        folder.mkdir()
    (planned / "programme.json").write_text("{}")
    (other / "photo.jpg").write_bytes(b"x")
    assert [is_new(str(folder)) for folder in (planned, empty, tmp_path / "nowhere")] == [False, True, True]
    for folder, key in ((other, "not_archive"), (empty, "not_archive"), (tmp_path / "nowhere", "not_there")):
        with pytest.raises(BadInput) as bad:
            check_archive(str(folder))
        assert [fault.key for fault in bad.value.faults] == [key]
    with pytest.raises(BadInput) as bad:
        is_new(str(other))
    assert [fault.key for fault in bad.value.faults] == ["of_others"]


@pytest.mark.parametrize("command", ["verify", "list", "status", "report", "recount"])
@pytest.mark.parametrize(("name", "code"), [("plain", "not_archive"), ("nowhere", "not_there")])
def test_where_there_is_no_archive_a_command_says_so_and_makes_nothing(tmp_path, capsys, command, name, code):
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "photo.jpg").write_bytes(b"x")
    before = tree(tmp_path)
    more = {"report": ["-o", tmp_path / "r.html"], "recount": [tmp_path / "plain"]}.get(command, [])
    answer = run(capsys, "archive", command, tmp_path / name, *more, "--json")
    assert (answer.status, [one["code"] for one in answer.document["errors"]]) == (2, [code])
    assert tree(tmp_path) == before
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_whoever_forgets_the_folder_is_told_that_it_comes_first(nation, tmp_path, capsys, lang):
    record, said = nation.records(nation.held[0])[0], {"vi": "Hãy nêu thư mục", "en": "comes first"}[lang]
    before = tree(nation.folder)
    answer = run(capsys, "archive", "add", record, tmp_path, "--lang", lang)
    assert answer.status == 2
    assert answer.err.startswith(f"{record}: -: not_folder: ")
    assert said in answer.err
    assert (tree(nation.folder), tree(tmp_path)) == (before, {})


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_whoever_makes_an_archive_is_told_that_it_is_new(nation, tmp_path, capsys, lang):
    """A slip of the pen in the name of the folder must be seen."""
    record, said = nation.records(nation.held[0])[0], {"vi": "Đã tạo kho mới", "en": "new archive"}[lang]
    answer = run(capsys, "archive", "add", tmp_path / "a", record, "--lang", lang)
    assert (answer.status, said in answer.text) == (0, True)
    assert said not in run(capsys, "archive", "add", tmp_path / "a", record, "--lang", lang).text
    assert said in run(capsys, "archive", "add", tmp_path / "b", record, "--json", "--lang", lang).err
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "photo.jpg").write_bytes(b"x")
    assert run(capsys, "archive", "add", tmp_path / "other", record, "--lang", lang).status == 2
    assert [*tree(tmp_path / "other")] == ["photo.jpg"]


def test_what_is_wrong_with_a_file_is_told_with_its_place(tmp_path, capsys):
    """Of a congress file that was not taken, the place that must be mended."""
    bad = tmp_path / "congress.json"
    bad.write_text('{"schema": "congress/1", "mode": "maybe"}')
    answer = run(capsys, "archive", "add", tmp_path / "a", bad, "--lang", "en")
    [part] = run(capsys, "archive", "add", tmp_path / "a", bad, "--json", "--lang", "en").document["files"]
    [taken] = brought(tmp_path / "a", bad)
    assert taken.problem.place not in ("", "-")
    assert answer.status == 3
    assert part["message"].startswith(f"{taken.problem.place}: ")
    assert f"congress.json: {taken.problem.place}: " in answer.text
