"""Addresses of the staff list and of what companies publish."""

from django.urls import path

from yuandu.mechanisms.workforce.views import publishing, staff

app_name = "workforce"
urlpatterns = [
    path("staff/", staff.workers, name="workers"),
    path("staff/add/", staff.add, name="add"),
    path("staff/<int:pk>/", staff.worker, name="worker"),
    path("staff/<int:pk>/account/", staff.account, name="account"),
    path("staff/<int:pk>/leave/", staff.leave, name="leave"),
    path("publishing/", publishing.home, name="publishing"),
    path("companies/", publishing.companies, name="companies"),
    path("companies/add/", publishing.add, name="affiliate"),
    path("companies/<int:pk>/end/", publishing.end, name="end"),
]
