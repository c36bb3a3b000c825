from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yuandu.kernel.accounts"
    label = "accounts"
