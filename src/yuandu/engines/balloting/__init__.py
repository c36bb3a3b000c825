"""Governed ballots, without a database: rules, sealed papers, and bulletins that anybody recounts.

sealed = group.seal(exponent)            # of a secret vote: hides it, and adds up
outcome = counting.decide(rule, counts, …)
checks = verification.verify(bulletin)   # from the published file alone
"""
