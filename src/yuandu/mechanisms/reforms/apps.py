from importlib import import_module

from django.apps import AppConfig


class ReformsConfig(AppConfig):
    name = "yuandu.mechanisms.reforms"
    label = "reforms"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.reforms.reading").register()
        import_module("yuandu.mechanisms.reforms.calendars").register()
