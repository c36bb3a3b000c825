"""Addresses of the ladder and the platforms."""

from django.urls import path

from yuandu.mechanisms.enterprises.views import firms, platforms

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", firms.firm_list, name="list"),
    path("enterprises/expiry/", firms.expiry, name="expiry"),
    path("enterprises/<int:pk>/", firms.firm, name="firm"),
    path("enterprises/<int:pk>/edit/", firms.edit, name="edit"),
    path("platforms/", platforms.platform_list, name="platforms"),
    path("platforms/<int:pk>/", platforms.platform, name="platform"),
    path("platforms/<int:pk>/report/", platforms.report, name="report_platform"),
    path("platforms/<int:pk>/equipment/", platforms.add_equipment, name="add_equipment"),
    path("equipment/", platforms.equipment_list, name="equipment_list"),
    path("equipment/<int:pk>/", platforms.equipment, name="equipment"),
    path("equipment/<int:pk>/edit/", platforms.edit_equipment, name="edit_equipment"),
    path("equipment/<int:pk>/book/", platforms.book, name="book"),
    path("equipment/bookings/<int:pk>/cancel/", platforms.cancel, name="cancel_booking"),
]
