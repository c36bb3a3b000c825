from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NoticesConfig(AppConfig):
    name = "yuandu.kernel.notices"
    label = "notices"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.kernel.notices.chores").register()
        daily = import_module("yuandu.kernel.notices.daily")
        post_migrate.connect(daily.schedule_after_migrating, sender=self)
