"""Addresses of improvement proposals; those under `ideas/` are for phones at the boards."""

from django.urls import path

from yuandu.mechanisms.proposals.views import boards, judging, posting

app_name = "proposals"
urlpatterns = [
    path("ideas/", posting.own, name="own"),
    path("ideas/new/", posting.add, name="add"),
    path("ideas/at/<slug:token>/", posting.at_board, name="at_board"),
    path("ideas/similar/", posting.similar, name="similar"),
    path("ideas/session/", posting.session, name="session"),
    path("proposals/", posting.proposal_list, name="list"),
    path("proposals/<int:pk>/", posting.proposal, name="proposal"),
    path("proposals/<int:pk>/authors/", posting.authors, name="authors"),
    path("proposals/<int:pk>/files/", posting.attach, name="attach"),
    path("proposals/<int:pk>/seal/", posting.seal, name="seal"),
    path("proposals/<int:pk>/lane/", posting.lane, name="lane"),
    path("proposals/<int:pk>/grade/", judging.grade, name="grade"),
    path("proposals/<int:pk>/evaluate/", judging.evaluate, name="evaluate"),
    path("proposals/<int:pk>/ask/", judging.ask, name="ask"),
    path("proposals/<int:pk>/claim/", judging.claim, name="claim"),
    path("proposals/<int:pk>/again/", judging.look_again, name="look_again"),
    path("proposals/<int:pk>/merge/", judging.merge, name="merge"),
    path("proposals/<int:pk>/part/", judging.part, name="part"),
    path("proposals/evaluations/<int:pk>/relieve/", judging.relieve, name="relieve"),
    path("proposals/benefits/<int:pk>/verify/", judging.verify, name="verify"),
    path("proposals/desk/", judging.desk, name="desk"),
    path("proposals/finance/", judging.finance, name="finance"),
    path("proposals/twins/", judging.twins, name="twins"),
    path("proposals/twins/<int:pk>/dismiss/", judging.dismiss, name="dismiss"),
    path("proposals/boards/", boards.boards, name="boards"),
    path("proposals/boards/<int:pk>/", boards.board, name="board"),
    path("proposals/boards/<int:pk>/code/", boards.code, name="code"),
    path("proposals/boards/<int:pk>/put-up/", boards.put_up, name="put_up"),
    path("proposals/scheme/", boards.scheme, name="scheme"),
    path("proposals/scheme/new/", boards.publish, name="publish_scheme"),
]
