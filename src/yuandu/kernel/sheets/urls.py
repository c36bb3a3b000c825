"""Pages of spreadsheets on their way in and out."""

from django.urls import path, register_converter

from yuandu.kernel.sheets import views


class FormatConverter:
    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "sheet_format")

app_name = "sheets"
urlpatterns = [
    path("sheets/", views.home, name="home"),
    path("sheets/uploads/<int:pk>/", views.upload, name="upload"),
    path("sheets/uploads/<int:pk>/progress/", views.progress, name="progress"),
    path("sheets/uploads/<int:pk>/mapping/", views.mapping, name="mapping"),
    path("sheets/uploads/<int:pk>/commit/", views.commit, name="commit"),
    path("sheets/uploads/<int:pk>/discard/", views.discard, name="discard"),
    path("sheets/uploads/<int:pk>/resume/", views.resume, name="resume"),
    path("sheets/uploads/<int:pk>/faults.xlsx", views.faults, name="faults"),
    path("sheets/<slug:code>/", views.layout, name="layout"),
    path("sheets/<slug:code>/template.xlsx", views.template, name="template"),
    path("sheets/<slug:code>/export.<sheet_format:kind>", views.export, name="export"),
]
