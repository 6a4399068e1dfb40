"""Other inputs for a record: another list, plan, board, pool, unit, day, rules and sums, drawn by a seed.

What they come to is then reckoned anew, so that the record agrees with itself: the rules have something to say of most.
"""

import json

from tally.record import canonical, reading
from tally.record.document import text_of
from tally.record.refusal import Refused

NAMES = ("Nguyễn Văn Hoà", "NGUYỄN  VĂN HÒA", "Trần Thị Bé", "Lê Văn Đức", "lê văn đức", "Dương Thanh Châu")
BIRTHS = ("1970", "1970-05-02", "1985", "1985-07-01", "1985-06-30", "1983", "2000", "1984-02-29")
KINDS = ("committee", "standing_committee", "secretary", "inspection_chair", "delegates", "inspection_committee")
DAYS = ("2024-10-09", "2024-10-10", "2014-06-08", "2014-06-09", "2025-02-14")
FIGURES = (
    "floor_support_above_percent",
    "surplus_limit_percent",
    "prepared_surplus_from_percent",
    "prepared_surplus_to_percent",
    "committee_ballots_usual",
    "cell_secretary_ballots",
    "cell_committee_from_members",
    "standing_committee_at_most_one_in",
    "quorum_numerator",
)
BELONGS_TO = {"young": ("below",), "age": ("from", "to"), "attribute": ("name",)}


def enriched(tree, rng):
    """The text of a record with other inputs; None where those can be no record's."""
    tree = json.loads(json.dumps(tree))
    for part in (_people, _plan, _event, _board, _pool, _rules, _sums, _decisions):
        part(tree, rng)
    try:
        text = canonical.write(tree)
        return text_of(reading.reckon(reading.read_text(text)[1]))
    except Refused as why:
        return text.decode() if why.code in ("round_does_not_answer", "bad_record") else None


def _people(tree, rng):
    attending = tree["meeting"]["roll"]["present"]
    besides = {"home": "xã", "position": "Bí thư, xã", "education": "Đại học", "theory": "Cao cấp"}
    besides |= {"admitted": "2010-02-03", "official": "2011"}
    for person in tree["contest"]["candidates"]:
        drawn = {
            "name": rng.choice(NAMES),
            "born": rng.choice(BIRTHS),
            "sex": rng.choice(("female", "male")),
            "ethnicity": rng.choice(("Kinh", "KINH", "Tày")),
            "incumbent": rng.random() < 0.5,
            "attributes": sorted(rng.sample(("a", "b", "đ"), rng.randint(0, 3))),
        }
        person |= {key: value for key, value in drawn.items() if rng.random() < 0.4}
        if said := [key for key in besides if rng.random() < 0.1]:
            person["biography"] = {key: besides[key] for key in said}
        if rng.random() < 0.2:
            person["nominated_by"] = rng.choice(("floor", "self"))
            person["agreed_by"] = rng.choice((None, rng.randint(0, attending)))
        if rng.random() < 0.1:
            person["withdrawal"] = rng.choice(("asked", "refused", "asked", "granted"))
            person["withdrawn_before_round"] = rng.choice((2, 3)) if person["withdrawal"] == "granted" else None


def _plan(tree, rng):
    def share():
        return rng.choice(
            ({"percent": rng.randint(0, 100), "count": None}, {"percent": None, "count": rng.randint(0, 9)})
        )

    def target():
        category = rng.choice(("women", "young", "age", "ethnic_minority", "incumbent", "new", "attribute"))
        first, last = sorted((rng.randint(30, 60), rng.randint(30, 60)))
        values = {"below": rng.choice((35, 40, 42)), "from": first, "to": last, "name": rng.choice(("a", "đ"))}
        bounds = rng.choice(((share(), None), (None, share()), (share(), share())))
        return {
            "category": category,
            "measured_on": rng.choice(("nominees", "elected")),
            "at_least": bounds[0],
            "at_most": bounds[1],
            **{key: value if key in BELONGS_TO.get(category, ()) else None for key, value in values.items()},
        }

    if rng.random() < 0.8:
        day = rng.choice(("2025-07-01", "2025-01-01", "2024-02-29"))
        tree["contest"]["plan"] = {"age_on": day, "targets": [target() for _ in range(rng.randint(0, 5))]}


