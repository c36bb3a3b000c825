"""Addresses of ballots."""

from django.urls import path

from yuandu.services.ballots.views import managing, printing, proxies, reading, voting

app_name = "ballots"
urlpatterns = [
    path("ballots/", reading.ballots, name="list"),
    path("ballots/add/", managing.add, name="add"),
    path("ballots/<int:pk>/", reading.ballot, name="ballot"),
    path("ballots/<int:pk>/recount/", reading.recount, name="recount"),
    path("ballots/<int:pk>/bulletin.json", reading.bulletin, name="bulletin"),
    path("ballots/<int:pk>/result.pdf", printing.result, name="result_paper"),
    path("ballots/<int:pk>/roll/", managing.roll, name="roll"),
    path("ballots/<int:pk>/roll/<int:volume>.pdf", printing.roll, name="roll_paper"),
    path("ballots/<int:pk>/exclude/", managing.exclude, name="exclude"),
    path("ballots/<int:pk>/open/", managing.open_page, name="open"),
    path("ballots/<int:pk>/close/", managing.close, name="close"),
    path("ballots/<int:pk>/cancel/", managing.cancel, name="cancel"),
    path("ballots/<int:pk>/take/", voting.take, name="take"),
    path("ballots/<int:pk>/vote/", voting.vote, name="vote"),
    path("ballots/<int:pk>/proxy/", proxies.give, name="proxy"),
    path("ballots/<int:pk>/proxy/revoke/", proxies.revoke, name="revoke"),
]
