from django.apps import AppConfig


class EquityConfig(AppConfig):
    name = "yuandu.mechanisms.equity"
    label = "equity"
    workspace_kind = "company"
