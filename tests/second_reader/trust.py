"""Names of keys (5), enrolments (7) and trust files (8)."""

import re
from hashlib import sha256
from itertools import pairwise

from tests.second_reader.form import ENROLMENT, TRUST, is_code
from tests.second_reader.notes import (
    canonical,
    fingerprint,
    is_good,
    need,
    note,
    signers,
    spelled,
    typed,
    unbase64,
    vkey,
)


def key_name(text):
    """The unit and the role of a key's name."""
    unit, _, rest = text.rpartition("/")
    need(re.fullmatch(r"(root|board|auditor|station)-[1-9][0-9]{0,3}", rest, re.ASCII) and is_code(unit))
    need(len(text.encode()) <= 255)
    return unit, rest.partition("-")[0]


def enrolment_text(name, holder, line):
    return spelled({"schema": "enrolment/1", "name": name, "holder": holder, "vkey": line})


def check_key(key):
    """8.1, laws 3 and 4 on one key: its name, its parts and its proof."""
    need((key["unit"], key["role"]) == key_name(key["name"]) and vkey(key["vkey"])[0] == key["name"])
    text = enrolment_text(key["name"], key["holder"], key["vkey"])
    need(is_good(vkey(key["vkey"])[1], unbase64(key["proof"], 64), text))


def enrolment(data):
    signed = note(data)
    tree = canonical(signed[0])
    need(ENROLMENT(tree))
    name, public = vkey(tree["vkey"])
    key_name(name)
    need(name == tree["name"] and len(signed[1]) == 1 and signers(signed, [(name, public)]))
    return tree, signed[1][0][2]


def trust_file(data):
    """8.1: one file, with ``signed`` and ``sha`` beside its keys."""
    signed = note(data)
    tree = canonical(signed[0])
    need(TRUST(tree) and (tree["version"] == 1) == (tree["previous"] is None))
    need(tree["valid"]["from"] <= tree["valid"]["to"])
    for key in tree["keys"]:
        check_key(key)
    public, names = {}, {}
    for part in ("keys", "revoked"):
        listed = [key["name"] for key in tree[part]]
        need(listed == sorted(set(listed)))
        for key in tree[part]:
            name, raw = vkey(key["vkey"])
            key_name(name)
            need(name == key["name"] and public.setdefault(name, raw) == raw and names.setdefault(raw, name) == name)
    need(len(roots(tree)) > tree["thresholds"]["trust"])
    return tree | {"signed": signed, "sha": sha256(signed[0]).hexdigest()}


def roots(tree, revoked_too=False):
    gone = set() if revoked_too else {key["vkey"] for key in tree["revoked"]}
    return [vkey(key["vkey"]) for key in tree["keys"] if key["role"] == "root" and key["vkey"] not in gone]


def trust_files(files, pins=()):
    """8.2: all versions that were given, from low to high."""
    versions = sorted(map(trust_file, dict.fromkeys(files)), key=lambda tree: tree["version"])
    need(versions and all(b["version"] == a["version"] + 1 for a, b in pairwise(versions)))
    wanted = set(map(typed, pins))
    pinned = [tree["version"] for tree in versions if fingerprint(tree["signed"][0]) in wanted]
    need(len(pinned) == len(wanted))
    for old, tree in zip([None, *versions], versions, strict=False):
        asked = [tree]
        if old:
            check_follows(tree, old)
            asked += [old] if tree["version"] > max(pinned, default=0) else []
        signed = signers(tree["signed"], {key for one in asked for key in roots(one, revoked_too=True)})
        for one in asked:
            need(len({key for _, key in roots(one)} & signed) >= one["thresholds"]["trust"])
    return versions


def check_follows(tree, old):
    """8.3."""
    need(tree["organisation"] == old["organisation"] and tree["previous"] == old["sha"])
    gone = {key["vkey"]: key["from"] for key in tree["revoked"]}
    need(all(gone.get(key["vkey"], "~") <= key["from"] for key in old["revoked"]))
    standing = {key["vkey"]: key for key in tree["keys"]}
    for key in old["keys"]:
        need(standing.get(key["vkey"], key) == key and (key["vkey"] in standing or key["vkey"] in gone))


def counting(versions, trust, role, unit, day):
    """8.4: the keys that count, as (name, public key, holder)."""
    gone = {vkey(key["vkey"])[1] for tree in versions for key in tree["revoked"] if key["from"] <= day}
    keys = [(*vkey(key["vkey"]), key["holder"]) for key in trust["keys"] if (key["role"], key["unit"]) == (role, unit)]
    return [key for key in keys if key[1] not in gone]
