"""What codes of this room are called."""

from django.utils.translation import gettext_lazy as _

from yuandu.mechanisms.enterprises.models import PlatformLevel, Tier

LADDER = (Tier.INNOVATIVE_SME, Tier.SRDI_SME, Tier.LITTLE_GIANT)
LEVELS = dict(PlatformLevel.choices)

# The values of facts that are choices.
CHOICES = {
    "strategic_emerging": _("strategic emerging industry"),
    "other": _("other field"),
    "fills_gap": _("fills a gap of the chain"),
    "six_basics": _("one of the six basics of industry"),
    "none": _("none"),
    "national": _("national"),
    "provincial": _("provincial"),
    "municipal": _("municipal"),
    "below": _("below municipal"),
    "high_value": _("class I of high value"),
    "own_class_1": _("class I of its own research"),
    "class_1": _("class I"),
    "class_2": _("class II"),
    "national_top_3": _("among the first three of a national award"),
    "national_top_5": _("among the first five of a national award"),
    "provincial_top_3": _("among the first three of a provincial award"),
    "time_honoured": _("a time-honoured brand"),
    "serves_leader": _("serves a leading firm of the chain"),
}


def level(code: str) -> str:
    return str(LEVELS.get(code, code))


def tier(code: str) -> str:
    return str(Tier(code).label)
