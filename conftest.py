"""Introduces the people who appear in the tests."""

pytest_plugins = ["tests.people"]
