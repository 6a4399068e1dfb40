"""``tally seal`` as a clerk uses it: a record a round, in order, and nothing that is there is ever touched."""

import json

import pytest

from tally.record import note
from tests.cli.made import congress, contest, totals
from tests.cli.sealed import RUN_OFF, TIED, WHOLE
from tests.record.ceremony import STATION, key, trust_file, trusted

EVENT = congress()["congress"]


def chain(desk):
    """What tells each record of the folder: its place, its contest, its rounds, and the place of whom it replaces."""
    models = [desk.read(path).model for path in desk.records()]
    by_hash = {desk.read(path).hash.hex(): desk.read(path).model.sequence for path in desk.records()}
    return [
        (
            model.sequence,
            by_hash.get(model.previous, 0),
            model.contest.id,
            len(model.rounds),
            by_hash.get(model.replaces),
        )
        for model in models
    ]


def test_each_round_has_a_record_in_the_order_of_the_contests_and_their_rounds(desk):
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    answer = desk.seal()
    assert answer.status == 0
    assert desk.records() == ["out/001-bch-1.record", "out/002-bch-2.record", "out/003-db-1.record"]
    assert chain(desk) == [(1, 0, "bch", 1, None), (2, 1, "bch", 2, None), (3, 2, "db", 1, None)]
    for path in desk.records():
        assert path in answer.out
        assert " ".join(json_of(desk, path)["fingerprint"].split()) in answer.text
    assert "tally sign" in answer.out


def json_of(desk, path):
    [part] = desk.verify(path, "--json").document["records"]
    return part


def test_a_record_is_signed_by_the_station_alone_and_names_the_trust_file(desk):
    desk.congress(("bch", [WHOLE]))
    desk.seal()
    [record] = map(desk.read, desk.records())
    assert note.verified(record.note, (key(STATION).vkey,)) == (key(STATION).vkey,)
    assert len(record.note.signatures) == 1
    assert record.model.station == STATION
    assert desk.verify(desk.records()[0], "--json").document["trust"]["version"] == 1
    checks = {check["code"]: check["ok"] for check in desk.verify(desk.records()[0], "--json").document["checks"]}
    assert [code for code, ok in checks.items() if not ok] == ["threshold"], "only the board is yet to sign"


def test_the_ballots_of_each_round_are_sealed_for_the_auditors_as_the_record_commits_to_them(desk):
    desk.congress(("bch", [TIED, RUN_OFF]))
    document = desk.seal("--json").document
    commitments = desk.read("out/002-bch-2.record").commitments
    assert [len(part["ballots"]) for part in document["records"]] == [1, 1]
    for part, made, struck in zip(document["records"], commitments, (TIED, RUN_OFF), strict=True):
        opened = desk.opened(part["ballots"][0])
        assert (opened.root, opened.size) == (made.root, made.size)
        assert sorted(map(marks, opened.ballots)) == sorted(map(sorted, struck))
        assert made.root.hex()[:8] in part["ballots"][0]


def marks(ballot):
    return json.loads(ballot)["struck"]


def test_a_second_run_makes_nothing_and_changes_no_byte_of_any_file(desk):
    desk.congress(("bch", [TIED]))
    desk.seal("--finding-lists", "lists")
    before = desk.files()
    answer = desk.seal("--finding-lists", "lists", typed=())
    assert answer.status == 0
    assert "Không có gì mới" in answer.text
    assert answer.err == "", "where nothing is due, nobody is asked for a passphrase"
    assert desk.files() == before


def test_after_a_new_round_only_the_new_one_is_made(desk):
    desk.congress(("bch", [TIED]))
    desk.seal()
    before = desk.files()
    desk.congress(("bch", [TIED, RUN_OFF]))
    assert "Đã lập 1 bản ghi" in desk.seal().text
    assert chain(desk) == [(1, 0, "bch", 1, None), (2, 1, "bch", 2, None)]
    after = desk.files()
    assert {name for name in after if name not in before} == {
        "bch-2.csv",
        "out/002-bch-2.record",
        *sealed_files(desk, 2),
    }
    assert all(after[name] == before[name] for name in before if name.startswith("out/"))
    first, second = (desk.read(path) for path in desk.records())
    assert second.commitments[0] == first.commitments[0]


def sealed_files(desk, number):
    return {str(path.relative_to(desk.folder)) for path in desk.folder.glob(f"out/bch-{number}-*.ballots.age")}


