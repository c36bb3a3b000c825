from django.apps import AppConfig


class FlowersConfig(AppConfig):
    name = "yuandu.mechanisms.flowers"
    label = "flowers"
