"""A short form of ``make fault``: kills, power cuts and failing calls, and journals that must not stand them.

The long form, with more of each, is ``python -m tools.fault``; its figures are in docs/reliability.md.
"""

import sys
from collections import Counter
from contextlib import nullcontext
from random import Random

import pytest

from tools import fault
from tools.fault_calls import FAULTS, failing
from tools.fault_disk import CHANGES, Disk, Op
from tools.fault_judge import Outcome, Said, wrong_with
from tools.fault_kill import kill_at_calls, kill_at_random
from tools.fault_power import DAY, NAME, cut, cut_after_kill, cut_again, noted
from tools.fault_weaker import WEAKER
from tools.fault_worker import Player

ALL = {"names": 1.0, "calls": 1.0}
NONE = {"names": 0.0, "calls": 0.0}


def test_nothing_acknowledged_is_lost_by_a_kill_at_random():
    outcome = kill_at_random(4, seed=2)
    assert (outcome.trials, outcome.wrong) == (4, [])
    assert outcome.acknowledged > 0


def test_nothing_acknowledged_is_lost_by_a_kill_at_a_call():
    outcome = kill_at_calls(110, seed=2)
    assert outcome.wrong == []
    assert outcome.trials > 4


@pytest.mark.parametrize("cuts", [cut, cut_after_kill, cut_again])
def test_nothing_acknowledged_is_lost_by_a_power_cut(cuts):
    outcome = cuts(100, seed=2)
    assert (outcome.trials, outcome.wrong) == (100, [])
    assert outcome.acknowledged > 100


@pytest.mark.parametrize("name", WEAKER)
def test_a_journal_without_one_of_its_guards_does_lose_something(name):
    """Else the trials would prove nothing."""
    weaker, cuts = WEAKER[name]
    with weaker():
        assert cuts(100, seed=2).losing > 0


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("name", FAULTS)
def test_nothing_acknowledged_is_lost_by_calls_that_fail_and_every_failure_is_told(name, lasting):
    outcome = failing(name, lasting=lasting, every=23, seed=2)
    assert outcome.wrong == []
    assert outcome.trials >= 5
    assert outcome.failures


def test_the_day_has_every_kind_of_call_in_it():
    ops = noted(DAY, {}, seed=2)
    assert {op.kind for op in ops} >= CHANGES
    said = Said.of(op.name for op in ops)
    assert said.made
    assert (len(said.filed), said.destroyed) == (2, {1, 2, 3, 8})
    assert sorted(said.kept) == list(range(1, len(said.kept) + 1))


LEFT_OUT = ["--kills", "0", "--every-call", "0", "--images", "0", "--weaker", "0", "--every-fault", "0"]
SOUND = Outcome(trials=3, acknowledged=40, failures=Counter(journal_io=2))
LOSING = Outcome(trials=3, acknowledged=40, losing=1, wrong=["trial 2: lost entry 7"])


@pytest.mark.parametrize("option", ["--kills", "--every-call", "--images", "--every-fault"])
def test_the_table_says_what_was_tried_and_the_exit_code_whether_it_held(capsys, monkeypatch, option):
    found = []
    for trial in ("kill_at_random", "kill_at_calls", "failing"):
        monkeypatch.setattr(fault, trial, lambda *_, **named: found[-1])
    monkeypatch.setattr(fault, "CUTS", {"power": lambda *_: found[-1]})
    for outcome, code in ((SOUND, 0), (LOSING, 1)):
        found.append(outcome)
        assert fault.main([*LEFT_OUT, option, "3"]) == code
        head, row, *told = capsys.readouterr().out.splitlines()
        assert head.split() == ["trial", "trials", "acknowledged", "losing", "wrong", "seconds"]
        assert row.split()[-5:] == ["3", "40", f"{code}", f"{code}", "0"]
        assert told[0] == ("    trial 2: lost entry 7" if code else "    it said: journal_io 2")


def test_a_weaker_journal_that_loses_nothing_is_a_trial_that_proves_nothing(monkeypatch):
    for outcome, code in ((SOUND, 1), (LOSING, 0)):
        monkeypatch.setattr(fault, "WEAKER", {"weaker": (nullcontext, lambda *_, outcome=outcome: outcome)})
        assert fault.main([*LEFT_OUT, "--weaker", "3"]) == code


def written(disk, *ops):
    for op in ops:
        disk.apply(op)
    return disk


