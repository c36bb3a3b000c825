from importlib import import_module

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "yuandu.kernel.lifecycle"
    label = "lifecycle"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        daily = import_module("yuandu.kernel.notices.daily")
        reminders = import_module("yuandu.kernel.lifecycle.reminders")
        daily.register("lifecycle.reminders", reminders.remind)
        import_module("yuandu.kernel.lifecycle.guards").register()
