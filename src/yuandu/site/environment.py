"""Settings from the environment: refused by name and value when they make no sense."""

import os
from pathlib import Path


class OddSetting(Exception):
    """An environment variable holds a value that the setting does not take."""


def env(name: str, default: str = "") -> str:
    """Return the variable, or the content of the file that `NAME_FILE` names."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text("utf-8").strip()
        except OSError as error:
            raise OddSetting(f"{name}_FILE={path!r} cannot be read: {error.strerror}") from error
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool = False) -> bool:
    """Return the variable as a truth value: 1, true, yes, on; 0, false, no, off."""
    value = env(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise OddSetting(f"{name}={value!r} is neither true nor false: write 1 or 0")


def env_int(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = env(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit():
        raise OddSetting(f"{name}={value!r} is not a whole number")
    return int(value)
