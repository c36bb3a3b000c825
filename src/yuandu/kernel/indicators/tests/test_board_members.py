"""Who takes part in a board over departments: open until its first edition, then not."""

import datetime

import pytest

from tests.people import a_user, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions
from yuandu.kernel.indicators.models import Board, Edition, Over
from yuandu.kernel.indicators.refusals import MembersStand
from yuandu.kernel.registry.models import Party

pytestmark = pytest.mark.django_db
ADDRESS = "/boards/answers/members/"


@pytest.fixture
def offices(weifang) -> list[Party]:
    made = [an_organisation(weifang, name) for name in ("示例发改委", "示例住建局")]
    for turn, office in enumerate(made):
        post = {"role": "department_officer", "organisation": office}
        a_user(f"office-{turn}", workspace=weifang, **post)
    return made


@pytest.fixture
def board(weifang, offices) -> Board:
    return actions.keep_board(
        by=Actor.system(weifang),
        code="answers",
        name="答复榜",
        over=Over.ORGANISATIONS,
        organisations=offices[:1],
    )


def taking_part(board: Board) -> set[int]:
    return set(board.members.values_list("organisation", flat=True))


def an_edition(board: Board) -> Edition:
    rule = actions.publish_rule(
        by=Actor.system(board.workspace),
        board=board,
        terms={"components": [{"measure": "visits.in_time", "weight": 100}]},
        basis="示例文件1号",
        published_on=datetime.date(2025, 12, 20),
        effective_on=datetime.date(2026, 1, 1),
    )
    return Edition.objects.create(
        workspace=board.workspace,
        board=board,
        rule=rule,
        period="2026-10",
        participants=[],
        values={},
        published_on=datetime.date(2026, 11, 5),
        appeals_until=datetime.date(2026, 11, 12),
        published_by_label="示例",
    )


def test_departments_come_and_go_before_the_first_edition(board, offices, sign_in, city_officer):
    desk = sign_in(city_officer)

    assert offices[1].name in desk.get(ADDRESS).text
    assert desk.post(ADDRESS, {"organisations": [offices[1].pk]}).status_code == 302
    assert taking_part(board) == {offices[1].pk}
    assert desk.post(ADDRESS, {"organisations": [999999]}).status_code == 422


def test_once_an_edition_is_published_nobody_comes_or_goes(
    weifang, board, offices, sign_in, city_officer
):
    an_edition(board)

    with pytest.raises(MembersStand):
        actions.change_members(by=Actor.system(weifang), board=board, organisations=offices)
    page = sign_in(city_officer).post(ADDRESS, {"organisations": [offices[1].pk]})
    assert page.status_code == 422
    assert "不再变动" in page.text
    assert taking_part(board) == {offices[0].pk}


def test_a_board_over_counties_has_no_members_to_choose(weifang, sign_in, city_officer):
    actions.keep_board(by=Actor.system(weifang), code="answers", name="县区榜")

    assert sign_in(city_officer).get(ADDRESS).status_code == 404
