from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "yuandu.kernel.registry"
    label = "registry"
