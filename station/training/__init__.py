"""The training congress: twenty papers whose answers are known, for somebody who types ballots for the first time.

The congress is a file like any other (``congress.json``); whoever types a paper has it beside the list (``drawn``), and
``score`` says what was typed right.
"""

from station.training.papers import PAPERS, Paper, document
from station.training.scoring import Mistake, Score, report, score
from station.training.sheets import drawn, number_of

__all__ = ["PAPERS", "Mistake", "Paper", "Score", "document", "drawn", "number_of", "report", "score"]
