from django.apps import AppConfig


class ReformsConfig(AppConfig):
    name = "yuandu.mechanisms.reforms"
    label = "reforms"
