"""The room's spreadsheets: what was announced on firms, the pool, platforms."""

from yuandu.kernel.sheets import layouts
from yuandu.mechanisms.enterprises.sheets.platforms import PLATFORMS
from yuandu.mechanisms.enterprises.sheets.pool import POOL
from yuandu.mechanisms.enterprises.sheets.recognitions import RECOGNITIONS

layouts.register(RECOGNITIONS)
layouts.register(PLATFORMS)
layouts.register(POOL)
