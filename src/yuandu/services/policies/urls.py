"""Addresses of the policies."""

from django.urls import path

from yuandu.services.policies.views import (
    asking,
    calls,
    cases,
    editing,
    library,
    own,
    parts,
    sweeping,
)

app_name = "policies"
urlpatterns = [
    path("policies/", library.policy_list, name="list"),
    path("policies/add/", editing.add, name="add"),
    path("policies/estimate/", editing.estimate, name="estimate"),
    path("policies/notices/", cases.notices, name="notices"),
    path("policies/notices.<sheet_format:kind>", cases.notices_sheet, name="notices_sheet"),
    path("policies/cases/", cases.case_list, name="cases"),
    path("policies/cases/<int:pk>/", cases.case, name="case"),
    path("policies/cases/<int:pk>/object/", cases.object_to, name="object"),
    path("policies/mine/", own.mine, name="mine"),
    path("policies/check/<int:pk>/", own.check, name="check"),
    path("policies/check/<int:pk>/<int:version>/", own.way, name="way"),
    path("policies/check/<int:pk>/<int:version>/apply/", own.apply, name="apply"),
    path("policies/check/<int:pk>/<int:version>/judge/", own.judge, name="judge"),
    path("policies/check/<int:pk>/consent/", own.agree, name="agree"),
    path("policies/check/<int:pk>/consents/<int:consent>/revoke/", own.take_back, name="take_back"),
    path("policies/asks/<int:pk>/", asking.ask, name="ask"),
    path("policies/calls/", calls.call_list, name="calls"),
    path("policies/calls/<int:pk>/", calls.call, name="call"),
    path("policies/<int:pk>/effect/", calls.effect, name="effect"),
    path("policies/<int:pk>/", library.policy, name="policy"),
    path("policies/<int:pk>/revise/", editing.revise, name="revise"),
    path("policies/versions/<int:pk>/", library.version, name="version"),
    path("policies/versions/<int:pk>/edit/", editing.edit, name="edit"),
    path("policies/versions/<int:pk>/edit/parts/", parts.part_list, name="parts"),
    path("policies/versions/<int:pk>/edit/examples/", parts.examples, name="examples"),
    path("policies/versions/<int:pk>/edit/<str:name>/", parts.part, name="part"),
    path("policies/versions/<int:pk>/sweep/", sweeping.sweep_now, name="sweep_now"),
    path("policies/sweeps/<int:pk>/", sweeping.sweep, name="sweep"),
    path("policies/sweeps/<int:pk>/ask/", asking.ask_all, name="ask_all"),
    path("policies/windows/<int:pk>/call/", calls.add_call, name="add_call"),
    path("policies/windows/<int:pk>/", cases.window, name="window"),
    path("policies/windows/<int:pk>/approve/", cases.approve_all, name="approve_all"),
    path("policies/windows/<int:pk>/pay/", cases.pay_all, name="pay_all"),
]
