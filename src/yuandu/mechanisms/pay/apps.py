from django.apps import AppConfig


class PayConfig(AppConfig):
    name = "yuandu.mechanisms.pay"
    label = "pay"
    workspace_kind = "company"
