"""Lists of this room whose filters can be saved."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.filters import lists

lists.register("difficulties", pgettext_lazy("of projects", "Difficulties"), "visits:difficulties")
