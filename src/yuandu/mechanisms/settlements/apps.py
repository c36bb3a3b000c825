from importlib import import_module

from django.apps import AppConfig


class SettlementsConfig(AppConfig):
    name = "yuandu.mechanisms.settlements"
    label = "settlements"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.settlements.chores").register()
        import_module("yuandu.mechanisms.settlements.pictures").register()
