"""The oracle: the rules as a clerk would work them, ballot by ballot, with nothing from ``tally`` in it.

It is slow and plain on purpose. A ballot is a dict with the sets ``struck``, or ``agree`` and ``disagree``, and
``defect``.
"""

EXCLUDED = {
    "members": ["temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"],
    "cell_conference": ["temporary_elsewhere_absent", "exempt_absent", "barred"],
    "delegates": ["convening_absent", "unreplaced"],
    "committee": ["barred"],
}


def base_of(kind, roll):
    """R8: those summoned, one by one, less those who are taken out."""
    people = [status for status, number in roll.items() for _ in range(number)]
    return len([status for status in people if status not in EXCLUDED[kind]])


def quorate(kind, roll, bodies):
    """R14: two thirds of the summoned, and of the bodies at a delegates' congress."""
    here = roll.get("present", 0) + roll.get("replaced", 0)
    enough = here > 0 and here * 3 >= sum(roll.values()) * 2
    if kind == "delegates":
        enough = enough and bodies[1] > 0 and bodies[1] * 3 >= bodies[0] * 2
    return enough


def refuse(ballot, candidates, seats, blank):
    """R6: the first ground that applies, or None."""
    if ballot["defect"]:
        return ballot["defect"]
    if len(candidates) > seats:
        kept = [c for c in candidates if c not in ballot["struck"]]
        if len(kept) > seats:
            return "more_than_seats"
        if not kept:
            return "votes_for_nobody"
        return None
    if len(candidates) == 1:
        marked = len(ballot["agree"]) + len(ballot["disagree"])
        return None if marked == 1 else "box_not_clear"
    agreed = [c for c in candidates if c in ballot["agree"] and c not in ballot["disagree"]]
    if not agreed and blank == "invalid":
        return "votes_for_nobody"
    return None


def count(ballots, candidates, seats, blank):
    """R6, R7: votes by candidate, reasons by number of ballots, valid ballots."""
    votes = dict.fromkeys(candidates, 0)
    reasons = {}
    valid = 0
    for ballot in ballots:
        reason = refuse(ballot, candidates, seats, blank)
        if reason:
            reasons[reason] = reasons.get(reason, 0) + 1
            continue
        valid += 1
        for c in candidates:
            if len(candidates) > seats:
                if c not in ballot["struck"]:
                    votes[c] += 1
            elif c in ballot["agree"] and c not in ballot["disagree"]:
                votes[c] += 1
    return votes, reasons, valid


def settle(votes, seats, base, run_off):
    """R9, R10: fill the seats level after level of votes, from the highest down; a level that does not fit is a tie."""
    able = {c: v for c, v in votes.items() if run_off or v * 2 > base}
    elected, left = [], seats
    for level in sorted(set(able.values()), reverse=True):
        group = sorted(c for c in able if able[c] == level)
        if left == 0:
            break
        if len(group) > left:
            return "tied", elected, group, left
        elected += group
        left -= len(group)
    return ("complete" if left == 0 else "short"), elected, [], left


def alternates(votes, elected, places, base):
    """R12: of those left, the ones over half, high to low; a tie at the last place takes only those above it."""
    rest = {c: v for c, v in votes.items() if c not in elected}
    _, taken, tied, left = settle(rest, places, base, run_off=False)
    return taken, tied, left
