"""What a second verifier says, which was written from docs/record-format.md alone, is what this one says."""

import ast
import json
from collections import Counter
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import combinations, permutations
from pathlib import Path
from random import Random

import pytest

from tally.congress import Mode
from tally.record import canonical, trust_chain
from tally.record.refusal import Refused
from tally.record.verify import CODES, verify
from tests.record.damaging import KEYS, changed_bytes, changed_lines, changed_text, names_of, text_of
from tests.record.enriching import enriched
from tests.record.signed_examples import CASES, NAMES, case, drawn, example, signed
from tests.second_reader import ballots, notes, records, trust
from tests.test_formats_page import _findings_in_the_core as findings_in_the_core

pytestmark = pytest.mark.unmeasured

HOME = Path(__file__).parent.parent
VECTORS = HOME / "vectors"
TRUST = [(VECTORS / f"trust-{version}.txt").read_bytes() for version in (1, 2)]
RECORDS = [(VECTORS / f"record-{number}.record").read_bytes() for number in (1, 2, 3, 4, 5)]
DAMAGED = 300
CASE_NAMES = sorted(folder.parent.name for folder in CASES.glob("*/congress.json"))
ELECTIONS = 60
ENRICHED = 500


chain_of = cache(trust_chain.chain)


def agreed(files, trusted, *, expected="real"):
    """What both say of each record, (verdict, the checks that fail); the assertion is that it is the same."""
    both = []
    mine = verify(files, chain_of(tuple(trusted), ()), expected=Mode(expected))
    for own, other in zip(mine, records.verify(files, trusted, expected=expected), strict=True):
        checks = {check.code: check.ok for check in own.checks}
        assert own.verdict == other[0], (checks, other)
        if own.verdict != "unreadable":
            assert checks == other[1]
        both.append((other[0], {code for code, holds in checks.items() if not holds}))
    return both


def test_the_second_verifier_has_nothing_of_the_first():
    files = sorted((HOME / "second_reader").glob("*.py"))
    assert len(files) > 5
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            named += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in named if name.split(".")[0] in ("tally", "station", "pydantic")], file.name
            assert not [name for name in named if name.startswith("tests") and "second_reader" not in name], file.name


@pytest.mark.parametrize("name", NAMES)
def test_both_find_the_records_of_an_example_valid(name):
    trusted, files = example(name)
    assert agreed(files, [trusted], expected="training") == [("valid", set())] * len(files)
    assert agreed(files, [trusted]) == [("not_valid", {"mode"})] * len(files)


@pytest.mark.parametrize("name", CASE_NAMES)
def test_both_find_the_records_of_a_case_valid(name):
    """tests/cases has what each comes to, which ``tally count`` is held to; here the record of it is."""
    trusted, files = case(name)
    mode = json.loads(text_of(files[0]))["mode"]
    assert agreed(files, [trusted], expected=mode) == [("valid", set())] * len(files)


def test_both_say_the_same_of_the_vectors():
    for path in sorted(VECTORS.glob("*.record")):
        agreed([path.read_bytes()], TRUST)
        agreed([path.read_bytes()], TRUST[:1], expected="training")
        agreed([*RECORDS, path.read_bytes()], TRUST)


def test_both_say_the_same_of_damaged_records():
    sources = [(TRUST, data, "real") for data in RECORDS]
    for name in NAMES[:3]:
        trusted, files = example(name)
        sources += [([trusted], data, "training") for data in files]
    said = Counter()
    for number in range(DAMAGED):
        rng = Random(number)
        trusted, data, expected = rng.choice(sources)
        change = rng.choice((changed_text, changed_text, changed_text, changed_bytes, changed_lines))
        try:
            damaged = change(data, rng)
        except Refused:  # no canonical text, so nobody could have signed it
            continue
        ((verdict, fails),) = agreed([damaged], trusted, expected=expected)
        said[verdict] += 1
        said.update(fails)
    assert said.keys() >= {*CODES, "valid", "not_valid", "unreadable"}
    assert min(said["valid"], said["not_valid"], said["unreadable"]) > 20


def test_both_say_the_same_of_records_of_other_inputs():
    """Lists, plans, boards, pools, days, rules and sums, reckoned anew by the one and checked by the other."""
    sources = [(TRUST, data, "real") for data in RECORDS]
    for name in NAMES[:3]:
        trusted, files = example(name)
        sources += [([trusted], data, "training") for data in files]
    for trusted, files in [*map(drawn, range(ELECTIONS)), *map(case, CASE_NAMES)]:
        sources += [([trusted], data, "training") for data in files]
    said = Counter()
    for number in range(ENRICHED):
        rng = Random(number)
        trusted, data, expected = rng.choice(sources)
        text = enriched(json.loads(text_of(data)), rng)
        if text is not None:
            ((verdict, fails),) = agreed([signed(text, names_of(data))], trusted, expected=expected)
            found = json.loads(text)["result"]["findings"] if "findings" not in fails else []
            said.update([verdict, *(one["code"] for one in found)])
    assert min(said["valid"], said["not_valid"]) > 20
    assert [code for code in findings_in_the_core() if said[code] == 0] == []


