from importlib import import_module

from django.apps import AppConfig


class PayConfig(AppConfig):
    name = "yuandu.mechanisms.pay"
    label = "pay"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.pay.desk").register()
