from django.apps import AppConfig


class VarietiesConfig(AppConfig):
    name = "yuandu.mechanisms.varieties"
    label = "varieties"
