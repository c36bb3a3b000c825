"""The register for programs: the same queries and actions as its pages."""

from yuandu.mechanisms.projects.api import watching
from yuandu.mechanisms.projects.api.operations import router

__all__ = ["router", "watching"]
