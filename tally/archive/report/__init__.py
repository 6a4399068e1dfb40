"""The questions of an organizing committee and their answers, as one workbook or one page."""
