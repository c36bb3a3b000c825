from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "yuandu.mechanisms.orders"
    label = "orders"
