"""An object for every address that names one, room by room."""

import importlib
import pkgutil

for room in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{room.name}")
