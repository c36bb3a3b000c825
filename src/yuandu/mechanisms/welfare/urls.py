"""Addresses of welfare."""

from django.urls import path

from yuandu.mechanisms.welfare.views import aid, bookings, care, facilities

app_name = "welfare"
urlpatterns = [
    path("welfare/", facilities.home, name="home"),
    path("welfare/facilities/add/", facilities.add, name="add"),
    path("welfare/facilities/<int:pk>/", facilities.facility, name="facility"),
    path("welfare/facilities/<int:pk>/edit/", facilities.edit, name="edit"),
    path("welfare/facilities/<int:pk>/close/", facilities.close, name="close"),
    path("welfare/facilities/<int:pk>/resource/", facilities.resource, name="resource"),
    path("welfare/resources/<int:pk>/", bookings.book, name="book"),
    path("welfare/bookings/", bookings.mine, name="bookings"),
    path("welfare/bookings/all/", bookings.all_bookings, name="all_bookings"),
    path("welfare/bookings/<int:pk>/cancel/", bookings.cancel, name="cancel"),
    path("welfare/entitlements/", care.entitlements, name="entitlements"),
    path("welfare/entitlements/add/", care.add_entitlement, name="add_entitlement"),
    path("welfare/entitlements/<int:pk>/claim/", care.claim, name="claim"),
    path("welfare/needs/", care.needs, name="needs"),
    path("welfare/needs/<int:pk>/support/", care.support, name="support"),
    path("welfare/needs/<int:pk>/answer/", care.answer, name="answer"),
    path("welfare/aid/", aid.cases, name="cases"),
    path("welfare/aid/ask/", aid.ask, name="ask"),
    path("welfare/aid/fund/", aid.fund, name="fund"),
    path("welfare/aid/<int:pk>/", aid.case, name="aid"),
    path("welfare/aid/<int:pk>/decide/", aid.decide, name="decide"),
    path("welfare/aid/<int:pk>/let-in/", aid.let_in, name="let_in"),
    path("welfare/aid/<int:pk>/withdraw/", aid.withdraw, name="withdraw"),
]
