"""The observer at the table: writes down what happens, from the events alone, and cries out at what must never be.

Nothing of the session's own reckoning is used: what a paper bears in the end, the sums and the outcome are worked out
anew, as a careful clerk would with pencil and paper.
"""

import json
from collections import defaultdict

from tally.person import known_as
from tests.station.session.papers import Papers

BY_TECHNICIANS = {
    "batch_opened",
    "ballot_entered",
    "ballot_undone",
    "batch_closed",
    "ballot_referred",
    "sheet_entered",
    "record_verified",
    "files_copied",
    "wrong_pin",
}
"""What a technician at the keys may bring about alone (R2)."""
WITH_A_MEMBER = {"difference_settled"}
BY_TWO_MEMBERS = {"ballots_destroyed"}
BY_THE_MACHINE = {"person_enrolled", "person_signed_in", "person_signed_out", "wrong_pin", "defined"}
BY_THE_MACHINE |= {"air_gap_looked", "air_gap_broken", "air_gap_mended"}
ENTERING = {
    "box_counted",
    "entry_started",
    "batch_opened",
    "ballot_entered",
    "ballot_undone",
    "batch_closed",
    "batch_voided",
    "batch_resized",
    "batch_taken",
    "entry_dropped",
    "sheet_entered",
    "difference_settled",
    "ballot_ruled",
    "ballot_referred",
}
PLACES = 2


