from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "yuandu.mechanisms.reporting"
    label = "reporting"
