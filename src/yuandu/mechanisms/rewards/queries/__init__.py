"""Reads: the fund and its rule, awards, adoptions."""
