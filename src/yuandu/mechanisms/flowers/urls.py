"""Addresses of kinds of flowers and their prices."""

from django.urls import path

from yuandu.mechanisms.flowers import (
    bulletin_views,
    entering,
    market_views,
    supply_views,
    views,
)

app_name = "flowers"
urlpatterns = [
    path("flowers/", views.kind_list, name="list"),
    path("flowers/markets/", market_views.overview, name="markets"),
    path("flowers/markets/<int:pk>/day/", entering.day, name="day"),
    path("flowers/bulletins/", bulletin_views.bulletin_list, name="bulletins"),
    path("flowers/bulletins/<str:week>/", bulletin_views.bulletin, name="bulletin"),
    path("flowers/bulletins/<str:week>/pdf/", bulletin_views.pdf, name="bulletin_pdf"),
    path("flowers/bulletins/<str:week>/word/", bulletin_views.word, name="bulletin_word"),
    path(
        "flowers/bulletins/<str:week>/quotes.<sheet_format:form>",
        bulletin_views.sheet,
        name="bulletin_sheet",
    ),
    path("flowers/kinds/<int:pk>/supply/", supply_views.supply, name="supply"),
    path("flowers/kinds/<int:pk>/", views.kind, name="kind"),
    path("flowers/kinds/<int:pk>/quotes.<sheet_format:form>", views.kind_sheet, name="kind_sheet"),
]
