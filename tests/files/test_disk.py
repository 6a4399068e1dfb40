"""Files are opened in one place only: what the congress file names lies in its folder, or is refused without a look."""

import json
import os
from pathlib import Path

import pytest

from tally import Status
from tally.files import disk
from tally.files.ballots import MOST_BYTES
from tally.files.disk import load_bytes, load_congress, load_courses
from tests.files.parts import contest, document, refused

BALLOTS = b"ballot,struck,defect\n" + b"".join(b"%d,4,\n" % ballot for ballot in range(20))
PLACE = "contests[0].rounds[0].ballots"


def on_disk(folder, name, data=BALLOTS, *, at="c-1.csv", congress="congress.json"):
    """A congress file that names a ballots file, and some file beside it."""
    first = {"number": 1, "purpose": "first", "issued": 20, "collected": 20, "ballots": name}
    (folder / congress).write_text(json.dumps(document(contest(rounds=[first]))), encoding="utf-8")
    if data is not None:
        (folder / at).parent.mkdir(exist_ok=True)
        (folder / at).write_bytes(data)
    return str(folder / congress)


def told(path):
    return [(fault.path, fault.location, fault.key) for fault in refused(lambda: load_courses(load_congress(path)))]


def test_the_ballots_of_a_round_are_read_from_the_file_beside_the_congress_file(tmp_path) -> None:
    (course,) = load_courses(load_congress(on_disk(tmp_path, "c-1.csv")))
    assert course.status is Status.COMPLETE
    assert [elected.number for elected in course.elected] == [1, 2, 3]


@pytest.mark.parametrize("name", ["phiếu/c-1.csv", "./c-1.csv", "phiếu//c 1.csv", "..csv", "c..1.csv", "c:1.csv"])
def test_names_are_relative_to_the_congress_file_wherever_the_command_is_run(tmp_path, monkeypatch, name) -> None:
    path = on_disk(tmp_path, name, at=name)
    monkeypatch.chdir("/")
    assert told(path) == []
    monkeypatch.chdir(tmp_path)
    assert told("congress.json") == []


def test_a_congress_file_may_lie_behind_a_link_with_its_folder(tmp_path) -> None:
    (tmp_path / "true").mkdir()
    on_disk(tmp_path / "true", "c-1.csv")
    (tmp_path / "linked").symlink_to(tmp_path / "true")
    assert told(str(tmp_path / "linked" / "congress.json")) == []


@pytest.mark.parametrize(
    "name", ["../c-1.csv", "a/../c-1.csv", "a/../../c-1.csv", "..", "a\\c-1.csv", "..\\c-1.csv", "C:\\c-1.csv"]
)
def test_a_name_that_leads_out_of_the_folder_is_refused_wherever_it_would_end(tmp_path, name) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "c-1.csv").write_bytes(BALLOTS)
    path = on_disk(tmp_path / "in", name)
    assert told(path) == [(path, PLACE, "bad_value.outside_folder")]


@pytest.mark.parametrize("name", ["/etc/passwd", "//c-1.csv"])
def test_an_absolute_name_is_refused(tmp_path, name) -> None:
    path = on_disk(tmp_path, name)
    assert told(path) == [(path, PLACE, "bad_value.outside_folder")]


def test_an_absolute_name_is_refused_even_of_a_file_in_the_folder(tmp_path) -> None:
    path = on_disk(tmp_path, str(tmp_path / "c-1.csv"))
    assert told(path) == [(path, PLACE, "bad_value.outside_folder")]


@pytest.mark.parametrize("name", ["linked.csv", "away/c-1.csv"])
def test_a_link_does_not_lead_out_of_the_folder(tmp_path, name) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "c-1.csv").write_bytes(BALLOTS)
    (tmp_path / "in" / "linked.csv").symlink_to(tmp_path / "out" / "c-1.csv")
    (tmp_path / "in" / "away").symlink_to(tmp_path / "out")
    path = on_disk(tmp_path / "in", name)
    assert told(path) == [(path, PLACE, "bad_value.outside_folder")]


def test_a_link_within_the_folder_is_followed(tmp_path) -> None:
    path = on_disk(tmp_path, "linked.csv")
    (tmp_path / "linked.csv").symlink_to("c-1.csv")
    assert told(path) == []


def test_a_link_that_leads_to_itself_leads_to_no_file(tmp_path) -> None:
    path = on_disk(tmp_path, "linked.csv")
    (tmp_path / "linked.csv").symlink_to("linked.csv")
    assert told(path) == [(path, PLACE, "file_missing.not_there")]


