from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "yuandu.kernel.files"
    label = "files"
