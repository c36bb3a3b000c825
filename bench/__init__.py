"""Measurements, each beside its peer, answers checked; `make bench` or `python -m bench NAME`.

**To add one:** a module here with a docstring that says what is measured and against what,
and a function `main()`; options, if any, are read with `argparse`. Call `database.fresh()`
for an empty, durable database of the bench's own; time sides with `measure.timed()`; hand
them to `measure.compare`, which runs them in turns, checks that they answer the same and
prints the ratio of medians with its 95 % interval. The claim is the cautious end of that
interval. Print rates of a single side with `measure.rate`. Say with `measure.claim` whether
the goal was reached; a run that misses one ends with an error. `docs/measured.md` lists all.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()
