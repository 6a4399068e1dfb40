"""The figures of the regulations (11), what is said of persons (10.1), the plan (10.9) and the findings (10.10)."""

import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
SHARED = {
    "floor_support_above_percent": 30,
    "surplus_limit_percent": 30,
    "surplus_least_allowed": 1,
    "prepared_surplus_from_percent": 10,
    "prepared_surplus_to_percent": 15,
    "prepared_surplus_small_body": {"from": 3, "to": 5},
    "leaves_base": {
        "members": ["temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"],
        "delegates": ["convening_absent", "unreplaced"],
        "committee": ["barred"],
        "cell_conference": ["temporary_elsewhere_absent", "exempt_absent", "barred"],
    },
    "committee_ballots_usual": 2,
    "cell_secretary_ballots": 3,
    "cell_committee_from_members": 9,
    "standing_committee_at_most_one_in": 3,
    "guided_sizes": [
        {"level": "cell", "kind": "committee", "most": 7},
        {"level": "commune", "kind": "committee", "most": 27},
        {"level": "commune", "kind": "standing_committee", "most": 11},
    ],
    "pools_expected": ["inspection_chair", "inspection_vice_chair", "standing_committee"],
    "quorum_numerator": 2,
    "quorum_denominator": 3,
}
FIGURES = {
    "190-QĐ/TW": SHARED | {"since": "2024-10-10", "until": None},
    "244-QĐ/TW": SHARED | {"since": "2014-06-09", "until": "2024-10-10"},
}


def summoned(tree):
    return sum(tree["meeting"]["roll"].values())


def attending(tree):
    return tree["meeting"]["roll"]["present"] + tree["meeting"]["roll"].get("replaced", 0)


def is_quorate(tree):
    sides = [(attending(tree), summoned(tree))]
    if bodies := tree["meeting"]["bodies"]:
        sides.append((bodies["present"], bodies["summoned"]))
    over, under = tree["rules"]["quorum_numerator"], tree["rules"]["quorum_denominator"]
    return all(here > 0 and under * here >= over * called for here, called in sides)


def stands(person, r):
    gone = person["withdrawal"] == "granted" and (person["withdrawn_before_round"] or 1) <= r
    return (person["from_round"] or 1) <= r and not gone


def on_list(tree):
    return [
        person
        for person in tree["contest"]["candidates"]
        if person["withdrawal"] != "granted" or person["withdrawn_before_round"] is not None
    ]


def age(born, day):
    month_and_day = born[5:] or "01-01"
    return int(day[:4]) - int(born[:4]) - (day[5:] < month_and_day)


def known_as(name):
    words = []
    for word in unicodedata.normalize("NFD", name).casefold().split():
        rest = "".join(sign for sign in word if sign not in TONES)
        words.append(unicodedata.normalize("NFC", rest) + "".join(sign for sign in word if sign in TONES))
    return " ".join(words)


def agree(one, other):
    return one == other or (one[:4] == other[:4] and 4 in (len(one), len(other)))


def steps_out(member, tree):
    """12.1: whether a member of the board is a person on the list."""
    return any(is_member(member, person) for person in on_list(tree))


def is_member(member, person):
    same = known_as(member["name"]) == known_as(person["name"])
    return same and (member["born"] is None or agree(member["born"], person["born"]))


def percent(part, whole):
    h = (20_000 * part + whole) // (2 * whole) if whole else 0
    return f"{h // 100}.{h % 100:02}"


def belongs(person, target, years):
    match target["category"]:
        case "women":
            return person["sex"] == "female"
        case "young":
            return years < target["below"]
        case "age":
            return target["from"] <= years <= target["to"]
        case "ethnic_minority":
            return person["ethnicity"].casefold() != "kinh"
        case "incumbent":
            return person["incumbent"]
        case "new":
            return not person["incumbent"]
        case "attribute":
            return target["name"] in person["attributes"]


def structure(tree, elected):
    """10.9."""
    contest, found = tree["contest"], []
    plan = contest["plan"] or {"targets": []}
    for target in plan["targets"]:
        if target["measured_on"] == "nominees":
            people = [person for person in contest["candidates"] if stands(person, len(tree["rounds"]))]
        else:
            people = [person for person in contest["candidates"] if person["number"] in elected]
        have = sum(belongs(person, target, age(person["born"], plan["age_on"])) for person in people)
        need, limit = _persons(target["at_least"], len(people), 99), _persons(target["at_most"], len(people), 0)
        one = {key: target[key] for key in ("category", "measured_on", "below", "from", "to", "name")}
        met = (need is None or have >= need) and (limit is None or have <= limit)
        one |= {"have": have, "of": len(people), "percent": percent(have, len(people))}
        found.append(one | {"need": need, "limit": limit, "met": met})
    return found


