"""Quyết định 244-QĐ/TW of 9 June 2014, for records of 2014-2024: told from 190-QĐ/TW by what differs alone.

Its article numbers are known as far as they stand here; its words were not read. So what 190 lays down in so many words
is only recalled of 244, and where a clause stood is left empty where it is not known.
"""

from dataclasses import replace
from datetime import date

from tally.regulation.clause import Certainty, Clause
from tally.regulation.qd190 import QD190

__all__ = ["QD244"]

ARTICLES = {
    "R2": "Art. 7",
    "R3": "Art. 13, 16",
    "R4": "Art. 16",
    "R5": "Art. 16",
    "R6": "Art. 17",
    "R6.order": "03-HD/TW 2020",
    "R6.defects": "Art. 17",
    "R6.all_blank": "Art. 17, 32",
    "R7": "Art. 7",
    "R8": "Art. 32",
    "R8.committee": "Art. 32",
    "R8.conference": "Art. 32",
    "R9": "Art. 32",
    "R10": "Art. 32",
    "R11.delegates": "Art. 20",
    "R11.committee": "Art. 19",
    "R12": "Art. 20",
    "R12.alternates": "Art. 20",
    "R14": "Điều lệ Đảng, Art. 11",
    "R16": "2019",
    "R18": "Art. 32",
    "R19": "124-QĐ/TW 2023",
}


def _in_244(clause: Clause) -> Clause:
    certainty = Certainty.RECALLED if clause.certainty is Certainty.TEXT else clause.certainty
    return replace(clause, article=ARTICLES.get(clause.id, ""), certainty=certainty)


QD244 = replace(
    QD190,
    id="244-QĐ/TW",
    since=date(2014, 6, 9),
    until=date(2024, 10, 10),
    documents=("244-QĐ/TW, 09/6/2014", "03-HD/TW, 2020", "04-HD/TW, 2014"),
    clauses={clause.id: _in_244(clause) for clause in QD190.clauses.values()},
)
