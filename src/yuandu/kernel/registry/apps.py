from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts import scopes


class RegistryConfig(AppConfig):
    name = "yuandu.kernel.registry"
    label = "registry"

    def ready(self) -> None:
        scopes.register("registry", _("Registry"))
        # By name: the module needs the models, which are not loaded when this file is.
        import_module("yuandu.kernel.registry.guards").register()
