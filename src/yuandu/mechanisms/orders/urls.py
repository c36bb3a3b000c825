"""Addresses of orders, dockings, shares and offers."""

from django.urls import path

from yuandu.mechanisms.orders.views import (
    blanketing,
    buying,
    carrying,
    choosing,
    desk,
    docking,
    growing,
    offering,
)

app_name = "orders"
urlpatterns = [
    path("orders/", buying.order_list, name="list"),
    path("orders/new/", buying.new, name="new"),
    path("orders/<int:pk>/", buying.order, name="order"),
    path("orders/<int:pk>/revise/", buying.revise, name="revise"),
    path("orders/<int:pk>/place/", buying.place, name="place"),
    path("orders/<int:pk>/claim/", growing.claim, name="claim"),
    path("orders/docking/", docking.board, name="board"),
    path("orders/docking/<int:pk>/", docking.docking, name="docking"),
    path("orders/docking/<int:pk>/publish/", docking.publish, name="publish"),
    path("orders/docking/<int:pk>/undo/", docking.undo, name="undo"),
    path("orders/docking/<int:pk>/papers/", docking.papers, name="papers"),
    path("orders/docking/<int:pk>/beside/<int:other>/", docking.beside, name="beside"),
    path("orders/calendar/", desk.crops, name="crops"),
    path("orders/waiting/", desk.waiting, name="waiting"),
    path("orders/parties/", choosing.parties, name="parties"),
    path("orders/blanket/", blanketing.blanket_list, name="blankets"),
    path("orders/blanket/new/", blanketing.new, name="new_blanket"),
    path("orders/blanket/<int:pk>/", blanketing.blanket, name="blanket"),
    path("orders/blanket/<int:pk>/close/", blanketing.close, name="close_blanket"),
    path("orders/lanes/", carrying.lane_list, name="lanes"),
    path("orders/lanes/<int:pk>/", carrying.lane, name="lane"),
    path("shares/", growing.today, name="today"),
    path("shares/left/", growing.left, name="left"),
    path("shares/season/", blanketing.season, name="season"),
    path("shares/<int:pk>/", growing.promise, name="promise"),
    path("shares/<int:pk>/answer/", growing.answer, name="answer"),
    path("shares/<int:pk>/step/", growing.step, name="step"),
    path("shares/<int:pk>/contract/", growing.contract, name="contract"),
    path("offers/", offering.offer_list, name="offers"),
    path("offers/new/", offering.new, name="new_offer"),
    path("offers/<int:pk>/", offering.offer, name="offer"),
    path("offers/<int:pk>/close/", offering.close, name="close_offer"),
]
