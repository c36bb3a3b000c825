"""Addresses of the plan register."""

from django.urls import path

from yuandu.services.plans.views import edits, pages

app_name = "plans"
urlpatterns = [
    path("plans/", pages.plan_list, name="list"),
    path("plans/add/", edits.add, name="add"),
    path("plans/instruments/", pages.instruments, name="instruments"),
    path("plans/instruments/add/", edits.instrument, name="add_instrument"),
    path("plans/instruments/<int:pk>/", edits.instrument, name="instrument"),
    path("plans/indicators/<int:pk>/report/", edits.report_actual, name="report_actual"),
    path("plans/tasks/<int:pk>/", pages.task, name="task"),
    path("plans/tasks/<int:pk>/finish/", edits.finish, name="finish"),
    path("plans/<int:pk>/", pages.plan, name="plan"),
    path("plans/<int:pk>/report/", pages.report, name="report"),
    path("plans/<int:pk>/changes/", pages.changes, name="changes"),
    path("plans/<int:pk>/matrix/", pages.matrix, name="matrix"),
    path("plans/<int:pk>/matrix/<int:number>/<slug:kind>/", pages.cell, name="cell"),
    path("plans/<int:pk>/publish/", edits.publish, name="publish"),
    path("plans/<int:pk>/revise/", edits.revise, name="revise"),
    path("plans/<int:pk>/parts/<slug:kind>/add/", edits.part, name="add_part"),
    path("plans/<int:pk>/parts/<slug:kind>/<int:key>/", edits.part, name="part"),
    path("plans/<int:pk>/parts/<slug:kind>/<int:key>/drop/", edits.drop, name="drop"),
]
