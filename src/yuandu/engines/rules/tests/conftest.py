"""Fewer draws where the same tests run once for each of thousands of mutants."""

from hypothesis import settings

settings.register_profile("mutants", max_examples=5, deadline=None, database=None, derandomize=True)
