"""In which language a command without a database speaks."""

import os


def language() -> str:
    """Return `en` where the terminal says so, else `zh`."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or "zh"
    return "en" if spoken.startswith("en") else "zh"
