from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "yuandu.mechanisms.projects"
    label = "projects"
