"""Addresses of the policy handbook."""

from django.urls import path

from yuandu.services.handbook.views import editing, reading

app_name = "handbook"
urlpatterns = [
    path("handbook/", reading.clause_list, name="list"),
    path("handbook/booklet/", reading.booklet, name="booklet"),
    path("handbook/for/", reading.answers, name="answers"),
    path("handbook/for/take/", reading.take, name="take"),
    path("handbook/clauses/<int:pk>/", reading.clause, name="clause"),
    path("handbook/clauses/<int:pk>/edit/", editing.edit, name="edit"),
    path("handbook/editions/", editing.editions, name="editions"),
    path("handbook/editions/<int:pk>/", editing.edition, name="edition"),
    path("handbook/editions/<int:pk>/add/", editing.add, name="add"),
    path("handbook/editions/<int:pk>/publish/", editing.publish, name="publish"),
    path("handbook/editions/<int:pk>/hand-out/", editing.hand_out, name="hand_out"),
]
