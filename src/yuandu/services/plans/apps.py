from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "yuandu.services.plans"
    label = "plans"
    workspace_kind = "city"
