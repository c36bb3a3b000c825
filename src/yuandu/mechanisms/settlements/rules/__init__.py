"""What delivery and settlement hold to be true: grading, slips, deposits, clocks, losses.

Pure: facts, terms and days are arguments. Amounts are yuan, exact to the fen.
"""
