"""The spreadsheets of one-to-one service: who stands by which firm, and issues."""

from yuandu.kernel.sheets import layouts
from yuandu.services.liaison.sheets.issues import ISSUES
from yuandu.services.liaison.sheets.officers import OFFICERS

layouts.register(OFFICERS)
layouts.register(ISSUES)
