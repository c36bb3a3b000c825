from django.urls import path

from yuandu.kernel.notices import streams, views

app_name = "notices"
urlpatterns = [
    path("events/", streams.events, name="events"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read_all, name="read_all"),
    path("inbox/settings/", views.settings, name="settings"),
    path("inbox/<int:pk>/", views.open_notice, name="open"),
    path("robots/", views.robot_list, name="robots"),
    path("robots/new/", views.robot_add, name="robot_add"),
    path("robots/<int:pk>/", views.robot_edit, name="robot_edit"),
    path("robots/<int:pk>/try/", views.robot_try, name="robot_try"),
    path("robots/messages/<int:pk>/again/", views.deliver_again, name="deliver_again"),
]