def test_a_corrected_ballots_file_makes_a_new_record_that_names_the_one_it_replaces(desk):
    desk.congress(("bch", [TIED, RUN_OFF]))
    desk.seal()
    before = desk.files()
    desk.congress(("bch", [TIED, [{3}] * 11 + [{2}] * 10]))
    answer = desk.seal("--correct", "bch")
    assert chain(desk) == [(1, 0, "bch", 1, None), (2, 1, "bch", 2, None), (3, 2, "bch", 2, 2)]
    assert "Thay cho bản ghi có mã băm " + desk.read("out/002-bch-2.record").hash.hex()[:16] in answer.text
    after = desk.files()
    assert all(after[name] == before[name] for name in before if name.startswith("out/"))
    kept, anew = (desk.read(path).commitments for path in ("out/002-bch-2.record", "out/003-bch-2.record"))
    assert kept[0] == anew[0]
    assert kept[1] != anew[1]
    assert len(sealed_files(desk, 1)) == 1
    assert len(sealed_files(desk, 2)) == 2


def test_what_stands_beside_the_rounds_is_corrected_without_sealing_the_ballots_again(desk):
    desk.congress(("bch", [WHOLE]))
    desk.seal()
    desk.congress(("bch", [WHOLE]), congress=EVENT | {"place": "Nơi Khác"})
    assert desk.seal("--correct", "bch", "--json").document["records"][0]["ballots"] == []
    assert chain(desk) == [(1, 0, "bch", 1, None), (2, 1, "bch", 1, 1)]
    first, second = (desk.read(path) for path in desk.records())
    assert first.commitments == second.commitments


def test_a_recount_replaces_the_record_even_where_every_sum_is_the_same(desk):
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    desk.seal()
    made = desk.seal("--recount", "bch", "--json").document["records"]
    assert [(part["contest"], part["rounds"], len(part["ballots"])) for part in made] == [("bch", 2, 2)]
    assert chain(desk)[3:] == [(4, 3, "bch", 2, 2)]
    old, new = (desk.read(path) for path in ("out/002-bch-2.record", "out/004-bch-2.record"))
    assert old.rounds[0]["votes"] == new.rounds[0]["votes"]
    assert not set(old.commitments) & set(new.commitments)


def test_a_contest_counted_on_tally_sheets_commits_to_nothing(desk):
    desk.congress(("bch", contest(3, 2, rounds=[totals(14, 18, 4, valid=18, invalid=3)])), ("db", [WHOLE]))
    answer = desk.seal("--finding-lists", "lists", "--json")
    assert [part["ballots"] == [] for part in answer.document["records"]] == [True, False]
    assert desk.read("out/001-bch-1.record").commitments == (None,)
    assert len(list(desk.folder.glob("lists/*"))) == 1
    assert "kiểm bằng bảng kiểm phiếu" in desk.tally("show", "out/001-bch-1.record").text


def test_where_nothing_was_counted_nothing_is_made(desk):
    desk.congress(("bch", []))
    assert "Không có gì mới" in desk.seal(typed=()).text
    assert not (desk.folder / "out").exists()


def test_the_document_says_what_was_made(desk):
    desk.congress(("bch", [WHOLE]))
    answer = desk.seal("--json")
    [part] = answer.document["records"]
    record = desk.read("out/001-bch-1.record")
    assert answer.document["schema"] == "sealed/1"
    assert part == {
        "path": "out/001-bch-1.record",
        "sequence": 1,
        "contest": "bch",
        "rounds": 1,
        "sha256": record.hash.hex(),
        "fingerprint": json_of(desk, "out/001-bch-1.record")["fingerprint"],
        "ballots": sorted(sealed_files(desk, 1)),
        "finding_lists": [],
    }
    assert desk.seal("--json").document == {"schema": "sealed/1", "records": []}


def test_every_auditor_of_the_trust_file_opens_the_ballots(desk):
    other = "VD/auditor-2"
    value = trusted()
    keys = tuple(sorted([*value.keys, key(other, "Trần Kiểm")], key=lambda one: str(one.name)))
    desk.put("trust", trust_file(trusted(keys=keys)))
    desk.congress(("bch", [WHOLE]))
    [part] = desk.seal("--json").document["records"]
    assert desk.opened(part["ballots"][0]) == desk.opened(part["ballots"][0], by=other)


@pytest.mark.parametrize("mode", ["training", "real"])
def test_records_bear_the_mode_of_the_congress(desk, mode):
    desk.congress(("bch", [WHOLE]), mode=mode)
    desk.seal()
    assert desk.read(desk.records()[0]).is_training == (mode == "training")
    desk.congress(("bch", [WHOLE]), ("db", [WHOLE]), mode=mode)
    assert desk.seal().status == 0, "a chain of an exercise goes on as one"
