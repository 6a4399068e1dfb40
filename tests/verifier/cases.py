"""Records to be judged: sound ones of every kind, and as many that are damaged, drawn by a number."""

import json
import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

from tally.record import canonical
from tally.record.refusal import Refused
from tests.record.damaging import changed_bytes, changed_lines, changed_part, changed_text, names_of, text_of
from tests.record.enriching import enriched
from tests.record.signed_examples import CASES, NAMES, case, drawn, example, signed

VECTORS = Path(__file__).parent.parent / "vectors"
TRUST = tuple((VECTORS / f"trust-{version}.txt").read_bytes() for version in (1, 2))
RECORDS = tuple((VECTORS / f"record-{number}.record").read_bytes() for number in (1, 2, 3, 4, 5))
CASE_NAMES = sorted(folder.parent.name for folder in CASES.glob("*/congress.json"))
WANTED = int(os.environ.get("TALLY_PAGE_RECORDS", "400"))
"""How many records are to be judged; ``TALLY_PAGE_RECORDS=10000`` for the long test."""
ELECTIONS = min(300, 20 + WANTED // 20)
"""How many random elections they are drawn from, beside the examples and the vectors."""
HOSTILE = (
    "<img src=x onerror=globalThis.taken_over=1>",
    "</script><script>globalThis.taken_over=1</script>",
    "\"><svg onload='globalThis.taken_over=1'>",
    "javascript:globalThis.taken_over=1",
    "${globalThis.taken_over=1}",
    "{{constructor.constructor('globalThis.taken_over=1')()}}",
    "{name} {number} &lt;b&gt; <!-- ]]>",
    "__proto__",
)
"""Names that would be markup or code, if any part of the page took them for it."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What an auditor drops on the page together."""

    trust: tuple[bytes, ...]
    records: tuple[bytes, ...]
    training: bool
    damaged: bool


@cache
def sources():
    """(the trust file, the records of one congress, whether they are of an exercise)."""
    found = [(TRUST, RECORDS, False)]
    places = [*map(example, NAMES[:3]), *map(drawn, range(ELECTIONS)), *map(case, CASE_NAMES)]
    return [*found, *(((trusted,), files, True) for trusted, files in places)]


def hashed(data):
    return sha256(text_of(data).encode()).hexdigest()


def tree_of(data):
    return json.loads(text_of(data))


def signed_again(tree, data):
    return signed(canonical.write(tree).decode(), names_of(data))


def case_of(number):
    """The case of a number: a sound one if it is even, a damaged one if it is odd; None where there cannot be one."""
    rng = Random(number)
    trusted, files, training = rng.choice(sources())
    data, damaged = rng.choice(files), bool(number % 2)
    way = rng.choice(DAMAGES if damaged else SOUND)
    try:
        found = way(trusted, files, data, rng)
    except Refused:  # no canonical text, so nobody could have signed it
        return None
    if found is None:
        return None
    trusted, records = found
    training ^= damaged and rng.random() < 0.03
    return Case(trust=tuple(trusted), records=tuple(records), training=training, damaged=damaged)


def as_it_is(trusted, files, data, rng):
    return trusted, [data]


def several(trusted, files, data, rng):
    """A whole congress, or the first records of it, in any order."""
    some = list(files[: rng.randint(1, len(files))])[:8]
    rng.shuffle(some)
    return trusted, some


def of_other_input(trusted, files, data, rng):
    """Other people, plans, boards, sums and rules, reckoned anew and signed."""
    text = enriched(tree_of(data), rng)
    return None if text is None else (trusted, [signed(text, names_of(data))])


def of_hostile_names(trusted, files, data, rng):
    """Names, titles and places that would be markup, reckoned anew and signed."""
    text = enriched(hostile(tree_of(data), rng), Random(0))
    return None if text is None else (trusted, [signed(text, names_of(data))])


def hostile(tree, rng):
    for person in tree["contest"]["candidates"]:
        person["name"], person["ethnicity"] = rng.choice(HOSTILE), rng.choice(HOSTILE)
        person["attributes"] = sorted(rng.sample(HOSTILE, 2))
    tree["unit"]["name"] = tree["contest"]["title"] = tree["software"] = rng.choice(HOSTILE)
    tree["congress"] |= {"name": rng.choice(HOSTILE), "place": rng.choice(HOSTILE), "term": rng.choice(HOSTILE)}
    tree["air_gap"] = [{"check": "x", "clear": False, "seen": rng.choice(HOSTILE)}]
    tree["board"].append({"name": rng.choice(HOSTILE), "role": "member", "born": None})
    return tree


def signed_by_others(trusted, files, data, rng):
    """Fewer signers, or more; of all who could sign."""
    unit = tree_of(data)["unit"]["code"]
    keys = [f"{unit}/station-1", *(f"{unit}/board-{number}" for number in (1, 2, 3)), "VD/root-1", "VD/root-2"]
    return trusted, [signed(text_of(data), rng.sample(keys, rng.randint(1, 5)))]


def said_other(trusted, files, data, rng):
    return trusted, [changed_text(data, rng)]


def said_other_unsigned(trusted, files, data, rng):
    """Something else above the signatures of what was said."""
    text = canonical.write(changed_part(tree_of(data), rng))
    return trusted, [text + data[len(text_of(data).encode()) :]]


def other_bytes(trusted, files, data, rng):
    return trusted, [changed_bytes(data, rng)]


def other_lines(trusted, files, data, rng):
    return trusted, [changed_lines(data, rng)]


def swapped(trusted, files, data, rng):
    """The signatures of another record, as good as they are there."""
    other = rng.choice(files)
    return trusted, [text_of(data).encode() + other[len(text_of(other).encode()) :]]


def respelled(trusted, files, data, rng):
    """The same values in another spelling, signed by everybody."""
    tree = tree_of(data)
    if rng.random() < 0.5:
        tree = dict(reversed(tree.items()))
    spelled = json.dumps(tree, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 1, 2, 4)))
    return trusted, [signed(spelled + "\n" * rng.randint(0, 2) + "\n", names_of(data))]


