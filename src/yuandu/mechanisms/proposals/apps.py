
from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "yuandu.mechanisms.proposals"
    label = "proposals"
    workspace_kind = "company"
