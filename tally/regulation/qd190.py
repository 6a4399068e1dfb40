"""Quyết định 190-QĐ/TW of 10 October 2024, with guidance 04-HD/TW of 31 December 2024: in force."""

from datetime import date

from tally.regulation.clause import Certainty, Clause
from tally.regulation.regulation import Regulation

__all__ = ["QD190"]

TEXT, SECOND_HAND = Certainty.TEXT, Certainty.SECOND_HAND
RECALLED, DEFAULT = Certainty.RECALLED, Certainty.DEFAULT


def _clause(clause_id: str, article: str, certainty: Certainty, readings: int = 0) -> Clause:
    return Clause(id=clause_id, article=article, certainty=certainty, readings=readings)


CLAUSES = (
    _clause("R1", "Art. 3", TEXT),
    _clause("R1.in_force", "", DEFAULT),
    _clause("R2", "Art. 8", TEXT, readings=1),
    _clause("R3", "Art. 11, 14", TEXT, readings=2),
    _clause("R4", "Art. 14", TEXT),
    _clause("R4.rounding", "", DEFAULT, readings=3),
    _clause("R5", "Art. 14, 17", TEXT),
    _clause("R5.order", "Art. 17", RECALLED),
    _clause("R5.tie", "", DEFAULT),
    _clause("R6", "Art. 15", TEXT),
    _clause("R6.order", "04-HD/TW", SECOND_HAND),
    _clause("R6.names", "", DEFAULT),
    _clause("R6.defects", "Art. 15", SECOND_HAND),
    _clause("R6.all_blank", "Art. 15, 30.1", DEFAULT, readings=1),
    _clause("R7", "Art. 8", TEXT),
    _clause("R7.excess", "", DEFAULT, readings=3),
    _clause("R8", "Art. 30", TEXT),
    _clause("R8.committee", "Art. 30", RECALLED),
    _clause("R8.conference", "Art. 30", SECOND_HAND),
    _clause("R9", "Art. 30", TEXT),
    _clause("R10", "Art. 30", RECALLED),
    _clause("R10.marks", "", DEFAULT),
    _clause("R11.delegates", "Art. 18, 20", TEXT, readings=1),
    _clause("R11.committee", "Art. 17", RECALLED, readings=1),
    _clause("R11.cell_secretary", "294-QĐ/TW", TEXT, readings=1),
    _clause("R12", "Art. 18", TEXT),
    _clause("R12.alternates", "Art. 18", RECALLED, readings=2),
    _clause("R12.tie", "", DEFAULT),
    _clause("R13", "", SECOND_HAND, readings=2),
    _clause("R13.cell", "45-CT/TW 2025", SECOND_HAND),
    _clause("R13.third", "", SECOND_HAND),
    _clause("R14", "Điều lệ Đảng, Art. 11", RECALLED, readings=1),
    _clause("R15", "Art. 30, 33-35", TEXT),
    _clause("R16", "2019", TEXT, readings=4),
    _clause("R16.science", "45-CT/TW 2025", TEXT),
    _clause("R16.sizes", "45-CT/TW 2025", SECOND_HAND),
    _clause("R16.recalled", "45-CT/TW 2025", RECALLED),
    _clause("R17", "", DEFAULT),
    _clause("R18", "Art. 30", TEXT),
    _clause("R19", "366-QĐ/TW", TEXT),
    _clause("R19.procedure", "02-HD/BTCTW", RECALLED),
    _clause("R19.cap", "", DEFAULT, readings=2),
)

QD190 = Regulation(
    id="190-QĐ/TW",
    since=date(2024, 10, 10),
    until=None,
    documents=("190-QĐ/TW, 10/10/2024", "04-HD/TW, 31/12/2024"),
    clauses={clause.id: clause for clause in CLAUSES},
    floor_support_above_percent=30,
    surplus_limit_percent=30,
    surplus_least_allowed=1,
    prepared_surplus_from_percent=10,
    prepared_surplus_to_percent=15,
    prepared_surplus_small_body=range(3, 6),
    leaves_base={
        "members": ("temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"),
        "cell_conference": ("temporary_elsewhere_absent", "exempt_absent", "barred"),
        "delegates": ("convening_absent", "unreplaced"),
        "committee": ("barred",),
    },
    committee_ballots_usual=2,
    cell_secretary_ballots=3,
    cell_committee_from_members=9,
    standing_committee_at_most_one_in=3,
    guided_sizes={
        ("cell", "committee"): 7,
        ("commune", "committee"): 27,
        ("commune", "standing_committee"): 11,
    },
    pools_expected=frozenset({"standing_committee", "inspection_chair", "inspection_vice_chair"}),
    quorum_numerator=2,
    quorum_denominator=3,
    excellent_limit_percent=20,
)
