from importlib import import_module

from django.apps import AppConfig


class LinesConfig(AppConfig):
    name = "yuandu.mechanisms.lines"
    label = "lines"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.lines.chores").register()
