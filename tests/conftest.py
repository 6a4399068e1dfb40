"""What holds for all tests: a slow machine fails nobody, and TALLY_EXAMPLES asks for more inputs of every kind."""

import os

from hypothesis import settings

settings.register_profile("unhurried", deadline=None, max_examples=int(os.environ.get("TALLY_EXAMPLES", "40")))
settings.load_profile("unhurried")
