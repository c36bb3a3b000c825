"""What is done with the fund, its rule, awards and adoptions: one verb a function."""
