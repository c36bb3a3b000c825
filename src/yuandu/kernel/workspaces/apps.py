from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkspacesConfig(AppConfig):
    name = "yuandu.kernel.workspaces"
    label = "workspaces"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        isolation = import_module("yuandu.kernel.workspaces.isolation")
        post_migrate.connect(isolation.install, sender=self)
