"""Addresses of reviews of partners."""

from django.urls import path

from yuandu.mechanisms.partnership.views import candidates, endings, groups, papers, reviews

app_name = "partnership"
urlpatterns = [
    path("partnership/", reviews.home, name="home"),
    path("partnership/reviews/add/", reviews.add, name="add"),
    path("partnership/reviews/<int:pk>/", reviews.review, name="review"),
    path("partnership/reviews/<int:pk>/rule/", reviews.rule, name="rule"),
    path("partnership/reviews/<int:pk>/days/", reviews.days, name="days"),
    path("partnership/reviews/<int:pk>/nominate/", reviews.nominate, name="nominate"),
    path("partnership/reviews/<int:pk>/candidates/", candidates.listed, name="candidates"),
    path("partnership/reviews/<int:pk>/resolution.pdf", papers.resolution, name="resolution"),
    path("partnership/reviews/<int:pk>/sign-in/<int:volume>.pdf", papers.sign_in, name="sign_in"),
    path("partnership/candidates/<int:pk>/", candidates.candidate, name="candidate"),
    path("partnership/candidates/<int:pk>/arrange/", candidates.arrange, name="arrange"),
    path("partnership/candidates/<int:pk>/conflict/", candidates.conflict, name="conflict"),
    path("partnership/candidates/<int:pk>/opinion/", candidates.opinion, name="opinion"),
    path("partnership/candidates/<int:pk>/decline/", candidates.decline, name="decline"),
    path("partnership/candidates/<int:pk>/appeal/", endings.appeal, name="appeal"),
    path("partnership/candidates/<int:pk>/carry-out/", endings.carry_out, name="carry_out"),
    path("partnership/appeals/<int:pk>/answer/", endings.answer, name="answer"),
    path("partnership/appeals/<int:pk>/vote-again/", endings.vote_again, name="vote_again"),
    path("partnership/ballots/<int:pk>/repeat/", endings.repeat, name="repeat"),
    path("partnership/groups/", groups.listed, name="groups"),
    path("partnership/groups/add/", groups.add, name="add_group"),
    path("partnership/groups/<int:pk>/", groups.group, name="group"),
    path("partnership/groups/<int:pk>/join/", groups.join, name="join"),
    path("partnership/groups/<int:pk>/lead/", groups.lead, name="lead"),
]
