"""Lists of projects whose filters can be saved."""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.filters import lists

lists.register("projects", _("Projects"), "projects:list")
lists.register("timelines", _("Time lines"), "projects:timelines")
