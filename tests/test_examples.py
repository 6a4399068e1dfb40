"""The example congresses: the generator writes them, and each comes out as it was designed.

The count here is slow, plain and its own: nothing of ``tally`` is imported, and the outcomes below were written down
from the design, not from a run.
"""

import csv
import json
import re
import subprocess
import sys
import tomllib
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
HOME = ROOT / "docs" / "examples"
FILES = {
    "commune-cao-an": "congress.json",
    "cell-26": "congress.toml",
    "province-486": "congress.json",
    "committee-first-meeting": "congress.json",
}
LEAVE_THE_BASE = {
    "members": ("temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"),
    "delegates": ("convening_absent", "unreplaced"),
    "committee": ("barred",),
}


@dataclass(frozen=True, kw_only=True)
class Designed:
    place: str
    base: int
    issued: int
    collected: int
    invalid: dict[str, int]
    votes: tuple[int, ...]
    elected: list[int]
    tied: list[int]
    seats_left: int


DESIGN = [
    Designed(
        place="commune-cao-an/bch-1", base=157, issued=156, collected=156,
        invalid={
            "not_issued": 1, "off_list_name": 1, "distinguishing_mark": 1, "several_inks": 1, "signed_or_written": 1,
            "more_than_seats": 1, "votes_for_nobody": 1,
        },
        votes=(127, 147, 138, 97, 145, 142, 97, 146, 62, 136, 121, 144, 131, 143, 134, 140, 141),
        elected=[2, 8, 5, 12, 14, 6, 17, 16, 3, 10, 15, 13, 1, 11], tied=[4, 7], seats_left=1,
    ),
    Designed(
        place="commune-cao-an/bch-2", base=157, issued=156, collected=155,
        invalid={"more_than_seats": 1, "votes_for_nobody": 1},
        votes=(92, 61),
        elected=[4], tied=[], seats_left=0,
    ),
    Designed(
        place="commune-cao-an/bi-thu-1", base=157, issued=156, collected=156,
        invalid={"box_not_clear": 1},
        votes=(149,),
        elected=[1], tied=[], seats_left=0,
    ),
    Designed(
        place="commune-cao-an/dai-bieu-1", base=157, issued=156, collected=156,
        invalid={"more_than_seats": 1, "signed_or_written": 1},
        votes=(144, 98, 135, 86, 139, 81, 38, 125, 130, 109, 119),
        elected=[1, 5, 3, 9, 8, 11, 10, 2], tied=[], seats_left=0,
    ),
    Designed(
        place="cell-26/chi-uy-1", base=23, issued=22, collected=22,
        invalid={"more_than_seats": 1},
        votes=(21, 20, 18, 16, 20, 8),
        elected=[1, 2, 5, 3, 4], tied=[], seats_left=0,
    ),
    Designed(
        place="cell-26/bi-thu-1", base=23, issued=22, collected=22,
        invalid={"more_than_seats": 1},
        votes=(11, 10),
        elected=[], tied=[], seats_left=1,
    ),
    Designed(
        place="cell-26/bi-thu-2", base=23, issued=22, collected=22,
        invalid={},
        votes=(14, 8),
        elected=[1], tied=[], seats_left=0,
    ),
    Designed(
        place="cell-26/pho-bi-thu-1", base=23, issued=22, collected=22,
        invalid={"box_not_clear": 1},
        votes=(19,),
        elected=[1], tied=[], seats_left=0,
    ),
    Designed(
        place="province-486/bch-1", base=484, issued=483, collected=481,
        invalid={"distinguishing_mark": 1, "signed_or_written": 1, "more_than_seats": 2},
        votes=(
            462, 390, 465, 411, 468, 224, 407, 360, 354, 391, 429, 374, 403, 467, 474, 428, 468, 444, 393, 403,
            118, 422, 345, 440, 398, 438, 471, 375, 454, 349, 361, 420, 392, 352, 372, 459, 457, 470, 457, 207,
            393, 428, 431, 398, 414, 388, 185, 362, 463, 413, 463, 382, 369, 375, 464, 231, 472, 472, 367, 341,
            392, 422, 379, 427, 386, 468, 141, 393, 262, 172, 163, 456, 96, 423, 406, 448, 386, 443,
        ),
        elected=[
            15, 57, 58, 27, 38, 5, 17, 66, 14, 3, 55, 49, 51, 1, 36, 37, 39, 72, 29, 76, 18, 78, 24, 26, 43, 11, 16,
            42, 64, 74, 22, 62, 32, 45, 50, 4, 7, 75, 13, 20, 25, 44, 19, 41, 68, 33, 61, 10, 2, 46, 65, 77, 52, 63,
            28, 54, 12, 35, 53, 59, 48, 31, 8, 9, 34, 30, 23, 60,
        ],
        tied=[], seats_left=0,
    ),
    Designed(
        place="committee-first-meeting/bch-1", base=118, issued=118, collected=118,
        invalid={"more_than_seats": 1, "several_inks": 1},
        votes=(
            92, 113, 55, 115, 96, 112, 108, 84, 101, 89, 87, 111, 94, 109,
            114, 110, 48, 107, 112, 105, 103, 106, 40, 99, 114, 90, 104, 82,
        ),
        elected=[4, 15, 25, 2, 6, 19, 12, 16, 14, 7, 18, 22, 20, 27, 21, 9, 24, 5, 13, 1, 26, 10, 11, 8, 28],
        tied=[], seats_left=0,
    ),
    Designed(
        place="committee-first-meeting/btv-1", base=25, issued=24, collected=24,
        invalid={},
        votes=(23, 24, 22, 21, 15, 24, 20, 23, 18),
        elected=[2, 6, 1, 8, 3, 4, 7, 9], tied=[], seats_left=0,
    ),
    Designed(
        place="committee-first-meeting/bi-thu-1", base=25, issued=24, collected=24,
        invalid={},
        votes=(23,),
        elected=[1], tied=[], seats_left=0,
    ),
    Designed(
        place="committee-first-meeting/ubkt-1", base=25, issued=24, collected=24,
        invalid={"votes_for_nobody": 1},
        votes=(20, 17, 22, 19, 21),
        elected=[3, 5, 1, 4, 2], tied=[], seats_left=0,
    ),
]  # fmt: skip


