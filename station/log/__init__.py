"""The journal as people read it, "Nhật ký nhập phiếu": what was done, by whom, and when by the computer's clock.

It is printed and filed, so it shows nothing of what stands on a ballot: single ballots are told of by their batch
alone, and so is what was settled and ruled on them. Two journals that differ in the marks of ballots, or in which paper
of a batch bears them, come out as the same log.
"""

from station.log.page import page, sentence
from station.log.paper import paper
from station.log.phrase import Phrase
from station.log.rows import Row, rows

__all__ = ["Phrase", "Row", "page", "paper", "rows", "sentence"]
