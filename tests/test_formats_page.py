"""docs/formats.md names every finding, with its severity, and every key that a congress file may have."""

import re
from pathlib import Path

import pytest

from tally.files.models import CongressFileModel
from tally.files.votes import CardFileModel, RatingFileModel

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "formats.md").read_text()


def _findings_in_the_core():
    """Every code that stands beside a severity in the source of the core, and every stop."""
    found = {}
    for file in (*(ROOT / "tally").glob("*.py"), *(ROOT / "tally" / "votes").glob("*.py")):
        text = file.read_text()
        pattern = r'"([a-z_]+)",\s*(?:severity=)?Severity\.(ERROR|WARNING)|finding\(\s*"([a-z_]+)",\s*Severity\.(\w+)'
        for match in re.finditer(pattern, text):
            found[match[1] or match[3]] = (match[2] or match[4]).lower()
    return found


def test_every_finding_stands_on_the_page_with_its_severity():
    section = PAGE.partition("**Findings**")[2].partition("## 4")[0]
    listed = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 3 and cells[2] in ("error", "warning"):
            listed |= dict.fromkeys(re.findall(r"`([a-z_]+)`", cells[1]), cells[2])
    core = _findings_in_the_core()
    assert len(core) > 20
    for code, severity in core.items():
        assert listed.get(code) == severity, code


@pytest.mark.parametrize("model", [CongressFileModel, CardFileModel, RatingFileModel])
def test_every_key_of_a_file_stands_on_the_page(model):
    schema = model.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        for key in part.get("properties", {}):
            assert re.search(rf"`\"?{key}\"?`|`{{\"{key}\"", PAGE), key
