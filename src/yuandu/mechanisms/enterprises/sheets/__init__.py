"""The room's spreadsheets: what was announced on firms, the register of platforms, applications."""

from yuandu.kernel.sheets import layouts
from yuandu.mechanisms.enterprises.sheets.applications import APPLICATIONS
from yuandu.mechanisms.enterprises.sheets.platforms import PLATFORMS
from yuandu.mechanisms.enterprises.sheets.recognitions import RECOGNITIONS

layouts.register(RECOGNITIONS)
layouts.register(PLATFORMS)
layouts.register(APPLICATIONS)
