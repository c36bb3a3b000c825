from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "yuandu.kernel.audit"
    label = "audit"

    def ready(self) -> None:
        # By name: the module needs the settings, which are not read when this file is.
        grants = import_module("yuandu.kernel.audit.grants")
        post_migrate.connect(grants.install, sender=self)