def _event(tree, rng):
    contest = tree["contest"]
    if rng.random() < 0.6 and not contest["alternates"]:
        contest["kind"] = rng.choice(KINDS)
    if contest["kind"] == "delegates" and rng.random() < 0.4:
        contest["alternates"] = rng.randint(1, 3)
    contest["quota"] = contest["seats"] + rng.choice((0, 0, 1, 30))
    contest["leave_open"] = rng.random() < 0.3
    tree["unit"]["level"] = rng.choice(("cell", "commune", "province"))
    if rng.random() < 0.3:
        tree["congress"]["date"] = rng.choice(DAYS)


def _board(tree, rng):
    more = [(name, rng.choice((*BIRTHS, None))) for name in rng.sample(NAMES, rng.randint(0, 3))]
    tree["board"] += [{"name": name, "role": "member", "born": born} for name, born in more]


def _pool(tree, rng):
    contest = tree["contest"]
    contest["pool"] = tree["pool"] = None
    if rng.random() < 0.5:
        people = json.loads(json.dumps(rng.sample(contest["candidates"], rng.randint(0, len(contest["candidates"])))))
        for person in people:
            person["born"] = rng.choice((person["born"], person["born"][:4], rng.choice(BIRTHS)))
        seats, contest["pool"] = rng.randint(1, 60), "x"
        tree["pool"] = {"contest": "x", "seats": seats, "voted": rng.random() < 0.7, "may_stand": people}


def _rules(tree, rng):
    if rng.random() < 0.2:
        figure = rng.choice(FIGURES)
        tree["rules"][figure] = max(1, tree["rules"][figure] + rng.randint(-9, 9))
    if rng.random() < 0.2:
        status = rng.choice(list(tree["meeting"]["roll"]))
        tree["meeting"]["roll"][status] += rng.choice((-1, 1, 60)) if tree["meeting"]["roll"][status] else 1
    if tree["meeting"]["kind"] == "delegates" and rng.random() < 0.5:
        tree["meeting"]["bodies"] = rng.choice((None, {"summoned": 9, "present": rng.randint(0, 9)}))


def _sums(tree, rng):
    for held in tree["rounds"]:
        for figures in (held["ballots"], *held["votes"]):
            key = rng.choice([key for key in figures if key in ("issued", "collected", "valid", "invalid", "votes")])
            if rng.random() < 0.08:
                figures[key] = max(0, figures[key] + rng.choice((-1, 1)))
        if held["votes"] and rng.random() < 0.2:
            held["votes"][0]["votes"] = held["votes"][-1]["votes"]
        if rng.random() < 0.2:
            held["commitment"], held["invalid"] = None, rng.choice(({}, held["invalid"], {"several_inks": 1}))


def _decisions(tree, rng):
    """Votes by cards, most of them by all who attend; some where nobody may have voted on such a thing."""
    attending, rounds = tree["meeting"]["roll"]["present"] + tree["meeting"]["roll"].get("replaced", 0), tree["rounds"]
    tree["contest"].pop("decisions", None)
    found = []
    for after_round in sorted(rng.choices(range(len(rounds) + 1), k=rng.choice((0, 1, 2, 4)))):
        purposes = [held["purpose"] for held in rounds[after_round : after_round + 1] if held["purpose"] != "first"]
        agree = rng.randint(0, attending)
        found.append(
            {
                "after_round": after_round,
                "choice": rng.choice((*purposes, *purposes, "again", "leave_open", "further", "run_off", "alternates")),
                "agree": agree,
                "against": attending - agree + rng.choice((0, 0, 0, 1)),
                "abstain": 0,
                "not_voting": 0,
            }
        )
    if found:
        tree["contest"]["decisions"] = found
