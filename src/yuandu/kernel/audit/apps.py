from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "yuandu.kernel.audit"
    label = "audit"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.kernel.audit.checks")
        grants = import_module("yuandu.kernel.audit.grants")
        post_migrate.connect(grants.install, sender=self)
