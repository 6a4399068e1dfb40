"""The chain of a congress (12.2)."""

FRAME = ("sequence", "previous", "replaces", "trust", "station", "software", "journal", "air_gap")
OF_CONGRESS = ("unit", "congress", "options", "regulation", "rules")


def in_chain(tree, others, versions):
    """12.2, in its order; ``versions`` are the numbers of the trust versions by their SHA-256."""
    number, lower = tree["sequence"], [other for other in others if other["sequence"] < tree["sequence"]]
    if any(other["sequence"] == number for other in others) or (number == 1) != (tree["previous"] is None):
        return False
    before = [other for other in others if other["sequence"] == number - 1]
    if (lower and not before) or (before and tree["previous"] not in [other["sha"] for other in before]):
        return False
    older = versions.get(tree["trust"])
    if older and any(versions.get(other["trust"], 0) > older for other in lower):
        return False
    last = lasts(lower, lambda other: other["contest"]["id"] == tree["contest"]["id"])
    if tree["replaces"] is not None:
        if not replaces_well(tree, last, lower, is_whole=any(one["sequence"] == 1 for one in [tree, *lower])):
            return False
    elif not goes_on(tree, last, lower):
        return False
    pools = lasts(lower, lambda other: tree["pool"] and other["contest"]["id"] == tree["pool"]["contest"])
    return not pools or tree["pool"] in map(pool, pools)


def lasts(lower, suits):
    """The last record of those that suit; two, if two have its number."""
    of_kind = [other for other in lower if suits(other)]
    highest = max((other["sequence"] for other in of_kind), default=0)
    return [other for other in of_kind if other["sequence"] == highest]


def replaces_well(tree, last, lower, is_whole):
    replaced = [other for other in lower if other["sha"] == tree["replaces"]]
    if any(other["contest"]["id"] != tree["contest"]["id"] for other in replaced):
        return False
    return replaced[0] in last if replaced else not is_whole and not last


def goes_on(tree, last, lower):
    """Whether all that an earlier record says, and that does not come later, is said again."""
    meetings = lasts(lower, lambda other: other["meeting"]["id"] == tree["meeting"]["id"])
    events = lasts(lower, lambda _: True)
    return (
        (not last or any(is_further(tree, one) for one in last))
        and (not last or any(is_same_contest(tree, one) for one in last))
        and (not events or any(all(tree[key] == one[key] for key in OF_CONGRESS) for one in events))
        and (not meetings or any(tree["meeting"] == one["meeting"] for one in meetings))
    )


def is_further(tree, last):
    now, was = tree["rounds"], last["rounds"]
    return len(was) < len(now) and now[: len(was)] == was


def is_same_contest(tree, last):
    left_out = {*FRAME, "rounds", "result", "contest"}
    if any(tree[key] != last[key] for key in tree.keys() - left_out if key not in ("signed", "sha")):
        return False
    now, was, rounds = tree["contest"], last["contest"], len(last["rounds"])
    if any(now[key] != was[key] for key in now.keys() - {"leave_open", "candidates", "decisions"}):
        return False
    decided, before = now.get("decisions", []), was.get("decisions", [])
    if decided[: len(before)] != before or any(one["after_round"] < rounds for one in decided[len(before) :]):
        return False
    known = {person["number"] for person in was["candidates"]}
    same = [person for person in now["candidates"] if person["number"] in known]
    new = [person for person in now["candidates"] if person["number"] not in known]
    return (
        all((person["from_round"] or 0) > rounds for person in new)
        and len(same) == len(was["candidates"])
        and all(is_same_person(*pair, rounds) for pair in zip(same, was["candidates"], strict=True))
    )


def is_same_person(now, was, rounds):
    gone = ("withdrawal", "withdrawn_before_round")
    if {key: now[key] for key in now if key not in gone} != {key: was[key] for key in was if key not in gone}:
        return False
    if all(now[key] == was[key] for key in gone):
        return True
    still_stood = was["withdrawal"] != "granted" or (was["withdrawn_before_round"] or 0) > rounds
    return still_stood and (now["withdrawn_before_round"] or 0) > rounds


def pool(tree):
    people = {person["number"]: person for person in tree["contest"]["candidates"]}
    elected = [people.get(one["number"]) for one in tree["result"]["elected"]]
    contest = tree["contest"]
    return {"contest": contest["id"], "seats": contest["seats"], "voted": True, "may_stand": elected}
