"""Addresses of one-to-one service; firms are named by the keys of their parties."""

from django.urls import path

from yuandu.services.liaison.views import competences, firms, issues, lessons

app_name = "liaison"
urlpatterns = [
    path("liaison/", firms.firm_list, name="list"),
    path("liaison/firms/<int:pk>/", firms.firm, name="firm"),
    path("liaison/firms/<int:pk>/take-in/", firms.take_in, name="take_in"),
    path("liaison/firms/<int:pk>/visit/", firms.visit, name="visit"),
    path("liaison/firms/<int:pk>/raise/", firms.raise_issue, name="raise"),
    path("liaison/issues/", issues.issue_list, name="issues"),
    path("liaison/issues/<int:pk>/", issues.issue, name="issue"),
    path("liaison/issues/<int:pk>/sort/", issues.sort, name="sort"),
    path("liaison/issues/<int:pk>/say/<slug:verb>/", issues.say, name="say"),
    path("liaison/issues/<int:pk>/card/", lessons.write_card, name="write_card"),
    path("liaison/gaps/", lessons.gap_list, name="gaps"),
    path("liaison/gaps/<int:pk>/", lessons.gap, name="gap"),
    path("liaison/cards/", lessons.card_list, name="cards"),
    path("liaison/cards/<int:pk>/", lessons.card, name="card"),
    path("liaison/offices/", competences.competence_list, name="competences"),
    path("liaison/offices/<int:pk>/drop/", competences.drop, name="drop_competence"),
]