def _persons(share, of, more):
    if share is None:
        return None
    return share["count"] if share["percent"] is None else (share["percent"] * of + more) // 100


def findings(tree, course):
    """10.10; ``course`` is what the rounds came to."""
    found = []

    def say(code, severity, clause, **params):
        severity = {"E": "error", "W": "warning"}[severity]
        rule = clause.partition(".")[0]
        found.append({"code": code, "severity": severity, "rule": rule, "clause": clause, "params": params})

    for part in (_congress, _surplus, _support, _names, _sizes, _pool, _board, _births):
        part(tree, say)
    _rounds(tree, course, say)
    return found


def _listed(persons):
    return ", ".join(str(person["number"]) for person in persons)


def _congress(tree, say):
    rules, day, meeting = tree["rules"], tree["congress"]["date"], tree["meeting"]
    since, until = rules["since"], rules["until"]
    if day < since or (until and day >= until):
        of = tree["regulation"]
        say("regulation_not_in_force", "W", "R1.in_force", regulation=of, date=day, since=since, until=until or "")
    if not is_quorate(tree):
        bodies = meeting["bodies"] or {}
        params = {f"bodies_{side}": figure for side, figure in bodies.items()}
        say("not_quorate", "E", "R14", present=attending(tree), summoned=summoned(tree), **params)
    if meeting["kind"] == "delegates" and not meeting["bodies"]:
        say("bodies_not_given", "W", "R14")


