"""Ballots: the tree, openings, and counting opened ballots again (13)."""

import base64
import re
from hashlib import sha256

from tests.second_reader.form import BALLOT, is_id
from tests.second_reader.notes import MEBI, canonical, need, unbase64
from tests.second_reader.records import record, sound


def is_proved(root, size, index, leaf, proof):
    """13.5, as RFC 9162 has it."""
    f, s, h = index, size - 1, sha256(b"\0" + leaf).digest()
    for b in proof:
        if s == 0:
            return False
        if f % 2 or f == s:
            h = sha256(b"\1" + b + h).digest()
            while f and f % 2 == 0:
                f, s = f // 2, s // 2
        else:
            h = sha256(b"\1" + h + b).digest()
        f, s = f // 2, s // 2
    return index < size and s == 0 and h == root


def ballot(data):
    need(len(data) <= 65_536)
    tree = canonical(data)
    need(BALLOT(tree))
    return tree


def is_of(tree, held):
    """Whether a ballot is of a round's kind, and names nobody off its list."""
    marks = {*tree.get("struck", ()), *tree.get("agree", ()), *tree.get("disagree", ())}
    return tree["kind"] == held["ballot"] and marks <= set(held["candidates"])


def opening(data):
    need(len(data) <= 8 * MEBI and data.isascii())
    number, coded = "(0|[1-9][0-9]{0,6})", "([A-Za-z0-9+/=]+)"
    head = rf"opening/1\nrecord ([0-9a-f]{{64}})\ncontest (\S+)\nround {number}\nsize {number}\n"
    head += rf"root {coded}\nleaves {number}\n"
    leaf = rf"\nindex {number}\nsalt {coded}\nballot {coded}\n((?:{coded}\n){{0,20}})"
    text = data.decode()
    first = re.match(head, text)
    need(first and is_id(first[2]))
    leaves, end = [], first.end()
    while found := re.compile(leaf).match(text, end):
        proof = [unbase64(line, 32) for line in found[4].split("\n")[:-1]]
        leaves.append((int(found[1]), unbase64(found[2], 32), unbase64(found[3]), proof))
        end = found.end()
    places = [index for index, *_ in leaves]
    need(end == len(text) and leaves and len(leaves) == int(first[6]) and places == sorted(set(places)))
    for _, _, one, _ in leaves:
        ballot(one)
    return first[1], first[2], int(first[3]), int(first[4]), unbase64(first[5], 32), leaves


def opens(data, of):
    """Whether an opening holds for the bytes of a record."""
    tree = record(of)
    sha, contest, number, size, root, leaves = opening(data)
    held = next((held for held in tree["rounds"] if held["number"] == number), None)
    if not held or (sha, contest) != (tree["sha"], tree["contest"]["id"]) or not sound(tree):
        return False
    return held["commitment"] == {"root": root.hex(), "size": size} and all(
        is_proved(root, size, index, salt + one, proof) and is_of(ballot(one), held)
        for index, salt, one, proof in leaves
    )


def recounts(data, of):
    """13.2 and 13.4: whether opened ballots give the sums of the round of a record that committed to them."""
    tree = record(of)
    need(len(data) <= 8 * MEBI and data.isascii())
    lines = data.decode().split("\n")
    need(len(lines) > 4 and lines[0] == "ballots/1" and lines[3] == lines[-1] == "")
    pairs = [line.split(" ") for line in lines[4:-1]]
    need(all(len(pair) == 2 for pair in pairs) and lines[1] == f"size {len(pairs)}")
    leaves = [unbase64(salt, 32) + unbase64(one) for salt, one in pairs]
    top = root_of([sha256(b"\0" + leaf).digest() for leaf in leaves])
    ballots = [ballot(leaf[32:]) for leaf in leaves]
    need(lines[2] == "root " + base64.b64encode(top).decode())
    made = {"root": top.hex(), "size": len(leaves)}
    held = next((held for held in tree["rounds"] if held["commitment"] == made), None)
    if not held or not all(is_of(one, held) for one in ballots):
        return False
    return counted(ballots, held, tree["options"]["all_blank_boxes"])


def root_of(hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    m = 1
    while 2 * m < len(hashes):
        m *= 2
    return sha256(b"\1" + root_of(hashes[:m]) + root_of(hashes[m:])).digest()


def ground(one, held, blank):
    """13.4: why a ballot is invalid, None if it is not; and whom it gives a vote."""
    everybody, seats = set(held["candidates"]), held["seats"]
    if one["kind"] == "strike":
        kept = everybody - set(one["struck"])
        found = "more_than_seats" if len(kept) > seats else None if kept else "votes_for_nobody"
    else:
        agree, disagree = set(one["agree"]), set(one["disagree"])
        kept = agree - disagree
        if len(everybody) == 1:
            found = None if len(agree) + len(disagree) == 1 else "box_not_clear"
        else:
            found = "votes_for_nobody" if not kept and blank == "invalid" else None
    found = one["defect"] or found
    return found, set() if found else kept


def counted(ballots, held, blank):
    """Whether ballots, counted again, give the sums of a round."""
    grounds, votes = {}, dict.fromkeys(held["candidates"], 0)
    for one in ballots:
        found, kept = ground(one, held, blank)
        if found:
            grounds[found] = grounds.get(found, 0) + 1
        for number in kept:
            votes[number] += 1
    invalid = sum(grounds.values())
    return (
        grounds == held["invalid"]
        and (invalid, len(ballots) - invalid) == (held["ballots"]["invalid"], held["ballots"]["valid"])
        and votes == {one["number"]: one["votes"] for one in held["votes"]}
    )
