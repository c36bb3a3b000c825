from importlib import import_module

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "yuandu.mechanisms.rewards"
    label = "rewards"
    workspace_kind = "company"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.rewards.chores").register()
        desks = import_module("yuandu.mechanisms.workforce.desks")
        own = import_module("yuandu.mechanisms.rewards.desks")
        desks.register(own.waiting_sets)
        panels = import_module("yuandu.mechanisms.proposals.panels")
        panels.register(import_module("yuandu.mechanisms.rewards.panels").spread)
