"""Trust files are approved by the page where ``tally`` approves them: by roots, by those before them, by pins."""

import json
from collections import Counter
from itertools import combinations
from random import Random

from tally.record import trust_chain
from tally.record.fingerprint import fingerprint
from tally.record.refusal import Refused
from tests.record.damaging import changed_bytes, changed_lines, changed_text
from tests.record.signed_examples import signed
from tests.verifier.cases import TRUST, text_of

ROOTS = [f"VD/root-{number}" for number in (1, 2, 3, 4)]
PINS = ["".join(fingerprint(text_of(data).encode()).split()) for data in TRUST]
APPROVE = """(async (cases) => {
  const said = [];
  for (const { files, pins } of cases) {
    try { said.push((await approve(files.map(unhex), pins)).versions.map((one) => one.doc.version)); }
    catch (fault) { caught(fault); said.push(null); }
  }
  return said;
})"""


def by_tally(files, pins):
    try:
        return [one.version for one in trust_chain.chain(tuple(files), tuple(pins)).versions]
    except Refused:
        return None


def agreed(browser, cases):
    """What both say of each (files, pins): the versions, or None; the assertion is that it is the same."""
    dropped = [{"files": [data.hex() for data in files], "pins": pins} for files, pins in cases]
    expected = [by_tally(files, pins) for files, pins in cases]
    assert browser.run(f"{APPROVE}({json.dumps(dropped)})") == expected
    return Counter(map(str, expected))


def test_whoever_signs_a_version_it_is_approved_by_both_or_by_neither(browser):
    """Every set of roots under the second version, with every pin: its own, and those before unless it is pinned."""
    cases = [
        ([TRUST[0], signed(text_of(TRUST[1]), some)], pins)
        for count in range(1, 5)
        for some in combinations(ROOTS, count)
        for pins in ([], PINS[:1], PINS[1:], PINS, ["1" * 60])
    ]
    said = agreed(browser, cases)
    assert min(said["[1, 2]"], said["None"]) > 15


def test_of_damaged_versions_both_say_the_same(browser):
    cases = []
    for number in range(120):
        rng = Random(number)
        files = [*rng.choice((TRUST, TRUST, TRUST[:1], TRUST[1:], TRUST[::-1]))]
        at = rng.randrange(len(files))
        try:
            files[at] = rng.choice((changed_text, changed_bytes, changed_lines, lambda data, _: data))(files[at], rng)
        except Refused:  # no canonical text, so nobody could have signed it
            continue
        cases.append((files, rng.sample([*PINS, "1" * 60], rng.choice((0, 1, 2)))))
    assert agreed(browser, cases).keys() >= {"None", "[1]", "[2]", "[1, 2]"}
