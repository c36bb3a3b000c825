from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BriefsConfig(AppConfig):
    name = "yuandu.mechanisms.briefs"
    label = "briefs"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        parts = import_module("yuandu.mechanisms.projects.parts")
        parts.register(_("One-page brief"), "briefs:of_project")
