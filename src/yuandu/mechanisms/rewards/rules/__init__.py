"""What a reward comes to, and where an idea could be used as well; pure.

`terms` are the published numbers, `awards` compute with them, `spreading` weighs sections.
"""
