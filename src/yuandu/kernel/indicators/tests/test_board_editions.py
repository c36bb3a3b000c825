"""A board is published, stands, is objected to within days, and published once more."""

# ruff: noqa: F811 - fixtures of a neighbour are asked for by their names

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.people import a_user, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions, boards, figures, refusals
from yuandu.kernel.indicators.boards import telling
from yuandu.kernel.indicators.models import Board, Edition, Over
from yuandu.kernel.indicators.tests.test_boards import (  # noqa: F401
    OCTOBER,
    TODAY,
    board,
    counties,
    publish,
    record,
    scored,
)
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Party, Post

MONTH = "/boards/stars/2026-10/"


@pytest.fixture
def published(weifang, board) -> Edition:
    return actions.publish_board(by=Actor.system(weifang), board=board, period="2026-10")


def on(workspace, day: datetime.date) -> None:
    workspace.today_on = day
    workspace.save(update_fields=["today_on"])


def test_what_was_published_stands_whatever_is_corrected_later(weifang, published, counties):
    record(weifang, "done", counties[0], "2026-10", 900 * 10**8)

    assert scored(published.board).rows[0].participant == counties[3]
    assert scored(published.board).edition == published


def test_objections_are_open_for_five_working_days(published):
    # From Tuesday the 24th: 25, 26, 27, 30 November, 1 December.
    assert published.appeals_until == datetime.date(2026, 12, 1)


def test_an_objection_after_the_deadline_is_refused_with_the_day(
    weifang,
    published,
    counties,
    acting,
    county_officer,
):
    on(weifang, datetime.date(2026, 12, 2))

    with pytest.raises(refusals.ObjectedTooLate, match="2026-12-01"):
        actions.object_to(
            by=acting(county_officer),
            board=published.board,
            period="2026-10",
            participant=counties[0],
            words="少计一个项目",
        )


def test_the_last_day_still_counts(weifang, published, counties, acting, county_officer):
    on(weifang, datetime.date(2026, 12, 1))

    made = actions.object_to(
        by=acting(county_officer),
        board=published.board,
        period="2026-10",
        participant=counties[0],
        words="少计一个项目",
    )

    assert made.is_upheld is None


def test_a_page_says_that_it_is_too_late(weifang, published, sign_in, county_officer):
    on(weifang, datetime.date(2026, 12, 2))

    client = sign_in(county_officer)
    page = client.get(f"{MONTH}370781/").content.decode()
    sent = client.post(f"{MONTH}370781/object/", {"words": "少计一个项目"})

    assert "2026年12月1日" in page
    assert "对此行提出异议" not in page
    assert sent.status_code == 422
    assert "2026-12-01" in sent.content.decode()


def test_programs_are_told_that_it_is_too_late(weifang, published, sign_in, county_officer):
    on(weifang, datetime.date(2026, 12, 2))

    answer = sign_in(county_officer).post(
        "/api/v1/indicators/boards/stars/2026-10/370781/objections",
        {"words": "少计一个项目"},
        content_type="application/json",
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "objected-too-late")


def test_programs_object_and_answer(weifang, published, sign_in, county_officer, city_officer):
    path = "/api/v1/indicators/boards/stars/2026-10/"
    own, city = sign_in(county_officer), sign_in(city_officer)

    made = own.post(
        f"{path}370781/objections", {"words": "少计一个项目"}, content_type="application/json"
    )
    listed = city.get(f"{path}objections").json()
    hidden = sign_in().get(f"{path}objections").json()
    answered = city.post(
        f"/api/v1/indicators/boards/objections/{made.json()['pk']}/answer",
        {"is_upheld": True, "answer": "已补录"},
        content_type="application/json",
    )

    assert (made.status_code, answered.status_code) == (201, 200)
    assert [each["words"] for each in listed] == ["少计一个项目"]
    assert hidden == []
    assert answered.json()["is_upheld"] is True


def test_a_correction_is_published_once_more_with_words(weifang, published, counties):
    system, found = Actor.system(weifang), published.board
    with pytest.raises(refusals.NotYetPublished) as unchanged:
        actions.publish_board(by=system, board=found, period="2026-10", words="更正")
    record(weifang, "done", counties[0], "2026-10", 900 * 10**8)
    with pytest.raises(refusals.NotYetPublished) as wordless:
        actions.publish_board(by=system, board=found, period="2026-10")

    again = actions.publish_board(by=system, board=found, period="2026-10", words="补录一个项目")

    assert (unchanged.value.why, wordless.value.why) == ("unchanged", "no-words")
    assert again.number == 2
    assert scored(found).rows[0].participant == counties[0]
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(("period", "why"), [("2026-11", "running"), ("2025-12", "no-rule")])
def test_what_cannot_be_published_yet_says_why(weifang, board, period, why):
    with pytest.raises(refusals.NotYetPublished) as refused:
        actions.publish_board(by=Actor.system(weifang), board=board, period=period)

    assert refused.value.why == why


