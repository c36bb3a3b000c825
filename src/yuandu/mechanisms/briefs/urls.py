"""Addresses of one-page briefs and of the factor view."""

from django.urls import path

from yuandu.mechanisms.briefs import factoring, views

app_name = "briefs"
urlpatterns = [
    path("factors/", factoring.factors, name="factors"),
    path("briefs/", views.mine, name="mine"),
    path("briefs/all.pdf", views.mine_pdf, name="mine_pdf"),
    path("briefs/<int:pk>/", views.of_project, name="of_project"),
    path("briefs/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("briefs/<int:pk>/word/", views.word, name="word"),
]
