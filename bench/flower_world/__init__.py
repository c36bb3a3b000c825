"""A city of growers and markets for the experiment `flowers_effect`; no code of the platform.

`world` draws a city and lets its weeks pass; `moments` says what its untreated weeks look like
beside real markets; `seen` is all that a platform gets to see of it; `platform` answers by the
product's own engines; `arms` names what is compared.
"""
