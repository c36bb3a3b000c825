from django.apps import AppConfig


class HandbookConfig(AppConfig):
    name = "yuandu.services.handbook"
    label = "handbook"
    workspace_kind = "city"
