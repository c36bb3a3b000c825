from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "yuandu.kernel.ledger"
    label = "ledger"
