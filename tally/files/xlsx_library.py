"""openpyxl, which reads and writes .xlsx: imported here and nowhere else.

It goes through lxml where lxml is installed, as it is with what makes drafts. Then entities are handled in another way
and the same workbook has other bytes: so it is kept on the parser of the standard library, whatever is installed.
"""

import os

os.environ["OPENPYXL_LXML"] = "False"  # read once, when openpyxl is first imported

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ERROR_CODES, WriteOnlyCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import SHEET_MAIN_NS

__all__ = [
    "ERROR_CODES",
    "SHEET_MAIN_NS",
    "Alignment",
    "Border",
    "CellRange",
    "DataValidation",
    "DifferentialStyle",
    "ExcelWriter",
    "Font",
    "PageSetupProperties",
    "PatternFill",
    "Rule",
    "Side",
    "Workbook",
    "Worksheet",
    "WriteOnlyCell",
    "coordinate_to_tuple",
    "get_column_letter",
    "load_workbook",
    "unescape",
]
