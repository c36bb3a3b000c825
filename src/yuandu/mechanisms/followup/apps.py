from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    name = "yuandu.mechanisms.followup"
    label = "followup"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.followup.chores").register()
        parts = import_module("yuandu.mechanisms.projects.parts")
        parts.register(_("Follow-up after production"), "followup:of_project")
