"""The training congress: twenty papers whose answers are known, for somebody who types ballots for the first time.

The congress is a file like any other (``congress.json``), the papers are printed or read from ``sheet``, and ``score``
says what was typed right.
"""

from station.training.papers import PAPERS, Paper, document
from station.training.scoring import Mistake, Score, report, score
from station.training.sheets import sheet

__all__ = ["PAPERS", "Mistake", "Paper", "Score", "document", "report", "score", "sheet"]
