"""The page of a report, written and read."""

import json
import re
from io import BytesIO

from tally.archive.report.page import write_page
from tally.words import Lang
from tests.archive.report.reported import sentence


def written(report, lang=Lang.VI):
    made = BytesIO()
    write_page(report, lang, made, say=sentence)
    return made.getvalue().decode()


def data_of(text):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])
