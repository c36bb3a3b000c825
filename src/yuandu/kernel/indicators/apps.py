from importlib import import_module

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "yuandu.kernel.indicators"
    label = "indicators"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.kernel.indicators.guards").install()
