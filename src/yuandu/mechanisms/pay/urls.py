"""Addresses of pay."""

from django.urls import path

from yuandu.mechanisms.pay.views import adjusting, promise, slips

app_name = "pay"
urlpatterns = [
    path("pay/", slips.mine, name="mine"),
    path("pay/slips/", slips.slips, name="slips"),
    path("pay/slips/<int:pk>/", slips.slip, name="slip"),
    path("pay/slips/<int:pk>/paper/", slips.paper, name="paper"),
    path("pay/distribution/", slips.distribution, name="distribution"),
    path("pay/promise/", promise.home, name="promise"),
    path("pay/promise/peers/", promise.group, name="group"),
    path("pay/promise/benchmark/", promise.benchmark, name="benchmark"),
    path("pay/rules/", adjusting.rules, name="rules"),
    path("pay/rules/add/", adjusting.add, name="add"),
    path("pay/rules/<int:pk>/", adjusting.rule, name="rule"),
    path("pay/rules/<int:pk>/<slug:verb>/", adjusting.move, name="move"),
]
