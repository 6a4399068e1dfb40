"""Vietnamese and English: what the faces show in place of the core's codes, figures and dates.

The core returns codes with parameters; ``Words`` makes them sentences. A catalogue is one domain of one language,
``locale/<language>/LC_MESSAGES/<domain>.po`` beside its compiled ``.mo``. A new domain begins with the header of
``term.po`` in that language: its fixed dates keep the compiled file the same bytes whenever it is made.
"""

from tally.words.catalogue import Words
from tally.words.lang import Lang

__all__ = ["Lang", "Words"]
