"""Addresses of the ledger, inside a workspace."""

from django.urls import path

from yuandu.kernel.ledger import views

app_name = "ledger"
urlpatterns = [
    path("ledger/", views.accounts, name="accounts"),
    path("ledger/<int:pk>/", views.account, name="account"),
]
