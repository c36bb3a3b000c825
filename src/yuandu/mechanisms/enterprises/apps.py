from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "yuandu.mechanisms.enterprises"
    label = "enterprises"
