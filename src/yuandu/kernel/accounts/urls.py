"""Addresses of accounts, inside a workspace."""

from django.urls import path

from yuandu.kernel.accounts.views import cards, helpers, me, people, tokens

app_name = "accounts"
urlpatterns = [
    path("me/", me.me, name="me"),
    path("persona/", me.become, name="persona"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/cards/", cards.issue, name="issue_cards"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/link/", people.link, name="link"),
    path("people/<int:pk>/<slug:verb>/", people.change, name="change"),
    path("card/<str:code>/", cards.card, name="card"),
    path("helpers/", helpers.helpers, name="helpers"),
    path("helpers/stop/", helpers.stop, name="stop_acting"),
    path("helpers/<int:pk>/revoke/", helpers.revoke, name="revoke_grant"),
    path("helpers/<int:pk>/act/", helpers.act, name="act"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
]
