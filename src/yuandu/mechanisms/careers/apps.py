from importlib import import_module

from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "yuandu.mechanisms.careers"
    label = "careers"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        desks = import_module("yuandu.mechanisms.workforce.desks")
        desks.register(import_module("yuandu.mechanisms.careers.desk").waiting_sets)
        import_module("yuandu.mechanisms.careers.calendars").register()
        import_module("yuandu.mechanisms.careers.chores").register()
