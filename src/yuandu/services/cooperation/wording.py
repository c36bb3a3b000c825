"""What codes of matches are called."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.services.cooperation import rules
from yuandu.services.cooperation.models import Field

FIELDS = dict(Field.choices)
PARTS = {
    "field": pgettext_lazy("part of a match", "Field"),
    "level": pgettext_lazy("part of a match", "Level"),
    "place": pgettext_lazy("part of a match", "Distance"),
    "time": pgettext_lazy("part of a match", "Free time"),
}
# Titles as registers of experts write them; any other stands as it was entered.
POSTS = {
    "教授": pgettext_lazy("post of an expert", "Professor"),
    "副教授": pgettext_lazy("post of an expert", "Associate professor"),
    "研究员": pgettext_lazy("post of an expert", "Research professor"),
    "副研究员": pgettext_lazy("post of an expert", "Associate research professor"),
    "高级工程师": pgettext_lazy("post of an expert", "Senior engineer"),
    "工程师": pgettext_lazy("post of an expert", "Engineer"),
    "首席技师": pgettext_lazy("post of an expert", "Chief technician"),
    "高级技师": pgettext_lazy("post of an expert", "Senior technician"),
}
CONFLICTS = {
    "competitor": pgettext_lazy("conflict of an expert", "bound to a competitor"),
    "full-time": pgettext_lazy("conflict of an expert", "engaged full time"),
    "not-free": pgettext_lazy("conflict of an expert", "no free time"),
    "overlap": pgettext_lazy("conflict of an expert", "days given to others"),
    "related": pgettext_lazy("conflict of an expert", "related party"),
}
WHY = {
    "main-field": gettext_lazy("the expert’s main field"),
    "other-field": gettext_lazy("one of the expert’s other fields"),
    "not-the-field": gettext_lazy("another field"),
    "level-reached": gettext_lazy("the level asked for, or above"),
    "level-one-below": gettext_lazy("one level below"),
    "level-below": gettext_lazy("more than one level below"),
    "same-division": gettext_lazy("the same county or zone"),
    "place-unknown": gettext_lazy("distance not known"),
    "all-days-free": gettext_lazy("all the days asked for are free"),
    "no-day-free": gettext_lazy("none of the days is free"),
}


def part(one: rules.Part) -> str:
    """Say what a part's points were given for."""
    if one.why == "distance":
        return _("about %(km)d km away") % {"km": one.value or 0}
    if one.why == "some-days-free":
        return _("%(days)d of the days asked for are free") % {"days": one.value or 0}
    return str(WHY[one.why])


def conflict(one: rules.Conflict, names: Mapping[int, str]) -> str:
    """Say what bars a pair; an organisation not in `names` is not named to this reader."""
    firm = names.get(one.party or 0) or _("another organisation")
    if one.code == "related":
        return _("Related to the firm itself: works for it, owns or runs it, or is family.")
    if one.code == "competitor":
        return _("Bound to a competitor in the same niche: %(firm)s.") % {"firm": firm}
    if one.code == "full-time":
        return _("Engaged full time in these months: %(firm)s.") % {"firm": firm}
    if one.code == "overlap":
        year, month = one.month or (0, 0)
        return _("In %(year)d-%(month)02d only %(left)d days are left.") % {
            "year": year,
            "month": month,
            "left": one.left or 0,
        }
    return _("No day is free in the time asked for.")


def post(entered: str) -> str:
    """Return an expert's title and post in the reader's language, where it is a usual one."""
    return str(POSTS.get(entered, entered))


def caution(one: rules.Caution, names: Mapping[int, str]) -> str:
    """Say what has to be asked before a pair is agreed."""
    if one.code == "advises-already":
        return _("Advises the firm already.")
    return _("Bound to a firm of the same industry: %(firm)s. Ask whether they compete.") % {
        "firm": names.get(one.party) or _("another organisation")
    }
