"""``tally open``: an auditor's key opens what was sealed, into a file of its own, and nothing is opened otherwise."""

import io
import stat
import sys

import pytest

from tally.congress import Mode
from tally.record import commitment, opening
from tally.record.audit_document import OpenedDocument
from tests.cli.made import run
from tests.cli.opened import PASSPHRASE, TWENTY, against_schema, key_file, sealed_in
from tests.record.test_audited import FURTHER, SHORT

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def opens(capsys, monkeypatch):
    """Run the command on the files of a congress; whoever holds the key types the passphrase."""

    def opened(own, *more, key=None, ballots=None, typed=PASSPHRASE, output="some.opening", lang="en"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        line = [own.record, "--ballots", ballots or own.ballots, "--key", key or own.key]
        return run(capsys, "open", *line, "-o", own.record.parent / output, "--lang", lang, *more)

    return opened


def test_the_leaves_named_are_opened_and_proved(own, opens):
    answer = opens(own, "--leaves", "3,17-18")
    assert (answer.status, answer.out.count("Paper is the truth")) == (0, 1)
    made = opening.read((own.record.parent / "some.opening").read_bytes())
    opening.check(made, record=own.hash, root=own.committed[0].root, size=20)
    assert [leaf.index for leaf in made.leaves] == [3, 17, 18]
    assert (made.contest, made.round) == ("bch", 1)
    assert "3 ballots opened and written to" in answer.text
    assert "for the auditors alone and are not published" in answer.text


def test_all_ballots_are_opened_as_they_were_committed_where_all_are_asked_for(own, opens):
    answer = opens(own, "--all")
    assert answer.status == 0
    assert commitment.read((own.record.parent / "some.opening").read_bytes()) == own.committed[0]
    assert "ALL ballots of this round were opened" in answer.text
    assert "Whoever opens all of them sees every ballot of the round, and is bound to secrecy" in answer.text
    assert "sees every ballot" not in opens(own, "--leaves", "3", output="one").text


@pytest.mark.parametrize("more", [(), ("--all", "--leaves", "3")])
def test_not_one_ballot_is_opened_unless_it_is_said_which(own, opens, more):
    """Nobody opens every ballot because an option was forgotten."""
    answer = opens(own, *more)
    assert refused(answer, own, "usage").startswith("tally: --leaves: ")
    assert "give --all to open every one" in answer.err
    assert "Passphrase" not in answer.err


def test_leaves_may_be_written_with_spaces_after_their_commas(own, opens):
    assert opens(own, "--leaves", "3,", "17-18,", "0", "--json").document["leaves"] == [0, 3, 17, 18]
    assert opens(own, "--leaves=3,", "17", "--json", output="b").document["leaves"] == [3, 17]
    assert opens(own, "--leaves", "3, 17", "--json", output="c").document["leaves"] == [3, 17]
    answer = opens(own, "--leaves", "3", "17", output="d")
    assert answer.err.startswith("tally: 17: usage: ")


def test_a_name_that_cannot_be_seen_is_written_out(own, opens):
    assert "written to" in (text := opens(own, "--all", output="a\x1b[2Jb").text)
    assert "a\\x1b[2Jb" in text


def test_the_round_is_the_one_whose_ballots_were_sealed(tmp_path, opens):
    own = sealed_in(tmp_path, SHORT, FURTHER, which=1)
    answer = opens(own, "--leaves", "0")
    assert "Round 1 – first ballot: 20 ballots" in answer.text
    assert opening.read((tmp_path / "some.opening").read_bytes()).round == 1


def test_what_is_opened_only_the_writer_may_read(own, opens):
    opens(own, "--leaves", "3")
    assert stat.S_IMODE((own.record.parent / "some.opening").stat().st_mode) == 0o600


def test_nothing_is_overwritten_and_no_passphrase_asked_in_vain(own, opens):
    file = own.record.parent / "some.opening"
    file.write_text("mine")
    answer = opens(own, "--leaves", "3")
    assert (answer.status, file.read_text()) == (2, "mine")
    assert answer.err.startswith(f"{file}: -: file_exists: ")
    assert "Passphrase" not in answer.err


def refused(answer, own, code):
    assert (answer.status, answer.out) == (2, "")
    assert not (own.record.parent / "some.opening").exists()
    [told] = [line for line in answer.err.splitlines() if f": {code}: " in line]
    return told


def test_another_auditors_key_opens_nothing(own, opens, tmp_path):
    other = tmp_path / "other.key"
    other.write_bytes(key_file("VD/auditor-2"))
    assert refused(opens(own, "--all", key=other), own, "not_for_this_key").startswith(str(own.ballots))


def test_a_wrong_passphrase_opens_nothing(own, opens):
    typed = " ".join(PASSPHRASE.split()[::-1])
    assert refused(opens(own, "--all", typed=typed), own, "wrong_passphrase").startswith(str(own.key))


def test_a_leaf_that_is_not_there_is_named(own, opens):
    told = refused(opens(own, "--leaves", "3,20"), own, "no_such_leaf")
    assert "20" in told
    refused(opens(own, "--leaves", "3;4"), own, "usage")


def test_ballots_that_the_record_does_not_commit_to_are_not_opened(own, opens, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    other = sealed_in(folder, [*TWENTY[1:], {1, 2}])
    refused(opens(own, "--all", ballots=other.ballots), own, "ballots_of_another_record")


def test_a_file_that_is_not_sealed_or_was_changed_is_not_opened(own, opens):
    data = own.ballots.read_bytes()
    own.ballots.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    refused(opens(own, "--all"), own, "seal_broken")
    own.ballots.write_bytes(b"ballots/1\n")
    refused(opens(own, "--all"), own, "not_sealed")


def test_the_document_names_the_round_and_the_leaves(own, opens):
    some = opens(own, "--leaves", "3,17", "--json").document
    assert some["leaves"] == [3, 17]
    assert (some["record"], some["contest"], some["round"], some["ballots"]) == (own.hash.hex(), "bch", 1, 20)
    every = opens(own, "--all", "--json", output="all.ballots").document
    assert "leaves" not in every
    assert against_schema(some, OpenedDocument) == against_schema(every, OpenedDocument) == []


def test_an_exercise_is_marked(tmp_path, opens):
    own = sealed_in(tmp_path, mode=Mode.TRAINING)
    assert opens(own, "--leaves", "0", lang="vi").out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
