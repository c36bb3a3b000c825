from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    name = "yuandu.mechanisms.visits"
    label = "visits"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.visits.chores").register()
        import_module("yuandu.mechanisms.visits.marks").register()
        parts = import_module("yuandu.mechanisms.projects.parts")
        parts.register(_("Visits and difficulties"), "visits:of_project")