def op(kind, name="a", offset=0, data=b""):
    return Op(kind=kind, name=name, offset=offset, data=data)


def test_the_disk_keeps_what_was_synced_and_nothing_else_for_sure():
    disk = written(Disk({}), op("create"), op("write", data=b"one"))
    assert disk.image(**NONE, chance=Random(1)) == {}
    assert disk.image(**ALL, chance=Random(1)) == {"a": b"one"}
    written(disk, op("sync"), op("write", offset=3, data=b"two"))
    assert disk.image(names=0, calls=1, chance=Random(1)) == {}
    assert disk.image(names=1, calls=0, chance=Random(1)) == {"a": b"one"}
    written(disk, op("sync_folder"))
    assert disk.image(**NONE, chance=Random(1)) == {"a": b"one"}
    assert disk.image(**ALL, chance=Random(1)) == {"a": b"onetwo"}


def test_a_file_removed_may_be_there_again_until_the_folder_is_synced():
    disk = written(Disk({"a": b"one"}), op("delete"))
    assert disk.image(**NONE, chance=Random(1)) == {"a": b"one"}
    assert disk.image(**ALL, chance=Random(1)) == {}
    written(disk, op("create"), op("write", data=b"2"), op("sync"))
    assert disk.image(**NONE, chance=Random(1)) == {"a": b"one"}
    written(disk, op("sync_folder"))
    assert disk.image(**NONE, chance=Random(1)) == {"a": b"2"}


def test_a_file_cut_short_and_what_was_never_written_in_it():
    disk = written(Disk({"a": b"one two"}), op("truncate", offset=3), op("write", offset=5, data=b"x"))
    assert disk.image(**ALL, chance=Random(1)) == {"a": b"one\0\0x"}
    assert disk.image(**NONE, chance=Random(1)) == {"a": b"one two"}


def test_a_write_may_be_torn_and_may_spoil_its_sector_and_never_more():
    old, new = b"o" * 12288, b"n" * 1024
    disk = written(Disk({"a": old}), op("write", offset=4000, data=new))
    torn = spoiled = 0
    for seed in range(300):
        data = disk.image(names=1, calls=0.3, chance=Random(seed))["a"]
        assert (len(data), data[8192:]) == (12288, old[8192:])
        within = set(data[:8192]) <= set(b"on")
        if within:
            assert (data[:4000], data[5024:]) == (old[:4000], old[5024:])
            torn += data not in (old, old[:4000] + new + old[5024:])
        spoiled += not within
    assert torn > 10
    assert spoiled > 10


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("kept 1 00", "lost entry 1"),
        ("kept 9 00", "lost entry 9"),
        ("filed other 00", "lost file other"),
        ("filed record 00", "lost file record"),
        ("destroyed 2", "lost destruction: the secret of entry 2 is in the files again"),
    ],
)
def test_the_judge_sees_what_is_not_as_it_was_said(tmp_path, line, wrong):
    said = []
    Player(tmp_path / NAME, said.append, Random(1).randbytes).play(["make", "append 3 90", "file record 64", "close"])
    assert list(wrong_with(tmp_path / NAME, said)) == []
    assert wrong in list(wrong_with(tmp_path / NAME, [*said, line]))


def test_the_judge_sees_a_journal_that_is_gone_or_broken(tmp_path):
    assert list(wrong_with(tmp_path / "one.db", [])) == []
    [gone] = wrong_with(tmp_path / "two.db", ["made"])
    assert gone.startswith("lost journal: journal_gone")
    (tmp_path / "three.db").write_bytes(b"x" * 9000)
    [broken] = wrong_with(tmp_path / "three.db", [])
    assert broken.startswith("lost journal: not_a_journal")


def test_the_judge_sees_half_an_act(tmp_path):
    said = []
    player = Player(tmp_path / NAME, said.append, Random(1).randbytes)
    player.play(["make", "append 1 90"])
    drafts = player._drafts(2, 90)
    player._there.append(drafts[:1])
    player.play(["close"])
    assert list(wrong_with(tmp_path / NAME, said)) == ["entry 2 is a part of 2 and 1 more"]


def test_a_worker_that_ends_by_itself_is_no_kill():
    with pytest.raises(AssertionError, match="ended by itself"):
        kill_at_calls(400, seed=2, worker=[sys.executable, "-c", "pass"])
