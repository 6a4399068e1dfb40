"""``tally verify --ballots``: the ballots counted from scratch beside what the record says of them."""

import pytest

from tally.record import canonical, commitment
from tests.cli.made import contest, totals
from tests.cli.sealed import AUDITOR, RUN_OFF, TIED, WHOLE, codes, key_of
from tests.cli.test_verify_command import failing
from tests.record.ceremony import STATION, board_names, signed

FIRST, SECOND, THIRD = "out/001-bch-1.record", "out/002-bch-2.record", "out/003-db-1.record"


@pytest.fixture
def chain(desk):
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    made = desk.seal("--json").document["records"]
    for part in made:
        desk.sign(part["path"])
    desk.sealed = [path for part in made for path in part["ballots"]]
    return desk


def opened(desk, place, record=SECOND):
    """Let the auditor open all ballots of a round."""
    line = ("open", record, "--ballots", desk.sealed[place], "--key", key_of(AUDITOR), "--all", "-o", f"opened-{place}")
    assert desk.tally(*line).status == 0
    return f"opened-{place}"


def recount(desk, path, *more, record=SECOND):
    answer = desk.verify(record, "--ballots", path, "--json", *more)
    check = answer.document["checks"][-1]
    assert check["code"] == "ballots"
    return answer.status, check["why"], check["detail"]


@pytest.mark.parametrize(("place", "number"), [(0, 1), (1, 2)])
def test_opened_ballots_are_those_of_the_round_that_committed_to_them(chain, place, number):
    status, why, detail = recount(chain, opened(chain, place))
    assert (status, why) == (0, "recounted")
    assert detail.startswith(f"Lần bầu thứ {number}: đúng là 21 phiếu đã cam kết")


def test_an_entered_file_agrees_with_the_last_round_and_proves_no_more(chain):
    status, why, detail = recount(chain, "bch-2.csv")
    assert (status, why) == (0, "sums_agree")
    assert "không chứng minh đó là những phiếu đã cam kết" in detail
    assert recount(chain, "bch-1.csv", record=FIRST)[:2] == (0, "sums_agree")


def test_other_ballots_are_found_by_the_first_sum_that_differs(chain):
    chain.rounds("khac", [[{3}] * 11 + [{2}] * 10, [{3}] * 11 + [{2}] * 10])
    status, why, detail = recount(chain, "khac-2.csv")
    assert (status, why) == (3, "votes_differ")
    assert detail == "Lần bầu thứ 2, số 2 Bình An: bản ghi có 12 phiếu, kiểm lại được 11."


def test_other_invalid_ballots_are_found_though_every_vote_is_the_same(chain):
    chain.rounds("khac", [[{3}] * 14 + [{1}] * 4 + [{1, 2, 3}] * 2])
    status, why, detail = recount(chain, "khac-1.csv", record=THIRD)
    assert (status, why) == (3, "sums_differ")
    assert "kiểm lại được 18 phiếu hợp lệ, 2 không hợp lệ; bản ghi có 18 và 3" in detail


def test_ballots_of_another_contest_are_not_those_of_the_record(chain):
    assert recount(chain, opened(chain, 2, THIRD))[:2] == (3, "another_tree")


def test_opened_ballots_that_were_changed_are_not_what_was_committed(chain):
    path = chain.folder / opened(chain, 0)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:-2], lines[-1], lines[-2]]))
    assert recount(chain, path.name)[:2] == (3, "root_differs")
    path.write_bytes(b"".join(lines[:-1]))
    assert recount(chain, path.name)[:2] == (3, "root_differs")
    path.write_bytes(b"ballots/1\n")
    assert recount(chain, path.name)[:2] == (3, "not_ballots")


def test_opened_ballots_that_the_figures_do_not_come_from_are_told(chain):
    """A record that commits to the ballots and lies about their sums agrees with itself, and not with them."""
    chain.congress(("bch", contest(3, 2, rounds=[totals(17, 19, 0, valid=18, invalid=3)])))
    line = ["seal", "congress.json", "-o", "lie", "--trust", "trust", "--pin", chain.pin(), "--key", key_of(STATION)]
    made = chain.tally(*line, "--json")
    [part] = made.document["records"]
    true = chain.opened(chain.sealed[2])
    tree = chain.read(part["path"]).tree
    tree["rounds"][0]["commitment"] = {"root": true.root.hex(), "size": true.size}
    tree["rounds"][0]["invalid"] = {"votes_for_nobody": 3}
    chain.put("lie.record", signed(canonical.write(tree).decode(), [STATION, *board_names(2)]))
    chain.put("opened", commitment.write(true))
    assert recount(chain, "opened", record="lie.record")[:2] == (3, "votes_differ")
    assert failing(chain.verify("lie.record", "--json")) == {}


def test_a_fault_in_an_entered_file_is_bad_input(chain):
    chain.put("bad.csv", b"ballot,struck,defect\n1,9,\n1,2,\n")
    answer = chain.verify(SECOND, "--ballots", "bad.csv")
    assert (answer.status, answer.out) == (2, "")
    assert {(path, code) for path, _, code in codes(answer)} == {
        ("bad.csv", "unknown_candidate"),
        ("bad.csv", "repeated_ballot"),
    }


def test_ballots_that_are_not_there_are_bad_input(chain):
    assert codes(chain.verify(SECOND, "--ballots", "nowhere")) == [("nowhere", "-", "file_missing")]


@pytest.mark.parametrize("break_it", ["unreadable", "not reckoned"])
def test_what_cannot_be_reckoned_cannot_be_recounted(chain, break_it):
    tree = chain.read(SECOND).tree
    tree["rounds"][1]["seats"] = 2
    data = signed(canonical.write(tree).decode(), [STATION]) if break_it == "not reckoned" else b""
    chain.put(SECOND, data)
    status, why, _ = recount(chain, "bch-2.csv")
    assert (status, why) == (3 if data else 2, "not_reckoned")


def test_ballots_are_of_one_record(chain):
    """Held against every record of a chain they would make all but one of them look false."""
    answer = chain.verify(FIRST, SECOND, "--ballots", "bch-2.csv")
    assert (answer.status, codes(answer)) == (2, [("tally", "--ballots", "usage")])


def test_sealed_ballots_are_to_be_opened_first(chain):
    answer = chain.verify(SECOND, "--ballots", chain.sealed[1])
    assert (answer.status, answer.out, codes(answer)) == (2, "", [(chain.sealed[1], "-", "still_sealed")])
    assert "tally open" in answer.err


def test_of_an_entered_file_it_is_said_which_round_it_is_taken_for(chain):
    said = "nó được kiểm như phiếu của lần bầu cuối trong bản ghi, lần thứ 2."
    answer = chain.verify(SECOND, "--ballots", "bch-2.csv")
    assert (answer.status, said in answer.err) == (0, True)
    assert said in chain.verify(SECOND, "--ballots", "bch-1.csv").err
    assert chain.verify(SECOND, "--ballots", "bch-2.csv", "--json").err == ""
    assert chain.verify(SECOND, "--ballots", opened(chain, 1)).err == ""
