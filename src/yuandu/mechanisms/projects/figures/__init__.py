"""What is published of projects: the key projects of the year, and promises about projects."""

from yuandu.mechanisms.projects.figures import promises
from yuandu.mechanisms.projects.figures.key import ARTICLE, CATEGORIES, key_projects

__all__ = ["ARTICLE", "CATEGORIES", "key_projects", "promises"]
