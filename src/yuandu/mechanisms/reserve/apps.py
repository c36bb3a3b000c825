from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReserveConfig(AppConfig):
    name = "yuandu.mechanisms.reserve"
    label = "reserve"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.reserve.chores").register()
        parts = import_module("yuandu.mechanisms.projects.parts")
        parts.register(_("From the project reserve"), "reserve:of_project")
