"""Lists of monthly reports whose filters can be saved; they open for the newest month."""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.filters import lists

lists.register("lights", _("Lights"), "reporting:newest_lights")
lists.register("needs", _("To be coordinated"), "reporting:newest_needs")
