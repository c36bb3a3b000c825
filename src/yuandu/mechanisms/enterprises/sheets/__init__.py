"""The room's spreadsheets: announcements on firms, platforms, applications, the pool."""

from yuandu.kernel.sheets import layouts
from yuandu.mechanisms.enterprises.sheets.applications import APPLICATIONS
from yuandu.mechanisms.enterprises.sheets.platforms import PLATFORMS
from yuandu.mechanisms.enterprises.sheets.pool import POOL
from yuandu.mechanisms.enterprises.sheets.recognitions import RECOGNITIONS

layouts.register(RECOGNITIONS)
layouts.register(PLATFORMS)
layouts.register(POOL)
layouts.register(APPLICATIONS)
