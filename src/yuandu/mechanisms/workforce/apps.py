from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "yuandu.mechanisms.workforce"
    label = "workforce"
