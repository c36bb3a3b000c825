"""Spreadsheets of this room: orders, offers and lanes in and out, promises out."""

from yuandu.kernel.sheets import layouts
from yuandu.mechanisms.orders.sheets.lanes import LANES
from yuandu.mechanisms.orders.sheets.offers import OFFERS
from yuandu.mechanisms.orders.sheets.orders import ORDERS
from yuandu.mechanisms.orders.sheets.promises import PROMISES

for layout in (ORDERS, OFFERS, PROMISES, LANES):
    layouts.register(layout)
