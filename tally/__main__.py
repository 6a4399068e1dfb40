"""``python -m tally``: the same as the command ``tally``."""

import sys

from tally.cli import main

sys.exit(main())
