from importlib import import_module

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "yuandu.services.policies"
    label = "policies"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.services.policies.vocabulary").register()
        import_module("yuandu.services.policies.chores").register()
