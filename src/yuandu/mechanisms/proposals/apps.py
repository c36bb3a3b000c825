from importlib import import_module

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "yuandu.mechanisms.proposals"
    label = "proposals"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.proposals.chores").register()
        import_module("yuandu.mechanisms.proposals.desks").register()
