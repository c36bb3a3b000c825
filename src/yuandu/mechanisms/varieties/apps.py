from importlib import import_module

from django.apps import AppConfig


class VarietiesConfig(AppConfig):
    name = "yuandu.mechanisms.varieties"
    label = "varieties"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.varieties.chores").register()
