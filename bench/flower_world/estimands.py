"""What the experiment asks, fixed before it was run: what is counted, of whom, and how.

Counted over the weeks from MEASURED to the end, each arm against the same city without a platform.

* `waste`: (lost + unsold) ÷ produced. `unsold` alone ÷ produced, since no platform helps what is lost.
* `gross`: yuan from sales. `net`: gross less costs of growing and carriage.
* Of all growers; of those who joined at the arm's part; of those who did not; and of the smallest
  tenth by beds × usual grades: by what they are, not by what became of them, for whoever had bad luck
  without a platform is likely to do better with anything.
* `income_sd`: standard deviation between growers of net income by square metre.
* `price_paid`, `units_sold`: a gain of growers that buyers pay is a transfer.

An effect is the arm's number ÷ the city's without, − 1, averaged over kept cities; its interval of 95 %
is a bootstrap over draws of parameters and, in each, over seeds. Beside it stand the parts of cities
in which waste falls by a fifth or more, net income rises by three tenths or more, and both.

`margin`: the net part of gross income at or below which the arm's gain would be three tenths of net:
the gain in yuan ÷ gross ÷ 0.3.

`AGAINST`: the difference of two arms' effects in the same cities, in points, with its interval.

Harm: net income of all, of those who did not join, or of the smallest tenth below that without.
"""

# What one arm does beyond another, city by city.
AGAINST = (
    ("guidance", "placebo"),
    ("guidance", "broadcast"),
    ("guidance_80_70", "broadcast_80_70"),
    ("routing", "routing_page"),
    ("all", "placebo"),
    ("all", "routing"),
    ("all", "guidance"),
    ("all_gamed", "all"),
)
GROUPS = ("all", "adopters", "others", "smallest")
FEWER, MORE = -0.20, 0.30  # what the article claims: waste, net income
RESAMPLED = 4000
LEAST_PART, LARGEST_ADOPTION, HARM = 0.8, 0.4, 0.05  # goal C1
BEYOND_PLACEBO = 0.05