def test_both_say_the_same_on_every_day_for_every_set_of_signers():
    """Under both versions: a member of the board is revoked from 1 March 2026, and the files end with 2029."""
    tree = json.loads(text_of(RECORDS[0]))
    said = Counter()
    for day in ("2024-12-31", "2025-01-01", "2026-02-28", "2026-03-01", "2029-12-31", "2030-01-01"):
        tree["congress"]["date"] = day
        for version in TRUST:
            tree["trust"] = sha256(text_of(version).encode()).hexdigest()
            text = canonical.write(tree).decode()
            for count in range(1, 5):
                for names in combinations(["VD.1/station-1", *KEYS[4:]], count):
                    said[(day, *agreed([signed(text, names)], TRUST)[0][1])] += 1
    assert ("2026-02-28",) in said
    assert ("2026-03-01",) not in said  # of three only two are left, and all must never be needed


def test_both_say_the_same_of_chains():
    """Records left out, doubled, in another order, and made to follow or replace something else."""
    said = Counter()
    hashes = [sha256(text_of(data).encode()).hexdigest() for data in RECORDS]
    for number in range(80):
        rng = Random(number)
        files = rng.sample(RECORDS, rng.randint(1, 4))
        tree = json.loads(text_of(rng.choice(RECORDS)))
        key = rng.choice(("sequence", "previous", "replaces", "software"))
        tree[key] = rng.choice(
            (1, 2, 3, 4, 5) if key == "sequence" else ("khác",) if key == "software" else (*hashes, None)
        )
        files.insert(rng.randrange(5), signed(canonical.write(tree).decode(), names_of(RECORDS[0])))
        for verdict, fails in agreed(files, TRUST):
            said[verdict, "chain" in fails] += 1
    assert min(said["valid", False], said["not_valid", True]) > 20


def test_of_two_records_of_one_number_either_may_be_followed_in_whatever_order_they_come():
    """Both are told of; the one after them follows the one that it names."""
    fork = json.loads(text_of(RECORDS[1])) | {"software": "khác"}
    other = signed(canonical.write(fork).decode(), names_of(RECORDS[1]))
    for files in permutations([RECORDS[0], RECORDS[1], other, RECORDS[2]]):
        said = dict(zip(files, agreed(files, TRUST), strict=True))
        assert [said[data][0] for data in (RECORDS[0], RECORDS[2])] == ["valid", "valid"]
        assert said[RECORDS[1]] == said[other] == ("not_valid", {"chain"})


def test_a_key_left_out_is_told_even_where_the_rounds_cannot_be_reckoned():
    tree = json.loads(text_of(RECORDS[1]))
    tree["rounds"][1]["purpose"] = "further"
    assert agreed([signed(canonical.write(tree).decode(), names_of(RECORDS[1]))], TRUST)[0][0] == "not_valid"
    del tree["unit"]["superior"]
    assert agreed([signed(canonical.write(tree).decode(), names_of(RECORDS[1]))], TRUST)[0][0] == "unreadable"


def test_a_further_ballot_may_leave_some_out_but_not_everybody():
    tree = json.loads(text_of(RECORDS[2]))
    nobody = tree["rounds"][0] | {"number": 2, "purpose": "further", "candidates": [], "votes": [], "invalid": {}}
    nobody["ballots"] = dict.fromkeys(nobody["ballots"], 0)
    nobody["outcome"] = {
        "status": "short",
        "elected": [],
        "tied": [],
        "seats_left": 1,
        "next": ["further", "leave_open"],
    }
    tree["rounds"].append(nobody)
    ((verdict, fails),) = agreed([signed(canonical.write(tree).decode(), names_of(RECORDS[2]))], TRUST)
    assert (verdict, fails) == ("not_valid", {"arithmetic", "outcome", "structure", "findings"})


def test_both_say_the_same_of_damaged_trust_files():
    pins = [notes.fingerprint(text_of(data).encode()) for data in TRUST] + ["1" * 60]
    said = Counter()
    for number in range(200):
        rng = Random(number)
        files = rng.choice((TRUST, TRUST, TRUST[:1], TRUST[1:], TRUST[::-1]))[:]
        at = rng.randrange(len(files))
        change = rng.choice((changed_text, changed_bytes, changed_lines, lambda data, _: data))
        pinned = rng.sample(pins, rng.choice((0, 1, 2)))
        try:
            files[at] = change(files[at], rng)
        except Refused:
            continue
        own = other = None
        with suppress(Refused):
            own = [one.version for one in trust_chain.chain(files, pinned).versions]
        with suppress(notes.Refused):
            other = [one["version"] for one in trust.trust_files(files, pinned)]
        assert own == other, number
        said[str(own)] += 1
    assert said.keys() >= {"None", "[1]", "[2]", "[1, 2]"}


def test_an_opening_is_proved_and_a_damaged_one_is_not():
    data = (VECTORS / "record-1-opening.txt").read_bytes()
    assert ballots.opens(data, RECORDS[0])
    assert [ballots.opens(data, other) for other in RECORDS[1:]] == [False] * 4
    for number in range(100):
        damaged = changed_bytes(data, Random(number))
        with suppress(notes.Refused):
            assert not ballots.opens(damaged, RECORDS[0]) or damaged == data, number


def test_opened_ballots_are_counted_again():
    first, second = ((VECTORS / f"record-{number}-ballots.txt").read_bytes() for number in (1, 2))
    assert ballots.recounts(first, RECORDS[0])
    assert ballots.recounts(second, RECORDS[1])
    assert not ballots.recounts(second, RECORDS[0])
