from importlib import import_module

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "yuandu.services.ballots"
    label = "ballots"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.services.ballots.chores").register()
