"""The experiment's result as published: as `python -m bench flowers_effect` wrote it."""

import json
from functools import lru_cache
from importlib import resources
from typing import Any

SHOWN = ("all", "guidance", "placebo", "docking_20", "routing", "broadcast_80_70")
CLAIMED = {"waste": -0.20, "net": 0.30}  # what the article says


@lru_cache(maxsize=1)
def effect() -> dict[str, Any] | None:
    """Return what the experiment found; nothing where it was not run for this version."""
    path = resources.files(__package__) / "data" / "flowers_effect.json"
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