class Notebook:
    """Everything that was seen on a day, event by event. ``day`` is the day before the event that is being written."""

    def __init__(self):
        self.papers = {}
        self.mode = None
        self.broken, self.overruled = {}, False
        self.closed = defaultdict(int)
        self.records, self.names = [], {}
        self.copies = defaultdict(set)
        self.seen = set()

    def write(self, day, happened):
        event, by = happened.event, happened.by
        self.seen.add(event.name)
        self._who(day, event, by)
        if event.name in ENTERING:
            real = day.congress.mode.value == "real"
            assert not (real and self.broken and not self.overruled), "entered while the air gap was broken"
        writes = getattr(self, f"_{event.name}", None)
        if writes:
            writes(day, event, by)

    def _who(self, day, event, by):
        people = {one.id: one for one in day.people}
        assert by or event.name in BY_THE_MACHINE
        contest = getattr(event, "contest", None)
        if contest is not None:
            vote = next(one for one in day.contests.values() if one.contest.id == contest).contest
            on_list = {known_as(person.name) for person in vote.on_list}
            assert not on_list & {known_as(people[one].name) for one in by}, "a candidate acted in the own contest"
        if by and people[by[0]].duty.value == "operator" and event.name not in BY_THE_MACHINE:
            members = [one for one in by if people[one].duty.value != "operator"]
            assert event.name in BY_TECHNICIANS or (event.name in WITH_A_MEMBER and members)
            assert event.name not in BY_TWO_MEMBERS
        if event.name in WITH_A_MEMBER | BY_TWO_MEMBERS:
            assert len({known_as(people[one].name) for one in by}) >= 2
        if event.name in BY_TWO_MEMBERS:
            assert len([one for one in by if people[one].duty.value != "operator"]) >= 2

    def of(self, event):
        return self.papers[event.contest]

    def _defined(self, day, event, by):
        if by:
            (person,) = [one for one in day.people if one.id == by[0]]
            assert person.duty.value != "operator", "a technician changed the congress"
        if self.mode:
            assert f'"mode": "{self.mode}"' in event.document, "training and real were mixed up"
        lists = {contest["id"]: len(contest["candidates"]) for contest in json.loads(event.document)["contests"]}
        for name, state in day.contests.items():
            if self.closed[name] and lists[name] != len(state.contest.candidates):
                on_list = {known_as(person.name) for person in state.contest.on_list}
                (person,) = [one for one in day.people if one.id == by[0]]
                assert known_as(person.name) not in on_list, "a candidate changed the own list"

    def _contest_confirmed(self, day, event, by):
        self.papers[event.contest] = Papers()

    def _box_counted(self, day, event, by):
        self.of(event).box = event.box

    def _entry_started(self, day, event, by):
        assert self.of(event).box.collected == sum(event.sizes)
        self.of(event).begin(event.way.value, event.sizes, event.entries)

    def _batch_opened(self, day, event, by):
        self._types(day, event, next(one.name for one in day.people if one.id == by[0]))

    def _types(self, day, event, name):
        papers = self.of(event)
        for (entry, batch), other in papers.typists.items():
            same = batch == event.batch and entry != event.entry and known_as(other) == known_as(name)
            assert not same, "one person typed a batch twice"
        papers.typists[event.entry, event.batch] = name

    def _ballot_entered(self, day, event, by):
        self.mode = day.congress.mode.value
        papers = self.of(event)
        read = papers.read[event.entry, event.batch]
        assert event.paper == len(read) + 1 <= papers.sizes[event.batch - 1], "a ballot beyond its batch"
        assert (event.entry, event.batch) not in papers.closed
        read.append(event.marks)

    def _ballot_undone(self, day, event, by):
        papers = self.of(event)
        assert event.paper == len(papers.read[event.entry, event.batch])
        papers.read[event.entry, event.batch].pop()
        papers.disturb(event.batch, event.paper)

    def _batch_closed(self, day, event, by):
        papers = self.of(event)
        assert len(papers.read[event.entry, event.batch]) == papers.sizes[event.batch - 1]
        papers.closed.add((event.entry, event.batch))

    def _batch_voided(self, day, event, by):
        papers = self.of(event)
        for notes in (papers.read, papers.typists):
            notes.pop((event.entry, event.batch), None)
        papers.sheets.pop((event.batch, event.entry), None)
        papers.closed.discard((event.entry, event.batch))
        papers.disturb(event.batch)

    def _batch_resized(self, day, event, by):
        papers = self.of(event)
        if event.batch > len(papers.sizes):
            papers.sizes.append(0)
        papers.sizes[event.batch - 1] = event.size
        papers.disturb(event.batch)
        for entry in range(1, papers.entries + 1):
            if len(papers.read[entry, event.batch]) < event.size:
                papers.closed.discard((entry, event.batch))
        for sheet in (1, 2):
            papers.sheets.pop((event.batch, sheet), None)

    def _batch_taken(self, day, event, by):
        self.mode = day.congress.mode.value
        papers = self.of(event)
        assert len(event.ballots) == papers.sizes[event.batch - 1]
        self._types(day, event, event.typist)
        papers.read[event.entry, event.batch] = list(event.ballots)
        papers.closed.add((event.entry, event.batch))

    def _entry_dropped(self, day, event, by):
        papers = self.of(event)
        there = [key for key in papers.typists if key[0] == event.entry]
        if not there and day.work(event.contest).entries[event.entry - 1].source is None:
            papers.entries -= 1
            assert papers.entries >= 2
            return
        for key in there:
            papers.typists.pop(key)
            papers.read.pop(key)
            papers.closed.discard(key)
        for batch in range(1, len(papers.sizes) + 1):
            papers.disturb(batch)

    def _sheet_entered(self, day, event, by):
        self.mode = day.congress.mode.value
        self.of(event).sheets[event.batch, event.sheet] = (event.totals, by[0])

    def _difference_settled(self, day, event, by):
        self.of(event).settled[event.place] = dict(event.answers)

    def _ballot_ruled(self, day, event, by):
        papers = self.of(event)
        papers.ruled[event.place] = (event.defect, event.marks)
        papers.again.discard(event.place)

    def _round_closed(self, day, event, by):
        papers, work = self.of(event), day.work(event.contest)
        if papers.way == "ballots":
            every = {(entry, batch) for entry in range(1, papers.entries + 1) for batch, _ in papers.places()}
            assert every <= papers.closed, "an entry is open"
        candidates, seats = list(work.paper.candidates), work.paper.seats
        votes, reasons, valid = papers.counted(candidates, seats, day.congress.blank_boxes.value)
        assert dict(event.votes) == votes
        assert {reason.value: figure for reason, figure in event.invalid.items()} == reasons
        assert event.valid == valid
        assert event.collected == papers.box.collected == valid + sum(reasons.values())
        assert event.issued == papers.box.issued - papers.box.unused - papers.box.spoiled
        self.closed[event.contest] += 1
        assert event.round == self.closed[event.contest]
        self.papers[event.contest] = Papers()

    def _body_decided(self, day, event, by):
        if event.passed and event.choice.value != "leave_open":
            self.papers[event.contest] = Papers()

    def _decision_undone(self, day, event, by):
        assert self.of(event).box is None, "papers were counted by then"
        last = day.contest(event.contest).decisions[-1]
        assert last.passed
        assert last.stands

    def _record_kept(self, day, event, by):
        assert 1 <= event.rounds <= self.closed[event.contest]
        assert event.sequence == len(self.records) + 1
        self.records.append(event)
        self.names[event.record] = {"signed": [], "verified": False, "sticks": set(), "event": event}

    def _record_signed(self, day, event, by):
        name = next(one.name for one in day.people if one.id == by[0])
        assert known_as(name) == known_as(event.holder), "somebody signed for another"
        note = self.names[event.record]
        assert event.key not in note["signed"]
        note["signed"].append(event.key)
        note["verified"], note["sticks"] = False, set()

    def _record_verified(self, day, event, by):
        self.names[event.record]["verified"] = True

    def _files_copied(self, day, event, by):
        for note in self.names.values():
            if all(name in event.files for name in (*note["event"].files, note["event"].file)):
                note["sticks"].add(event.stick)

    def _ballots_destroyed(self, day, event, by):
        notes = [note for note in self.names.values() if note["event"].contest == event.contest]
        assert max(note["event"].rounds for note in notes) == self.closed[event.contest]
        assert all(note["verified"] and len(note["sticks"]) >= PLACES for note in notes)
        assert day.contest(event.contest).round is None

    def _air_gap_broken(self, day, event, by):
        self.broken[event.check], self.overruled = event.seen, False

    def _air_gap_mended(self, day, event, by):
        del self.broken[event.check]

    def _air_gap_overruled(self, day, event, by):
        assert 2 * event.agree > len(day.congress.board)
        self.overruled = True
