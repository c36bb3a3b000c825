from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "yuandu.kernel.notices"
    label = "notices"
