from django.apps import AppConfig


class CircularsConfig(AppConfig):
    name = "yuandu.mechanisms.circulars"
    label = "circulars"
    workspace_kind = "city"