def congress(folder: str) -> dict[str, Any]:
    text = (HOME / folder / FILES[folder]).read_text(encoding="utf-8")
    read: dict[str, Any] = tomllib.loads(text) if FILES[folder].endswith(".toml") else json.loads(text)
    return read


def contests(folder: str) -> dict[str, dict[str, Any]]:
    return {contest["id"]: contest for contest in congress(folder)["contests"]}


def rounds() -> dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Every round of every example by its place: its meeting, its contest and itself."""
    found = {}
    for folder in FILES:
        whole = congress(folder)
        meetings = {meeting["id"]: meeting for meeting in whole["meetings"]}
        for contest in whole["contests"]:
            for held in contest["rounds"]:
                place = f"{folder}/{contest['id']}-{held['number']}"
                found[place] = meetings[contest["meeting"]], contest, held
    return found


def ballots(place: str) -> list[dict[str, str]]:
    text = (HOME / f"{place}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text else ","))


def judged(ballot: dict[str, str], numbers: list[int], seats: int) -> tuple[str, set[int]]:
    """The ground on which a ballot is invalid, or none and those it votes for (R6)."""
    if ballot["defect"]:
        return ballot["defect"], set()
    if len(numbers) > seats:
        kept = set(numbers) - {int(text) for text in ballot["struck"].split()}
        if len(kept) > seats:
            return "more_than_seats", set()
        return ("", kept) if kept else ("votes_for_nobody", set())
    agree = {int(text) for text in ballot["agree"].split()}
    disagree = {int(text) for text in ballot["disagree"].split()}
    if len(numbers) == 1 and len(agree) + len(disagree) != 1:
        return "box_not_clear", set()
    if len(numbers) > 1 and not agree - disagree:
        return "votes_for_nobody", set()
    return "", agree - disagree


def test_the_table_names_every_round() -> None:
    assert sorted(rounds()) == sorted(designed.place for designed in DESIGN)


@pytest.mark.parametrize("designed", DESIGN, ids=lambda designed: designed.place)
def test_a_round_comes_out_as_designed(designed: Designed) -> None:
    meeting, contest, held = rounds()[designed.place]
    numbers = held.get("candidates", [person["number"] for person in contest["candidates"]])
    seats = held.get("seats", contest["seats"])
    votes, invalid = dict.fromkeys(numbers, 0), dict[str, int]()
    papers = ballots(designed.place)
    for ballot in papers:
        reason, chosen = judged(ballot, numbers, seats)
        if reason:
            invalid[reason] = invalid.get(reason, 0) + 1
        for number in chosen:
            votes[number] += 1
    base = sum(meeting["roll"].values()) - sum(meeting["roll"].get(s, 0) for s in LEAVE_THE_BASE[meeting["kind"]])
    in_line = [number for number in numbers if held["purpose"] == "run_off" or 2 * votes[number] > base]
    in_line.sort(key=lambda number: (-votes[number], number))
    elected, tied = in_line[:seats], list[int]()
    if len(in_line) > seats and votes[in_line[seats - 1]] == votes[in_line[seats]]:
        tied = [number for number in in_line if votes[number] == votes[in_line[seats]]]
        elected = [number for number in elected if number not in tied]
    assert (held["issued"], held["collected"], len(papers)) == (designed.issued, designed.collected, designed.collected)
    assert (base, invalid, tuple(votes.values())) == (designed.base, designed.invalid, designed.votes)
    assert (elected, tied, seats - len(elected)) == (designed.elected, designed.tied, designed.seats_left)


def test_r10_r11_a_second_round_answers_the_first() -> None:
    results = {designed.place: designed for designed in DESIGN}
    run_off, further = rounds()["commune-cao-an/bch-2"][2], rounds()["cell-26/bi-thu-2"][2]
    assert (run_off["purpose"], run_off["candidates"]) == ("run_off", results["commune-cao-an/bch-1"].tied)
    assert run_off["seats"] == results["commune-cao-an/bch-1"].seats_left
    assert (further["purpose"], further["candidates"], further["seats"]) == ("further", [1, 2], 1)


def test_r12_two_alternates_are_left_over_half() -> None:
    first = next(designed for designed in DESIGN if designed.place == "commune-cao-an/dai-bieu-1")
    left = [n for n, votes in enumerate(first.votes, 1) if n not in first.elected and 2 * votes > first.base]
    assert left == [4, 6]
    assert contests("commune-cao-an")["dai-bieu"]["alternates"] == len(left)


def test_r6_cao_an_has_an_invalid_ballot_of_each_ground() -> None:
    found = {ground for each in DESIGN if each.place.startswith("commune-cao-an/") for ground in each.invalid}
    assert found == {
        "not_issued", "off_list_name", "distinguishing_mark", "several_inks", "signed_or_written",
        "more_than_seats", "votes_for_nobody", "box_not_clear",
    }  # fmt: skip


def test_r13_cao_an_elects_its_committee_then_the_secretary_then_the_delegates() -> None:
    assert list(contests("commune-cao-an")) == ["bch", "bi-thu", "dai-bieu"]
    assert all(contest["meeting"] == "congress" for contest in contests("commune-cao-an").values())


def test_r6_a_row_with_both_boxes_and_one_with_neither_leave_their_ballots_valid() -> None:
    kinds = [
        (number in ballot["agree"].split(), number in ballot["disagree"].split(), judged(ballot, [1, 2, 3, 4, 5], 5)[0])
        for ballot in ballots("committee-first-meeting/ubkt-1")
        for number in "12345"
    ]
    assert kinds.count((True, True, "")) == 1
    assert kinds.count((False, False, "")) == 1


def test_r6_lists_stand_in_the_order_of_the_given_name() -> None:
    def letters(candidate: dict[str, Any]) -> list[int]:
        word = unicodedata.normalize("NFD", candidate["name"].split()[-1].lower())
        toneless = "".join(sign for sign in word if sign not in "\u0300\u0309\u0303\u0301\u0323")
        return ["aăâbcdđeêghiklmnoôơpqrstuưvxy".index(x) for x in unicodedata.normalize("NFC", toneless)]

    for folder in FILES:
        for contest in contests(folder).values():
            people = contest["candidates"]
            assert [person["number"] for person in people] == list(range(1, len(people) + 1))
            assert all(letters(one) <= letters(next_one) for one, next_one in pairwise(people))


@pytest.mark.parametrize("folder", FILES)
def test_r2_r3_training_with_a_board_off_the_lists_and_supported_nominees(folder: str) -> None:
    whole = congress(folder)
    attending = {m["id"]: m["roll"]["present"] + m["roll"].get("replaced", 0) for m in whole["meetings"]}
    people = [(contest, person) for contest in whole["contests"] for person in contest["candidates"]]
    agreed = [(100 * p["agreed_by"], 30 * attending[c["meeting"]]) for c, p in people if "agreed_by" in p]
    assert whole["mode"] == "training"
    assert {member["name"] for member in whole["board"]}.isdisjoint(person["name"] for _, person in people)
    assert agreed
    assert all(support > limit for support, limit in agreed)
    assert all(("agreed_by" in person) == (person["nominated_by"] != "committee") for _, person in people)


def test_r4_committees_have_a_surplus_within_the_limit() -> None:
    for folder in FILES:
        for contest in contests(folder).values():
            if contest["kind"] in {"committee", "standing_committee"}:
                n = contest["seats"]
                assert n < len(contest["candidates"]) <= n + max(1, 30 * n // 100)


def test_r13_whoever_stands_from_a_pool_was_elected_to_it() -> None:
    results = {designed.place: designed for designed in DESIGN}
    pooled = [(folder, contest) for folder in FILES for contest in contests(folder).values() if contest.get("pool")]
    for folder, contest in pooled:
        pool = contests(folder)[contest["pool"]]["candidates"]
        elected = [pool[number - 1] for number in results[f"{folder}/{contest['pool']}-1"].elected]
        persons = {(person["name"], person["born"]) for person in elected}
        assert {(person["name"], person["born"]) for person in contest["candidates"]} <= persons
    assert [contest["id"] for _, contest in pooled] == ["bi-thu", "bi-thu", "pho-bi-thu", "btv", "bi-thu"]
    first_meeting = contests("committee-first-meeting")
    assert 3 * first_meeting["btv"]["seats"] <= first_meeting["bch"]["seats"]


def test_r16_women_reach_the_plan_in_cao_an_by_the_run_off_and_miss_it_in_the_province() -> None:
    results = {designed.place: designed for designed in DESIGN}
    commune = {person["number"]: person["sex"] for person in contests("commune-cao-an")["bch"]["candidates"]}
    province = {person["number"]: person["sex"] for person in contests("province-486")["bch"]["candidates"]}
    assert [commune[number] for number in results["commune-cao-an/bch-1"].elected].count("female") == 2
    assert (commune[4], commune[7]) == ("female", "male")
    assert [province[number] for number in results["province-486/bch-1"].elected].count("female") == 12


def test_one_ballots_file_is_as_a_spreadsheet_writes_it() -> None:
    marked = [path for path in HOME.glob("*/*.csv") if path.read_bytes().startswith(b"\xef\xbb\xbfballot;struck;")]
    assert [path.relative_to(HOME).as_posix() for path in marked] == ["commune-cao-an/bch-2.csv"]
    assert all((b"\r\n" in path.read_bytes()) == (path in marked) for path in HOME.glob("*/*.csv"))


def test_the_generator_writes_every_congress_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "examples.py", tmp_path], check=True)
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(HOME): path.read_bytes() for path in HOME.rglob("*") if path.is_file()}
    by_hand = {Path("README.md"), Path("votes/card.json"), Path("votes/rating.json")}
    assert kept.keys() - written.keys() == by_hand
    assert written == {path: data for path, data in kept.items() if path not in by_hand}


def test_the_readme_names_the_seed_and_files_that_exist() -> None:
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    seed = re.search(r"^SEED = (\d+)$", (ROOT / "tools" / "example_parts.py").read_text(encoding="utf-8"), re.M)
    assert seed is not None
    assert f"**{seed[1]}**" in readme
    named = set(re.findall(r"tally (check|count) (\S+?)`?(?= |$)", readme, re.M))
    assert named == {(verb, f"docs/examples/{f}/{FILES[f]}") for f in FILES for verb in ("check", "count")}
