"""Addresses of the ledger, inside a workspace."""

from django.urls import path

from yuandu.kernel.ledger import views

app_name = "ledger"
urlpatterns = [
    path("ledger/", views.standing, name="standing"),
    path("ledger/accounts/", views.accounts, name="accounts"),
    path("ledger/grant/", views.grant, name="grant"),
    path("ledger/<int:pk>/", views.account, name="account"),
]
