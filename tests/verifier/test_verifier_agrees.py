"""The page and ``tally verify`` say the same of every record: the verdict, and the checks that fail.

The page is a second implementation, written from docs/record-format.md. In the ordinary tests some hundreds of records
are judged by both; ``TALLY_PAGE_RECORDS=10000`` asks for more (about four minutes).
"""

import json
from base64 import b64encode
from collections import Counter
from contextlib import suppress
from functools import cache
from itertools import combinations

import pytest

from tally.congress import Mode
from tally.record import canonical, trust, trust_chain
from tally.record.refusal import Refused
from tally.record.verify import CODES, Verdict, verify
from tests.record import ceremony
from tests.record.forging import committee_tree, delegates_tree, one_changes
from tests.record.signed_examples import signed
from tests.record.test_hostile_records import hostile as too_much
from tests.verifier.cases import RECORDS, TRUST, WANTED, Case, case_of, hashed, signed_again, tree_of

pytestmark = pytest.mark.unmeasured

TOGETHER = 50
NOBODY = trust_chain.TrustChain(files=(), pinned=False, by_hash={}, revocations={})
WITHOUT_TRUST = {"signatures", "threshold", "trust"}
JUDGE = """(async (cases) => {
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const seen = [];
  for (const { files, training } of cases) {
    const name = (at) => String(at).padStart(4, "0");
    state.files = files.map(([kind, base64], at) => ({ kind, name: name(at), bytes: bytes(base64) }));
    at("training").checked = training;
    await checkAll();
    const shown = [...document.querySelectorAll("details.record")];
    seen.push(shown.map(({ children: [summary], dataset: { verdict, failed } }) => [
      summary.childNodes[2].data, verdict, failed, summary.firstChild.textContent]));
  }
  return seen;
})"""
SAID = {"valid": "HỢP LỆ", "not_valid": "KHÔNG HỢP LỆ", "unreadable": "KHÔNG ĐỌC ĐƯỢC", "lacking": "CHƯA KẾT LUẬN ĐƯỢC"}

chain_of = cache(trust_chain.chain)


def by_tally(case):
    """What ``tally verify`` says of each record: the verdict, and the checks that fail (of an unreadable one: that)."""
    try:
        trusted, lacking = chain_of(case.trust, ()), set()
    except Refused:
        trusted, lacking = NOBODY, WITHOUT_TRUST
    can_judge = all(map(can_be_read, case.trust))  # else the command ends before it says anything of a record
    return [
        ("unreadable", {"encoding"})
        if one.verdict is Verdict.UNREADABLE
        else (
            one.verdict.value if can_judge else "lacking",
            lacking | {check.code for check in one.checks if not check.ok},
        )
        for one in verify(case.records, trusted, expected=Mode.TRAINING if case.training else Mode.REAL)
    ]


@cache
def can_be_read(data):
    """Whether a file is a trust file by itself, whoever signed it."""
    try:
        trust.read(data)
    except Refused:
        return False
    return True


def by_page(browser, cases):
    """What the page shows of each record, in the order in which they were dropped."""
    dropped = [
        {
            "training": case.training,
            "files": [
                *(("trust", b64encode(data).decode()) for data in case.trust),
                *(("record", b64encode(data).decode()) for data in case.records),
            ],
        }
        for case in cases
    ]
    for shown in browser.run(f"{JUDGE}({json.dumps(dropped)})"):
        assert all(words.split(" [")[0].split(" — ")[0] == SAID[verdict] for _, verdict, _, words in shown)
        yield [(verdict, set(failed.split())) for _, verdict, failed, _ in sorted(shown)]


def test_the_page_says_of_every_record_what_the_command_says(browser):
    judged, said, number, differing = 0, Counter(), 0, []
    while judged < WANTED:
        drawn = {at: case_of(at) for at in range(number, number + TOGETHER)}
        cases = {at: case for at, case in drawn.items() if case}
        number += TOGETHER
        for (at, case), shown in zip(cases.items(), by_page(browser, cases.values()), strict=True):
            expected = by_tally(case)
            differing += [(at, shown, expected)] if shown != expected else []
            judged += len(expected)
            said.update("damaged" if case.damaged else "sound" for _ in expected)
            said.update(verdict for verdict, _ in expected)
            said.update(code for _, failed in expected for code in failed)
    print(judged, dict(said))
    assert differing == []
    assert said["valid"] > judged / 4
    assert said["not_valid"] + said["unreadable"] > judged / 3
    assert min(said["damaged"], said["sound"]) > judged / 3
    assert said.keys() >= set(CODES)


def test_the_page_says_the_same_on_every_day_for_every_set_of_signers(browser):
    """Under both versions of the vectors, where a key leaves on 1 March 2026, and where two or all three must sign."""
    names, cases = [f"VD.1/{key}" for key in ("station-1", "board-1", "board-2", "board-3")], []
    signers = [some for count in range(1, 5) for some in combinations(names, count)]
    strict = tree_of(TRUST[0])
    strict["thresholds"]["record"] = 3
    trusts = [(TRUST, TRUST[0]), (TRUST, TRUST[1]), *(((one,), one) for one in (signed_again(strict, TRUST[0]),))]
    for day in ("2024-12-31", "2025-01-01", "2026-02-28", "2026-03-01", "2029-12-31", "2030-01-01"):
        for trusted, version in trusts:
            tree = tree_of(RECORDS[0]) | {"trust": hashed(version)}
            tree["congress"]["date"] = day
            text = canonical.write(tree).decode()
            cases += [
                Case(trust=trusted, records=(signed(text, some),), training=False, damaged=True) for some in signers
            ]
    expected = [by_tally(case) for case in cases]
    assert [*by_page(browser, cases)] == expected
    assert {verdict for ((verdict, _),) in expected} == {"valid", "not_valid"}


@pytest.mark.parametrize("tree", [committee_tree, delegates_tree])
def test_the_page_says_the_same_of_a_record_with_any_one_thing_changed(browser, tree):
    """Each value, key and item of two records that hold every kind of figure; in the ordinary tests some of them."""
    every, cases = max(1, 8_000 // WANTED), {}
    for at, (place, done, changed) in enumerate(one_changes(tree())):
        if at % every == 0:
            with suppress(Refused):  # no canonical text, so nobody could have signed it
                data = ceremony.signed(canonical.write(changed).decode(), ceremony.SIGNERS)
                trusted = (ceremony.trust_file(),)
                cases[place, done] = Case(trust=trusted, records=(data,), training=False, damaged=True)
    shown = by_page(browser, cases.values())
    differing = [(at, one, by_tally(case)) for (at, case), one in zip(cases.items(), shown, strict=True)]
    assert [(at, one, other) for at, one, other in differing if one != other] == []
    assert len(cases) > 10


def test_the_page_says_the_same_of_records_with_more_of_anything_than_there_can_be(browser):
    trusted, cases = (ceremony.trust_file(),), []
    for _, tree, _ in too_much():
        text = json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        data = ceremony.signed(text, ceremony.SIGNERS)
        cases.append(Case(trust=trusted, records=(data,), training=False, damaged=True))
    refused = [[("unreadable", {"encoding"})]] * len(cases)
    assert [*by_page(browser, cases)] == [by_tally(case) for case in cases] == refused
