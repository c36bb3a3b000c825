"""Addresses of circulars."""

from django.urls import path

from yuandu.mechanisms.circulars import views

app_name = "circulars"
urlpatterns = [
    path("circulars/", views.circular_list, name="list"),
    path("circulars/<int:pk>/", views.circular, name="circular"),
    path("circulars/<int:pk>/paragraphs/<int:place>/", views.edit, name="edit"),
    path("circulars/<int:pk>/changes/", views.changes, name="changes"),
    path("circulars/<int:pk>/figures/<slug:code>/", views.figure, name="figure"),
    path("circulars/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("circulars/<int:pk>/word/", views.word, name="word"),
]
