from importlib import import_module

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "yuandu.mechanisms.partnership"
    label = "partnership"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        desks = import_module("yuandu.mechanisms.workforce.desks")
        desks.register(import_module("yuandu.mechanisms.partnership.desk").waiting_sets)
        import_module("yuandu.mechanisms.partnership.chores").register()
