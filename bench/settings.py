"""The product's settings, on a durable PostgreSQL of the bench's own."""

import os
from pathlib import Path

from yuandu.site import embedded

os.environ["YUANDU_AS_OWNER"] = "1"
os.environ.setdefault("YUANDU_DATA_DIR", ".yuandu/bench")
if not os.environ.get("DATABASE_URL"):
    embedded.ensure_running(Path(os.environ["YUANDU_DATA_DIR"]).resolve())

from yuandu.site.settings import *  # noqa: F403 - the database has to stand first
