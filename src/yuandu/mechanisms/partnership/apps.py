from importlib import import_module

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "yuandu.mechanisms.partnership"
    label = "partnership"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.partnership.chores").register()
