"""What the figures of a record come to: base, sums, outcomes, the contest, alternates (10.2 to 10.8)."""

from tests.second_reader import rules
from tests.second_reader.rules import is_quorate, percent, stands, summoned

CHECKS = ("arithmetic", "outcome", "structure", "findings")


class NoAnswer(Exception):
    """A round that cannot be reckoned."""


def reckoned(tree):
    """The checks arithmetic, outcome, structure and findings of a record, as {code: whether it holds}."""
    try:
        course = Course(tree)
    except NoAnswer:
        return dict.fromkeys(CHECKS, False)
    result = tree["result"]
    own = course.result()
    return {
        "arithmetic": all(course.sums),
        "outcome": course.outcomes == [held["outcome"] for held in tree["rounds"]]
        and own == {key: value for key, value in result.items() if key not in ("structure", "findings")},
        "structure": result["structure"] == rules.structure(tree, [one["number"] for one in own["elected"]]),
        "findings": result["findings"] == rules.findings(tree, course),
    }


def base(tree):
    """10.2."""
    meeting = tree["meeting"]
    roll = meeting["roll"]
    excluded = {status: roll[status] for status in tree["rules"]["leaves_base"][meeting["kind"]] if roll.get(status)}
    value = summoned(tree) - sum(excluded.values())
    return {"value": value, "needed": value // 2 + 1, "summoned": summoned(tree), "excluded": excluded}


def cut(votes, n):
    """10.4: taken, tied, left."""
    order = sorted(votes, key=lambda number: (-votes[number], number))
    if len(order) <= n:
        return order, [], n - len(order)
    if n == 0 or votes[order[n]] < votes[order[n - 1]]:
        return order[:n], [], 0
    last = votes[order[n - 1]]
    taken = [number for number in order if votes[number] > last]
    return taken, [number for number in order if votes[number] == last], n - len(taken)


class Course:
    """The rounds of a record one after another, each on what the ones before it came to."""

    def __init__(self, tree):
        self.tree, self.contest, self.base = tree, tree["contest"], base(tree)
        self.numbers = [person["number"] for person in self.contest["candidates"]]
        self.held, self.outcomes, self.sums, self.stops, self.for_alternates = [], [], [], [], []
        for held in tree["rounds"]:
            self.hold(held)

    def hold(self, held):
        paper = next((paper for paper in self.papers() if self.fits(held, *paper)), None)
        if paper is None or {one["number"] for one in held["votes"]} != set(held["candidates"]):
            raise NoAnswer
        in_order = [number for number in self.numbers if number in held["candidates"]]
        votes = {one["number"]: one["votes"] for one in held["votes"]}
        stops = self.stopped_by(held, votes)
        for_alternates, outcome = self.is_complete(), self.outcome(held, votes, stops)
        self.sums.append(self.agrees(held, in_order))
        self.stops.append(stops)
        self.held.append(held)
        self.for_alternates.append(for_alternates)
        self.outcomes.append(outcome)

    def agrees(self, held, in_order):
        """10.3, and the order of 10.6."""
        ballots, value, made = held["ballots"], self.base["value"], held["commitment"]
        votes = [(one["number"], one["votes"]) for one in held["votes"]]
        return (
            held["candidates"] == in_order == [number for number, _ in votes]
            and held["base"] == self.base
            and held["ballot"] == ("strike" if len(in_order) > held["seats"] else "boxes")
            and ballots["not_returned"] == max(0, ballots["issued"] - ballots["collected"])
            and [one["percent"] for one in held["votes"]] == [percent(cast, value) for _, cast in votes]
            and [one["over_half"] for one in held["votes"]] == [2 * cast > value for _, cast in votes]
            and 0 not in held["invalid"].values()
            and (not made or made["size"] == ballots["valid"] + ballots["invalid"])
            and (not made or sum(held["invalid"].values()) == ballots["invalid"])
        )

    def stopped_by(self, held, votes):
        """10.3, the table."""
        ballots, reasons, cast = held["ballots"], held["invalid"], sum(votes.values())
        valid = ballots["valid"]
        blank = len(held["candidates"]) <= held["seats"] and self.tree["options"]["all_blank_boxes"] == "valid"
        least = 0 if blank or len(held["candidates"]) == 1 else valid
        found = {
            "not_quorate": not is_quorate(self.tree),
            "ballots_exceed_issued": ballots["collected"] > ballots["issued"],
            "collected_mismatch": valid + ballots["invalid"] != ballots["collected"],
            "votes_exceed_valid": max(votes.values(), default=0) > valid,
            "votes_do_not_fit": not least <= cast <= valid * held["seats"],
            "reasons_mismatch": any(reasons.values()) and sum(reasons.values()) != ballots["invalid"],
        }
        return [code for code, holds in found.items() if holds]

    def outcome(self, held, votes, stops):
        """10.5."""
        if stops:
            return _outcome("stopped", [], [], held["seats"], ["congress_decides"])
        run_off = held["purpose"] == "run_off"
        eligible = {number: cast for number, cast in votes.items() if run_off or 2 * cast > self.base["value"]}
        taken, tied, left = cut(eligible, held["seats"])
        appoints = ["superior_appoints"] if self.is_last_ballot() else None
        if tied:
            return _outcome("tied", taken, tied, left, (appoints or ["congress_decides"]) if run_off else ["run_off"])
        if left:
            return _outcome("short", taken, [], left, appoints or ["further", "leave_open"])
        return _outcome("complete", taken, [], 0, [])

    def is_last_ballot(self):
        counted = 1 + sum(not stops for stops in self.stops)
        of_cell = (self.tree["unit"]["level"], self.contest["kind"]) == ("cell", "secretary")
        return of_cell and counted >= self.tree["rules"]["cell_secretary_ballots"]

    def papers(self):
        """10.6: (purpose, seats, names, whether some may be left out)."""
        if not self.held:
            return [("first", self.contest["seats"], self.unelected(), False)]
        last, outcome = self.held[-1], self.outcomes[-1]
        if outcome["status"] == "stopped":
            return [(last["purpose"], last["seats"], set(last["candidates"]), False)]
        if self.is_complete():
            return self.papers_for_alternates()
        if "superior_appoints" in outcome["next"]:
            return []
        tied = [("run_off", outcome["seats_left"], set(outcome["tied"]), False)] if outcome["tied"] else []
        further = [("further", self.open(), self.unelected(), True)] if "run_off" not in outcome["next"] else []
        return tied + further

    def papers_for_alternates(self):
        """10.8, the list."""
        (taken, tied, left), among, places = self.alternates(), self.unelected(), self.contest["alternates"]
        found = [("run_off", left, set(tied), False)] if tied else []
        if left and among - set(taken):
            found.append(("alternates", left, among - set(taken), True))
        if taken and not self.for_alternates[-1]:
            found.append(("alternates", places, among, True))
        return found

    def fits(self, held, purpose, seats, names, may_lack):
        named, number = set(held["candidates"]), len(self.held) + 1
        persons = self.contest["candidates"]
        added = {person["number"] for person in persons if person["from_round"] == number and stands(person, number)}
        return (held["purpose"], held["seats"]) == (purpose, seats) and (
            named == names or (may_lack and named and added <= named < names)
        )

    def unelected(self):
        persons, number, gone = (
            self.contest["candidates"],
            len(self.held) + 1,
            {one["number"] for one in self.elected()},
        )
        return {person["number"] for person in persons if stands(person, number)} - gone

    def of_seats(self):
        return [at for at, alternates in enumerate(self.for_alternates) if not alternates]

    def elected(self):
        """10.7."""
        names = {person["number"]: person["name"] for person in self.contest["candidates"]}
        found = []
        for at in self.of_seats():
            held = self.held[at]
            votes = {one["number"]: one["votes"] for one in held["votes"]}
            reason = "run_off" if held["purpose"] == "run_off" else "over_half"
            for number in self.outcomes[at]["elected"]:
                one = {"number": number, "name": names[number], "votes": votes[number], "reason": reason}
                found.append(one | {"round": held["number"], "percent": percent(votes[number], self.base["value"])})
        return found

    def open(self):
        return self.contest["seats"] - len(self.elected())

    def is_complete(self):
        return bool(self.held) and self.outcomes[self.of_seats()[-1]]["status"] == "complete"

    def status(self):
        last, held = self.outcomes[self.of_seats()[-1]], self.held[self.of_seats()[-1]]
        owed = last["status"] == "tied" and held["purpose"] != "run_off"
        if last["status"] not in ("complete", "stopped") and self.contest["leave_open"] and not owed:
            return "closed_short"
        return last["status"]

    def alternates(self):
        """10.8: taken, tied, left."""
        places = self.contest["alternates"]
        if not places or not self.is_complete():
            return [], [], 0
        own = [at for at, alternates in enumerate(self.for_alternates) if alternates]
        if own and (self.held[own[0]]["purpose"], self.held[own[0]]["seats"]) == ("alternates", places):
            taken, tied, left = [], [], places
        else:
            held = [self.held[at] for at in self.of_seats() if self.held[at]["purpose"] != "run_off"][-1]
            gone = {one["number"] for one in self.elected()}
            votes = {one["number"]: one["votes"] for one in held["votes"] if 2 * one["votes"] > self.base["value"]}
            taken, tied, left = cut({number: cast for number, cast in votes.items() if number not in gone}, places)
        for at in own:
            if self.outcomes[at]["status"] != "stopped":
                outcome = self.outcomes[at]
                taken, tied, left = taken + outcome["elected"], outcome["tied"], outcome["seats_left"]
        return taken, tied, left

    def result(self):
        """9.5, but for structure and findings."""
        status, after = self.status(), self.outcomes[self.of_seats()[-1]]["next"]
        if status == "complete":
            after = []
        if status == "closed_short":
            after = [step for step in after if step == "superior_appoints"]
        return {
            "status": status,
            "kept_vacant": self.contest["quota"] - self.contest["seats"],
            "open": self.open(),
            "elected": self.elected(),
            "alternates": self.alternates()[0],
            "next": after,
        }


def _outcome(status, elected, tied, left, after):
    return {"status": status, "elected": elected, "tied": tied, "seats_left": left, "next": after}
