from django.apps import AppConfig


class FiltersConfig(AppConfig):
    name = "yuandu.kernel.filters"
    label = "filters"
