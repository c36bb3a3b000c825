"""Addresses of direct lines, their trips and what is booked on them."""

from django.urls import path

from yuandu.mechanisms.lines.views import bookings, lines, reaching, transit, trips

app_name = "lines"
urlpatterns = [
    path("lines/", lines.line_list, name="list"),
    path("lines/open/", lines.open_line, name="open"),
    path("lines/reach/", reaching.reach, name="reach"),
    path("lines/reach/counties/", reaching.counties, name="counties"),
    path("lines/losses/", transit.losses, name="losses"),
    path("lines/claims/", transit.claim_list, name="claims"),
    path("lines/claims/<int:pk>/<slug:move>/", transit.move_claim, name="move_claim"),
    path("lines/day/", trips.day, name="day"),
    path("lines/bookings/", bookings.booking_list, name="bookings"),
    path("lines/bookings/<int:pk>/", bookings.booking, name="booking"),
    path("lines/bookings/<int:pk>/withdraw/", bookings.withdraw, name="withdraw"),
    path("lines/bookings/<int:pk>/certify/", bookings.certify, name="certify"),
    path("lines/bookings/<int:pk>/receive/", bookings.receive, name="receive"),
    path("lines/bookings/<int:pk>/claim/", transit.make_claim, name="claim"),
    path("lines/trips/<int:pk>/temperatures/", transit.temperatures, name="temperatures"),
    path("lines/trips/<int:pk>/", trips.trip, name="trip"),
    path("lines/trips/<int:pk>/book/", bookings.book, name="book"),
    path("lines/trips/<int:pk>/move/<slug:move>/", trips.move, name="move"),
    path("lines/trips/<int:pk>/manifest/", trips.manifest, name="manifest"),
    path("lines/<int:pk>/", lines.line, name="line"),
    path("lines/<int:pk>/timetable/", lines.timetable, name="timetable"),
    path("lines/<int:pk>/plan/", lines.plan, name="plan"),
    path("lines/<int:pk>/close/", lines.close, name="close"),
    path("lines/<int:pk>/reach/", reaching.edit_reach, name="edit_reach"),
    path("lines/<int:pk>/reach/drop/", reaching.drop_reach, name="drop_reach"),
]
