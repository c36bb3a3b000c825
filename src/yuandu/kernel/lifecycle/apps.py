from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "yuandu.kernel.lifecycle"
    label = "lifecycle"
