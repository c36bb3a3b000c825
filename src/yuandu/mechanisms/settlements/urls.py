"""Addresses of deliveries, slips, disputes and the loss book."""

from django.urls import path

from yuandu.mechanisms.settlements.views import desk, disputes, losses, parties, promises, slips

app_name = "settlements"
urlpatterns = [
    path("settlements/", desk.home, name="home"),
    path("settlements/desk/", desk.desk, name="desk"),
    path("settlements/mine/", parties.mine, name="mine"),
    path("settlements/bought/", parties.bought, name="bought"),
    path("settlements/bought.<sheet_format:kind>", parties.bought_sheet, name="bought_sheet"),
    path("settlements/promises/<int:pk>/", promises.promise, name="promise"),
    path("settlements/promises/<int:pk>/announce/", promises.announce, name="announce"),
    path("settlements/promises/<int:pk>/write-off/", promises.write_off, name="write_off"),
    path("settlements/promises/<int:pk>/abandon/", promises.abandon, name="abandon"),
    path("settlements/promises/<int:pk>/repay/", promises.repay, name="repay"),
    path("settlements/promises/<int:pk>/advance/", promises.advance, name="advance"),
    path("settlements/shortages/<int:pk>/substitute/", promises.substitute, name="substitute"),
    path("settlements/orders/<int:pk>/", promises.of_order, name="order"),
    path("settlements/orders/<int:pk>/terms/", promises.terms, name="terms"),
    path("settlements/orders/<int:pk>/deposit/", promises.deposit, name="deposit"),
    path("settlements/batches/<int:pk>/", desk.batch, name="batch"),
    path("settlements/batches/<int:pk>/label/", desk.label, name="label"),
    path("settlements/batches/<int:pk>/receive/", desk.receive, name="receive"),
    path("settlements/batches/<int:pk>/grade/", desk.grade, name="grade"),
    path("settlements/batches/<int:pk>/miss/", desk.miss, name="miss"),
    path("settlements/batches/<int:pk>/call-off/", desk.call_off, name="call_off"),
    path("settlements/batches/<int:pk>/settle/", desk.settle, name="settle"),
    path("settlements/batches/<int:pk>/dispute/", disputes.raise_dispute, name="raise"),
    path("settlements/slips/", slips.slip_list, name="slips"),
    path("settlements/slips.<sheet_format:kind>", slips.slip_sheet, name="slip_sheet"),
    path("settlements/invoices.<sheet_format:kind>", slips.invoice_sheet, name="invoice_sheet"),
    path("settlements/slips/<int:pk>/", slips.slip, name="slip"),
    path("settlements/slips/<int:pk>/paper/", slips.paper, name="paper"),
    path("settlements/slips/<int:pk>/refused/<slug:verb>/", slips.refuse, name="refuse"),
    path("settlements/slips/<int:pk>/<slug:verb>/", slips.move, name="move"),
    path("settlements/disputes/<int:pk>/", disputes.dispute, name="dispute"),
    path("settlements/disputes/<int:pk>/answer/", disputes.answer, name="answer"),
    path("settlements/disputes/<int:pk>/insist/", disputes.insist, name="insist"),
    path("settlements/disputes/<int:pk>/<slug:verb>/", disputes.decide, name="decide"),
    path("settlements/losses/", losses.losses, name="losses"),
    path("settlements/losses/<int:pk>/", losses.book, name="book"),
    path("settlements/losses/<int:pk>/quarter/", losses.season, name="season"),
    path("settlements/losses/<int:pk>/add/", losses.add, name="add_loss"),
]
