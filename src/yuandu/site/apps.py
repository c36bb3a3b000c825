from importlib import import_module

from django.apps import AppConfig
from django.db.models import fields
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    name = "yuandu.site"
    label = "site"

    def ready(self) -> None:
        # Where Django wants a project's own words for a choice not made yet; before any form.
        fields.BLANK_CHOICE_LABEL = import_module("yuandu.site.form_renderer").NOT_CHOSEN
        # What apps declare by the module's name: their life cycles, published figures, what
        # boards compare, spreadsheet layouts, lists whose filters are saved, what they do when
        # a lower app speaks, and what the log calls their acts.
        autodiscover_modules(
            *(
                "lifecycles",
                "figures",
                "measures",
                "sheets",
                "lists",
                "subscriptions",
                "acts",
                "things",
            )
        )
        import_module("yuandu.site.chores").register()
