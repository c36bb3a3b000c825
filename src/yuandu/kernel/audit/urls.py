from datetime import date

from django.urls import path, register_converter

from yuandu.kernel.audit import views


class DayConverter:
    """A calendar day as `2026-11-24`; anything else matches no address."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "audit-day")

app_name = "audit"
urlpatterns = [
    path("audit/", views.log, name="log"),
    path("audit/<int:pk>/", views.entry, name="entry"),
    path("audit/<int:pk>/erase/", views.erase, name="erase"),
    path("audit/roots/", views.roots, name="roots"),
    path("audit/roots/<audit-day:day>/", views.root, name="root"),
]
