"""Addresses of ladders, one's own way, records and applications."""

from django.urls import path

from yuandu.mechanisms.careers.views import applications, ladders, office, own

app_name = "careers"
urlpatterns = [
    path("careers/", own.mine, name="mine"),
    path("careers/relatives/", own.declare, name="declare"),
    path("careers/ladders/", ladders.ladders, name="ladders"),
    path("careers/ladders/begin/", ladders.begin, name="begin"),
    path("careers/ladders/equate/", ladders.equate, name="equate"),
    path("careers/rungs/<int:pk>/", ladders.rung, name="rung"),
    path("careers/rungs/<int:pk>/band/", ladders.band, name="band"),
    path("careers/rungs/<int:pk>/book/", ladders.book, name="book"),
    path("careers/rungs/<int:pk>/apply/", applications.apply, name="apply"),
    path("careers/applications/", applications.listed, name="applications"),
    path("careers/applications/<int:pk>/", applications.application, name="application"),
    path("careers/applications/<int:pk>/panel/", applications.panel, name="panel"),
    path("careers/applications/<int:pk>/opinion/", applications.opinion, name="opinion"),
    path("careers/workers/<int:pk>/", own.worker, name="worker"),
    path("careers/workers/<int:pk>/record/", office.record, name="record"),
    path("careers/workers/<int:pk>/place/", office.place, name="place"),
    path("careers/records/", office.records, name="records"),
    path("careers/records/<int:pk>/strike/", office.strike, name="strike"),
    path("careers/prospects/", office.prospects, name="prospects"),
    path("careers/prospects/count/", office.count, name="count"),
]
