"""The list whose filters can be saved."""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.filters import lists

lists.register("followup", _("Follow-up after production"), "followup:list")
