from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "yuandu.kernel.sheets"
    label = "sheets"