def _surplus(tree, say):
    contest, rules = tree["contest"], tree["rules"]
    people, n = [person for person in contest["candidates"] if stands(person, 1)], contest["seats"]
    surplus = len(people) - n
    params = {"list": len(people), "seats": n, "surplus": surplus}
    if contest["kind"] not in ("committee", "standing_committee"):
        if 100 * surplus > rules["surplus_limit_percent"] * n:
            say("surplus_over_thirty_percent", "W", "R4", **params)
        if surplus < 0:
            say("list_shorter_than_seats", "W", "R4", **params)
        return
    limit = max(rules["surplus_limit_percent"] * n // 100, rules["surplus_least_allowed"])
    if surplus <= 0:
        say("list_not_longer_than_seats", "E", "R4", **params)
    elif surplus > limit:
        say("surplus_over_limit", "E", "R4", **params, limit=limit)
    prepared = sum(person["nominated_by"] == "committee" for person in people) - n
    small = rules["prepared_surplus_small_body"]
    least, most = -(-rules["prepared_surplus_from_percent"] * n // 100), rules["prepared_surplus_to_percent"] * n // 100
    least, most = sorted((max(1, least), max(1, most)))
    if small["from"] <= n <= small["to"]:
        least = most = 1
    if not least <= prepared <= most:
        figures = {"prepared": prepared, "least": least, "most": most, "seats": n}
        say("surplus_outside_prepared_range", "W", "R4.rounding", **figures)


def _support(tree, say):
    here = attending(tree)
    for person in on_list(tree):
        params, agreed = {"number": person["number"], "name": person["name"], "attending": here}, person["agreed_by"]
        if person["nominated_by"] == "committee":
            continue
        if agreed is None:
            say("floor_support_not_recorded", "W", "R3", **params)
        elif 100 * agreed <= tree["rules"]["floor_support_above_percent"] * here:
            say("floor_nominee_not_supported", "E", "R3", **params, agreed=agreed)


def _names(tree, say):
    groups = {}
    for person in on_list(tree):
        groups.setdefault(known_as(person["name"]), {}).setdefault(person["born"], []).append(person)
    for births in groups.values():
        for same in births.values():
            if len(same) > 1:
                say("duplicate_candidate", "E", "R6.names", name=same[0]["name"], numbers=_listed(same))
        if len(births) > 1:
            group = [person for person in on_list(tree) if any(person in same for same in births.values())]
            say("same_name", "W", "R6.names", name=group[0]["name"], numbers=_listed(group))


def _sizes(tree, say):
    contest, rules = tree["contest"], tree["rules"]
    asked = [person for person in contest["candidates"] if person["withdrawal"] == "asked"]
    if asked:
        say("withdrawal_undecided", "E", "R3", numbers=_listed(asked))
    for size in rules["guided_sizes"]:
        here = (size["level"], size["kind"]) == (tree["unit"]["level"], contest["kind"])
        if here and contest["quota"] > size["most"]:
            say("over_guided_size", "W", "R16.sizes", quota=contest["quota"], limit=size["most"])
    members, least = summoned(tree), rules["cell_committee_from_members"]
    if (tree["unit"]["level"], contest["kind"]) == ("cell", "committee") and members < least:
        say("cell_too_small_for_committee", "W", "R13.cell", members=members, least=least)


def _pool(tree, say):
    contest, rules, pool, meeting = tree["contest"], tree["rules"], tree["pool"], tree["meeting"]
    for person in on_list(tree) if pool else ():
        known = [other for other in pool["may_stand"] if known_as(other["name"]) == known_as(person["name"])]
        if not any(agree(person["born"], other["born"]) for other in known):
            say("candidate_not_in_pool", "E", "R13", number=person["number"], name=person["name"])
    if not pool and contest["kind"] in rules["pools_expected"]:
        say("pool_not_named", "W", "R13")
    if contest["kind"] == "standing_committee" and (pool or meeting["kind"] == "committee"):
        committee = pool["seats"] if pool else summoned(tree)
        if rules["standing_committee_at_most_one_in"] * contest["seats"] > committee:
            say("standing_committee_over_third", "W", "R13.third", seats=contest["seats"], committee=committee)
    if pool and not pool["voted"]:
        say("pool_not_counted", "W", "R13", pool=pool["contest"])


def _board(tree, say):
    for person in on_list(tree):
        if any(is_member(member, person) for member in tree["board"]):
            say("board_member_is_candidate", "E", "R2", number=person["number"], name=person["name"])


def _births(tree, say):
    plan = tree["contest"]["plan"] or {"targets": []}
    for target in plan["targets"]:
        unsure = []
        for person in on_list(tree):
            years = age(person["born"], plan["age_on"])
            if len(person["born"]) == 4 and belongs(person, target, years) != belongs(person, target, years - 1):
                unsure.append(person)
        if unsure:
            say("birth_year_only", "W", "R16", category=target["category"], numbers=_listed(unsure))


def _rounds(tree, course, say):
    contest, here = tree["contest"], attending(tree)
    for held, stops in zip(tree["rounds"], course.stops, strict=True):
        ballots = held["ballots"]
        params = {"round": held["number"], "present": here}
        params |= {key: ballots[key] for key in ("issued", "collected", "valid", "invalid")}
        if ballots["issued"] > here:
            say("issued_exceed_present", "W", "R7.excess", **params)
        if ballots["collected"] > here:
            say("collected_exceed_present", "E", "R7.excess", **params)
        for stop in stops:
            if stop != "not_quorate":
                say(stop, "E", "R7" if stop == "collected_mismatch" else "R7.excess", **params)
    _left_off(tree, course, say)
    purposes = zip(tree["rounds"], course.stops, strict=True)
    ballots = sum(held["purpose"] in ("first", "further") and not stops for held, stops in purposes)
    usual = tree["rules"]["committee_ballots_usual"]
    if contest["kind"] == "committee" and ballots > usual:
        say("past_second_ballot", "W", "R11.committee", ballots=ballots, usual=usual)
    if contest["leave_open"] and course.status() == "tied":
        say("run_off_still_owed", "E", "R10", round=tree["rounds"][-1]["number"])
    _decisions(tree, course, say)
    taken, tied, left = course.alternates()
    if tied:
        say("alternates_tied", "W", "R12.tie", numbers=", ".join(map(str, tied)), places_left=left)
    elif left:
        say("alternates_short", "W", "R12.alternates", taken=len(taken), alternates=contest["alternates"])


def _decisions(tree, course, say):
    decisions, here, value = tree["contest"].get("decisions", []), attending(tree), course.base["value"]
    for one in decisions:
        persons = one["agree"] + one["against"] + one["abstain"] + one["not_voting"]
        if persons != here:
            which = {key: one[key] for key in ("after_round", "choice")}
            say("card_sum_mismatch", "E", "R18", **which, persons=persons, attending=here)
    for held in tree["rounds"]:
        last = None
        for one in decisions:
            if one["after_round"] == held["number"] - 1 and one["choice"] in (held["purpose"], "again"):
                last = one
        if last and 2 * last["agree"] <= value:
            figures = {key: last[key] for key in ("choice", "agree")}
            say("round_voted_down", "E", "R18", round=held["number"], **figures, base=value)


def _left_off(tree, course, say):
    contest, elected = tree["contest"], set()
    clause = "R11.delegates" if contest["kind"] == "delegates" else "R11.committee"
    for held, outcome in zip(tree["rounds"], course.outcomes, strict=True):
        gone = elected | set(held["candidates"])
        missing = [
            person
            for person in contest["candidates"]
            if stands(person, held["number"]) and person["number"] not in gone
        ]
        if held["purpose"] == "further" and missing:
            say("left_off_further_ballot", "W", clause, round=held["number"], numbers=_listed(missing))
        elected |= set(outcome["elected"])
