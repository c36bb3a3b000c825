from importlib import import_module

from django.apps import AppConfig


class WelfareConfig(AppConfig):
    name = "yuandu.mechanisms.welfare"
    label = "welfare"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.welfare.sealing").register()
        import_module("yuandu.mechanisms.welfare.chores").register()
        desk = import_module("yuandu.mechanisms.welfare.desk")
        import_module("yuandu.mechanisms.workforce.desks").register(desk.waiting)
