from importlib import import_module

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "yuandu.mechanisms.enterprises"
    label = "enterprises"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.enterprises.calendars").register()
        import_module("yuandu.mechanisms.enterprises.guards").register()
        import_module("yuandu.mechanisms.enterprises.chores").register()
