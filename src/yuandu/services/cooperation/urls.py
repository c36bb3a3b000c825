"""Addresses of joint research, talent needs and experts."""

from django.urls import path

from yuandu.services.cooperation.views import contracts, experts, research, talent

app_name = "cooperation"
urlpatterns = [
    path("cooperation/", research.challenge_list, name="list"),
    path("cooperation/add/", research.add, name="add"),
    path("cooperation/<int:pk>/", research.challenge, name="challenge"),
    path("cooperation/<int:pk>/edit/", research.edit, name="edit"),
    path("cooperation/<int:pk>/offer/", research.make_offer, name="make_offer"),
    path("cooperation/<int:pk>/contract/", contracts.contract, name="contract"),
    path("cooperation/<int:pk>/contract/agree/", contracts.agree, name="agree"),
    path("cooperation/<int:pk>/contract/plan/", contracts.plan, name="plan"),
    path("cooperation/<int:pk>/output/", contracts.report, name="report"),
    path("cooperation/offers/<int:pk>/", research.offer, name="offer"),
    path("cooperation/milestones/<int:pk>/", contracts.milestone, name="milestone"),
    path("cooperation/milestones/<int:pk>/drop/", contracts.drop, name="drop_milestone"),
    path("talent/", talent.need_list, name="talent_needs"),
    path("talent/add/", talent.add, name="add_need"),
    path("talent/<int:pk>/", talent.need, name="talent_need"),
    path("talent/<int:pk>/edit/", talent.edit, name="edit_need"),
    path("talent/<int:pk>/matches/", talent.matches, name="matches"),
    path("talent/<int:pk>/engage/<int:expert>/", talent.engage, name="engage"),
    path("talent/engagements/<int:pk>/", talent.engagement, name="engagement"),
    path("talent/engagements/<int:pk>/output/", talent.report, name="report_engagement"),
    path("experts/", experts.expert_list, name="experts"),
    path("experts/add/", experts.add, name="add_expert"),
    path("experts/<int:pk>/", experts.expert, name="expert"),
    path("experts/<int:pk>/edit/", experts.edit, name="edit_expert"),
    path("experts/<int:pk>/tie/", experts.tie, name="tie"),
    path("experts/<int:pk>/free/", experts.free, name="free"),
]
