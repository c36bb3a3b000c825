from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "yuandu.mechanisms.guidance"
    label = "guidance"
    workspace_kind = "city"
