"""Addresses of figures, boards and press-check."""

from django.urls import path

from yuandu.kernel.indicators.views import board_work, boards, figures, press_check

app_name = "indicators"
urlpatterns = [
    path("figures/", figures.figure_list, name="figure_list"),
    path("figures/snapshot/", figures.snapshot, name="snapshot"),
    path("figures/<str:code>/", figures.figure, name="figure"),
    path("figures/<str:code>/rows.csv", figures.figure_rows, name="figure_rows"),
    path("figures/<str:code>/figure.json", figures.figure_json, name="figure_json"),
    path("figures/<str:code>/report/", figures.report, name="report"),
    path("figures/<str:code>/declare/", figures.declare, name="declare"),
    path("press-check/", press_check.press_check, name="press_check"),
    path("boards/", boards.board_list, name="board_list"),
    path("boards/new/", board_work.board_new, name="board_new"),
    path("boards/objections/<int:pk>/", board_work.answer_objection, name="answer_objection"),
    path("boards/<slug:code>/", boards.board, name="board"),
    path("boards/<slug:code>/members/", board_work.members, name="board_members"),
    path("boards/<slug:code>/rule/", boards.board_rule, name="board_rule"),
    path("boards/<slug:code>/rule/new/", board_work.rule_new, name="rule_new"),
    path("boards/<slug:code>/<str:period>/", boards.board, name="board_period"),
    path("boards/<slug:code>/<str:period>/board.xlsx", boards.board_workbook, name="board_xlsx"),
    path("boards/<slug:code>/<str:period>/publish/", board_work.publish, name="publish"),
    path("boards/<slug:code>/<str:period>/remind/", board_work.remind, name="remind"),
    path("boards/<slug:code>/<str:period>/<str:participant>/", boards.board_row, name="board_row"),
    path(
        "boards/<slug:code>/<str:period>/<str:participant>/letter/",
        boards.board_letter,
        name="board_letter",
    ),
    path(
        "boards/<slug:code>/<str:period>/<str:participant>/object/",
        board_work.object_to,
        name="object_to",
    ),
    path(
        "boards/<slug:code>/<str:period>/<str:participant>/rows/<str:measure>/",
        boards.board_behind,
        name="board_behind",
    ),
]
