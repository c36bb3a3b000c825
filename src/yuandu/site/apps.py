from importlib import import_module

from django.apps import AppConfig
from django.db.models import fields
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import pgettext_lazy


class SiteConfig(AppConfig):
    name = "yuandu.site"
    label = "site"

    def ready(self) -> None:
        # Django's own words for “nothing chosen yet” have no Chinese.
        fields.BLANK_CHOICE_LABEL = pgettext_lazy("in a form", "Choose")
        # What apps declare by the module's name: their life cycles, published figures, what
        # boards compare, spreadsheet layouts, what they do when a lower app speaks, and
        # what the log calls their acts.
        autodiscover_modules(
            *("lifecycles", "figures", "measures", "sheets", "subscriptions", "acts")
        )
        import_module("yuandu.site.chores").register()
