from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "yuandu.kernel.papers"
    label = "papers"
