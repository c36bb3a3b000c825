"""Codes of the sample city's organisations: well-formed, and of nobody."""

from yuandu.kernel.registry.rules import codes


def organisation(division: str, number: int) -> str:
    """Return a unified social credit code whose check characters are right."""
    body = f"G{number:07d}"
    inner = body + codes.inner_check_character(body)
    first = f"91{division}{inner}"
    return first + codes.uscc_check_character(first)
