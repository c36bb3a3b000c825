"""What this room refuses, with all it knows about why."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.refusals import Odd, Refusal


class OddRule(Odd):
    code = "odd-pay-rule"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "weights": _("The three weights have to sum to 100%%, and none lies below zero."),
        "most": _("What full points bring lies above 0 and at most at 100%% of the base."),
        "budget": _("The budget is at least one yuan a month."),
        "nobody": _(
            "Fewer than ten people have both a pay slip and points for all three factors of that "
            "quarter, so that its cost would tell what one of them gets. Import them first."
        ),
    }


class StaleRule(Refusal):
    """The rule moved on since it was read, or the figures it was simulated on did."""

    code = "stale-pay-rule"

    @property
    def sentence(self) -> str:
        return str(_("This rule has changed meanwhile. Read it again and repeat the simulation."))


class OddBenchmark(Odd):
    code = "odd-benchmark"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "amount": _("A benchmark is above zero."),
        "ahead": _("That month has not begun yet."),
        "issued": _("It cannot have been issued before its month began, or after today."),
        "source": _("Say where the number is printed."),
        "promise": _("The promise lies between 0 and 200%%."),
    }
