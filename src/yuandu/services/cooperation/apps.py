from importlib import import_module

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "yuandu.services.cooperation"
    label = "cooperation"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the module needs models, which are not loaded when this file is.
        import_module("yuandu.services.cooperation.purposes").register()
