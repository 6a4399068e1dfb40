"""Records: read (9) and checked (12)."""

from collections import Counter
from hashlib import sha256

from tests.second_reader.chain import in_chain
from tests.second_reader.count import reckoned
from tests.second_reader.form import RECORD, are_laws_kept
from tests.second_reader.notes import Refused, canonical, need, note, signers, vkey
from tests.second_reader.rules import FIGURES, known_as, steps_out
from tests.second_reader.trust import counting, trust_files


def record(data):
    """A record with ``signed`` and ``sha``, or Refused: ``encoding`` does not hold."""
    signed = note(data)
    tree = canonical(signed[0])
    need(RECORD(tree) and are_laws_kept(tree))
    return tree | {"signed": signed, "sha": sha256(signed[0]).hexdigest()}


def sound(tree):
    """Whether a record agrees with itself and with the rules, whoever signed it (13.5)."""
    return tree["rules"] == FIGURES[tree["regulation"]] and all(reckoned(tree).values())


def verify(records, files, pins=(), expected="real"):
    """The verdict and the checks of each record, (verdict, {code: whether it holds})."""
    try:
        versions = trust_files(files, pins)
    except Refused:
        versions = []
    numbers = {version["sha"]: version["version"] for version in versions}
    read = []
    for data in records:
        try:
            read.append(record(data))
        except Refused:
            read.append(None)
    found = []
    for tree in read:
        if tree is None:
            found.append(("unreadable", {"encoding": False}))
            continue
        others = [other for other in read if other and other is not tree and _congress(other) == _congress(tree)]
        checks = {
            "encoding": True,
            "mode": tree["mode"] in ("real", expected),
            "chain": in_chain(tree, others, numbers),
        }
        checks |= {"rules": tree["rules"] == FIGURES[tree["regulation"]]}
        checks |= who_signed(tree, versions) | reckoned(tree)
        found.append(("valid" if all(checks.values()) else "not_valid", checks))
    return found


def who_signed(tree, versions):
    """12.1."""
    trust = next((version for version in versions if version["sha"] == tree["trust"]), None)
    if not trust:
        return dict.fromkeys(("signatures", "threshold", "trust"), False)
    day, unit = tree["congress"]["date"], tree["unit"]["code"]
    checks = {"trust": trust["valid"]["from"] <= day <= trust["valid"]["to"]}
    try:
        signed = signers(tree["signed"], {vkey(key["vkey"]) for key in trust["keys"]})
    except Refused:
        return checks | {"signatures": False, "threshold": False}
    stations = counting(versions, trust, "station", unit, day)
    board, k = counting(versions, trust, "board", unit, day), trust["thresholds"]["record"]
    members = Counter(known_as(member["name"]) for member in tree["board"])
    sitting = Counter(known_as(member["name"]) for member in tree["board"] if not steps_out(member, tree))
    keys = Counter(known_as(holder) for _, _, holder in board)
    good = Counter(known_as(holder) for _, key, holder in board if key in signed)
    n = sum(min(count, members[name] or 1) for name, count in keys.items())
    have = sum(min(count, sitting[name]) for name, count in good.items())
    return checks | {
        "signatures": any(name == tree["station"] and key in signed for name, key, _ in stations),
        "threshold": 2 <= k < n and have >= k,
    }


def _congress(tree):
    event = tree["congress"]
    return tree["mode"], tree["unit"]["code"], event["name"], event["term"], event["date"]