def test_an_edition_is_never_changed(published):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(values={})


def test_the_city_publishes_on_the_page(sign_in, board, city_officer, county_officer):
    assert sign_in(county_officer).post(f"{MONTH}publish/").status_code == 403

    text = sign_in(city_officer).post(f"{MONTH}publish/", follow=True).content.decode()

    assert "2026-12-01" in text
    assert Edition.objects.get().number == 1


def test_the_arithmetic_says_how_a_share_comes_about(weifang, board, counties):
    found = scored(board)

    lines = telling.lines(weifang, found, found.of(counties[1]))

    assert lines[0].how == "(200000000 - 100000000) ÷ (400000000 - 100000000)"


def test_the_newest_value_up_to_a_month_holds(weifang, counties):
    boards.register(
        boards.MonthlyMeasure(code="residents", name="常住人口", unit="万人", aggregate="latest")
    )
    record(weifang, "residents", counties[0], "2025-12", 960_000)
    record(weifang, "residents", counties[0], "2026-11", 970_000)

    (found,) = boards.values_of(
        weifang, ["residents"], [OCTOBER], over=Over.DIVISIONS, participants=[], today=TODAY
    )

    assert found["residents"] == {counties[0].pk: Decimal(960_000)}


# --- Departments -----------------------------------------------------------------------


@pytest.fixture
def by_office(weifang, counties, only) -> Board:
    """A board of two departments by how many people work there: one has two, one has none."""
    only(
        figures.Figure(
            code="staff",
            name="在岗人数",
            unit="人",
            definition="For tests.",
            rows=lambda workspace, on: Post.objects.filter(
                workspace=workspace, role="department_officer", from_on__lte=on
            ),
            columns=(figures.Column("Title", "title"),),
            organisation="organisation_id",
        )
    )
    boards.register(boards.FigureMeasure(code="staff", figure="staff"))
    busy, idle = (an_organisation(weifang, name) for name in ("市自然资源局", "市生态环境局"))
    for number in range(2):
        a_user(f"busy-{number}", workspace=weifang, role="department_officer", organisation=busy)
    found = actions.keep_board(
        by=Actor.system(weifang),
        code="offices",
        name="挂牌亮榜",
        over=Over.ORGANISATIONS,
        organisations=[busy, idle],
        leaders=1,
        improvers=0,
        reminded=1,
    )
    publish(weifang, found, {"components": [{"measure": "staff", "weight": 1}]})
    return found


def test_departments_are_ranked_where_rows_name_them(by_office):
    found = scored(by_office)

    assert [(each.participant.name, each.rank) for each in found.rows] == [
        ("市自然资源局", 1),
        ("市生态环境局", 2),
    ]


def test_a_measure_that_knows_no_departments_is_refused(weifang, by_office):
    with pytest.raises(refusals.BadTerms, match="done"):
        publish(weifang, by_office, {"components": [{"measure": "done", "weight": 1}]})


def test_a_department_opens_its_rows_objects_and_is_reminded(weifang, by_office, sign_in):
    idle = Party.objects.get(name="市生态环境局")
    officer = a_user("idle", workspace=weifang)
    Post.objects.create(
        workspace=weifang,
        user=officer,
        role="department_officer",
        organisation=idle,
        from_on=datetime.date(2026, 11, 1),  # after October: it does not count there
    )
    client, path = sign_in(officer), "/boards/offices/2026-10/"
    busy = Party.objects.get(name="市自然资源局")

    page = client.get(f"{path}{busy.pk}/").content.decode()
    rows = client.get(f"/figures/staff/?on=2026-10-31&organisation={busy.pk}")
    own = client.post(f"{path}{idle.pk}/object/", {"words": "漏计一人"})
    others = client.post(f"{path}{busy.pk}/object/", {"words": "多计一人"})
    reminded = actions.remind(by=Actor.system(weifang), board=by_office, period="2026-10")

    assert f"organisation={busy.pk}#rows" in page
    assert (rows.status_code, own.status_code, others.status_code) == (200, 302, 403)
    assert reminded == [idle]
    assert Notice.objects.get().to == officer


def test_workbooks_hold_what_the_reader_may_see(sign_in, board, city_officer):
    public = sign_in().get(f"{MONTH}board.xlsx")
    city = sign_in(city_officer).get(f"{MONTH}board.xlsx")

    assert public["Content-Type"].startswith("application/vnd.openxmlformats")
    assert len(b"".join(city.streaming_content)) > len(b"".join(public.streaming_content))


def test_the_papers_own_edition_stands_beside_that_of_the_board(published, sign_in):
    page = sign_in().get(MONTH).content.decode()

    assert str(published) not in page
    assert "异议受理截至2026年12月1日" in page
