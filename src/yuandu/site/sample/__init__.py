"""The sample city: generated, labelled as sample, naming no real person or firm.

The same seed gives the same city to the last digit, and its totals reconcile to the
counts that the newspaper page printed.
"""
