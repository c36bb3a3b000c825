from importlib import import_module

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "yuandu.mechanisms.orders"
    label = "orders"
    workspace_kind = "city"

    def ready(self) -> None:
        # By name: the modules need the models, which are not loaded when this file is.
        import_module("yuandu.mechanisms.orders.calendars").register()
        import_module("yuandu.mechanisms.orders.chores").register()
