"""Addresses of measures, meetings and pledges."""

from django.urls import path

from yuandu.mechanisms.reforms.views import effects, measures, meetings, pledges

app_name = "reforms"
urlpatterns = [
    path("reforms/", measures.measure_list, name="list"),
    path("reforms/scorecard/", effects.scorecard, name="scorecard"),
    path("reforms/measures/add/", measures.enter, name="enter"),
    path("reforms/measures/<int:pk>/", measures.measure, name="measure"),
    path("reforms/measures/<int:pk>/edit/", measures.edit, name="edit"),
    path("reforms/meetings/", meetings.meeting_list, name="meetings"),
    path("reforms/meetings/add/", meetings.call, name="call"),
    path("reforms/meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("reforms/meetings/<int:pk>/edit/", meetings.change, name="change"),
    path("reforms/meetings/<int:pk>/meeting.ics", meetings.calendar, name="meeting_calendar"),
    path("reforms/meetings/<int:pk>/pledge/", meetings.pledge, name="pledge"),
    path("reforms/pledges/", pledges.tracker, name="pledges"),
    path("reforms/pledges/pledges.ics", pledges.calendar, name="pledge_calendar"),
    path("reforms/pledges/pledges.<sheet_format:kind>", pledges.sheet, name="pledge_sheet"),
    path("reforms/pledges/<int:pk>/fulfil/", pledges.fulfil, name="fulfil"),
    path("reforms/pledges/<int:pk>/pass-on/", pledges.pass_on, name="pass_on"),
]
