"""Addresses of what to plant."""

from django.urls import path

from yuandu.mechanisms.guidance import views

app_name = "guidance"
urlpatterns = [
    path("guidance/", views.home, name="home"),
    path("guidance/beds/", views.beds, name="beds"),
    path("guidance/kinds/add/", views.kind_add, name="kind_add"),
    path("guidance/kinds/<int:pk>/remove/", views.kind_remove, name="kind_remove"),
    path("guidance/intentions/add/", views.intend, name="intend"),
    path("guidance/intentions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("guidance/plan/", views.plan, name="plan"),
    path("guidance/outlook/", views.outlook, name="outlook"),
    path("guidance/advise/", views.advise, name="advise"),
    path("guidance/effect/", views.effect, name="effect"),
]