NO_FILES = {
    "none": "not_there",
    "C-1.CSV": "not_there",
    "c-1.csv/x": "not_there",
    "linked": "not_there",
    "folder": "not_a_file",
    ".": "not_a_file",
    "pipe": "not_a_file",
    "x" * 400: "not_readable",
}
no_file = pytest.mark.parametrize(("name", "why"), NO_FILES.items(), ids=lambda text: text[:12])


def with_no_files(folder):
    (folder / "folder").mkdir()
    (folder / "linked").symlink_to("gone")
    os.mkfifo(folder / "pipe")  # nobody ever writes to it: opening it would wait for ever


@no_file
def test_a_file_that_is_not_there_or_is_none_is_told_where_it_is_named(tmp_path, name, why) -> None:
    path = on_disk(tmp_path, name)
    with_no_files(tmp_path)
    (fault,) = refused(lambda: load_courses(load_congress(path)))
    assert (fault.path, fault.location, fault.key) == (path, PLACE, f"file_missing.{why}")
    assert fault.params["file"] == str(tmp_path / name)


@no_file
def test_a_congress_file_that_is_not_there_or_is_none_is_never_waited_for(tmp_path, name, why) -> None:
    (tmp_path / "c-1.csv").write_bytes(BALLOTS)
    with_no_files(tmp_path)
    path = f"{tmp_path}/{name}"
    assert told(path) == [(path, "-", f"file_missing.{why}")]


def test_a_device_is_no_file_and_no_name_has_a_zero_in_it() -> None:
    assert told("/dev/zero") == [("/dev/zero", "-", "file_missing.not_a_file")]
    assert told("a\x00b") == [("a\x00b", "-", "file_missing.not_there")]


def test_a_file_that_may_not_be_read_is_told_as_such(tmp_path, monkeypatch) -> None:
    def forbidden(self, *given):
        raise PermissionError(self)

    path = on_disk(tmp_path, "c-1.csv")
    monkeypatch.setattr(Path, "open", forbidden)
    assert told(path) == [(path, "-", "file_missing.not_readable")]


def test_of_a_file_beyond_all_use_no_more_is_read_than_shows_it(tmp_path, monkeypatch) -> None:
    assert MOST_BYTES == disk.MOST_BYTES
    monkeypatch.setattr(disk, "MOST_BYTES", 7)
    (tmp_path / "a").write_bytes(b"12345678901")
    assert load_bytes(str(tmp_path / "a")) == b"12345678"


def test_faults_within_a_ballots_file_are_told_of_that_file(tmp_path) -> None:
    path = on_disk(tmp_path, "c-1.csv", b"ballot,struck,defect\n1,9,\n1,,\n")
    beside = str(tmp_path / "c-1.csv")
    assert told(path) == [
        (beside, "row 2, column struck", "unknown_candidate"),
        (beside, "row 3, column ballot", "repeated_ballot"),
    ]


def test_faults_of_all_files_are_told_together(tmp_path) -> None:
    def first(name):
        return [{"number": 1, "purpose": "first", "issued": 20, "collected": 20, "ballots": name}]

    names = ["1.csv", "none.csv", "../3.csv", "4.csv"]
    whole = document(*(contest(id=f"c{place}", rounds=first(name)) for place, name in enumerate(names)))
    path = tmp_path / "congress.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    (tmp_path / "1.csv").write_bytes(b"\xff")
    (tmp_path / "4.csv").write_bytes(b"ballot,struck,defect\n1,0,\n")
    assert told(str(path)) == [
        (str(tmp_path / "1.csv"), "row 1", "not_utf8"),
        (str(path), "contests[1].rounds[0].ballots", "file_missing.not_there"),
        (str(path), "contests[2].rounds[0].ballots", "bad_value.outside_folder"),
        (str(tmp_path / "4.csv"), "row 2, column struck", "unknown_candidate"),
    ]


def test_how_far_the_reading_is_is_told_of_each_file(tmp_path) -> None:
    steps = []
    load_courses(load_congress(on_disk(tmp_path, "c-1.csv")), progress=lambda *step: steps.append(step))
    assert steps[-1] == (str(tmp_path / "c-1.csv"), 109, 109)


def test_toml_is_known_by_its_name(tmp_path) -> None:
    path = on_disk(tmp_path, "c-1.csv", congress="congress.toml")
    assert [key for _, _, key in told(path)] == ["bad_syntax.toml"]
