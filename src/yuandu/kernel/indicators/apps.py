from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "yuandu.kernel.indicators"
    label = "indicators"
