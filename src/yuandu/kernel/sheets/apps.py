from importlib import import_module

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "yuandu.kernel.sheets"
    label = "sheets"

    def ready(self) -> None:
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.kernel.sheets.originals").guard()