def under_other_thresholds(trusted, files, data, rng):
    """A trust file that asks for more of the board, or for no more than its roots can give."""
    tree, record = tree_of(trusted[0]), tree_of(data)
    tree["thresholds"][rng.choice(("record", "trust"))] = rng.choice((2, 3, 4, 64))
    changed = signed_again(tree, trusted[0])
    record["trust"] = hashed(changed)
    return [changed], [signed_again(record, data)]


def under_other_trust(trusted, files, data, rng):
    """Another organisation's trust file, some versions only, or a damaged one."""
    match rng.randrange(3):
        case 0:
            return rng.choice(sources())[0], [data]
        case 1:
            return rng.sample(trusted, rng.randint(1, len(trusted))), [data]
    kept = list(trusted)
    at = rng.randrange(len(kept))
    kept[at] = rng.choice((changed_lines, changed_text, changed_bytes))(kept[at], rng)
    return kept, [data]


def misplaced(trusted, files, data, rng):
    """Beside the others of its congress, with another place in the chain, or twice."""
    some = rng.sample(files, min(len(files), rng.randint(1, 4)))
    tree = tree_of(rng.choice(some))
    key = rng.choice(("sequence", "previous", "replaces", "software", "meeting", "options", "trust"))
    hashes = [hashed(one) for one in files]
    match key:
        case "sequence":
            tree[key] = rng.randint(1, 5)
        case "previous" | "replaces":
            tree[key] = rng.choice((*hashes, None, "1" * 64))
        case "meeting":
            tree[key]["roll"]["present"] += 1
        case "options":
            tree[key]["all_blank_boxes"] = rng.choice(("valid", "invalid"))
        case "trust":
            tree[key] = hashed(rng.choice(trusted))
        case _:
            tree[key] = "khác"
    some.insert(rng.randrange(len(some) + 1), signed_again(tree, data))
    return trusted, some


SOUND = (as_it_is, several, of_other_input, of_other_input, of_other_input, of_other_input, of_hostile_names)
DAMAGES = (
    said_other,
    said_other,
    said_other,
    said_other_unsigned,
    other_bytes,
    other_bytes,
    other_lines,
    swapped,
    respelled,
    signed_by_others,
    under_other_thresholds,
    under_other_trust,
    misplaced,
)
