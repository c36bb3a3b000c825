from importlib import import_module

from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "yuandu.services.liaison"
    label = "liaison"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.services.liaison.chores").register()
