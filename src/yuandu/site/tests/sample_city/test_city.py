"""The sample city prints the page's figures, and each follows its rows when these change."""

import json
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures, proofreading
from yuandu.mechanisms.enterprises.models import Recognition
from yuandu.mechanisms.followup.models import Month
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.mechanisms.reforms.models import Pledge
from yuandu.mechanisms.reporting.models import Light, Report, Supervision
from yuandu.mechanisms.visits.models import Stop
from yuandu.services.handbook import queries as handbook
from yuandu.services.handbook.models import Edition
from yuandu.site import front_page
from yuandu.site.tests import recounts
from yuandu.site.tests.recounts import SCALES, TODAY

pytestmark = pytest.mark.django_db
PRINTED = {
    "projects.key.count": 1517,
    "projects.key.investment": Decimal("1.16"),
    "projects.platform.count": 72,
    "projects.industry.count": 1020,
    "projects.industry.investment": 6455,
    "projects.social.count": 257,
    "projects.social.investment": 1973,
    "projects.infrastructure.count": 168,
    "projects.infrastructure.investment": 2065,
    "projects.key.done": 299,
    "projects.key.new_output": Decimal("374.6"),
    "projects.filed.count": 1961,
    "projects.filed.investment": Decimal("10263.2"),
    "projects.private.share": Decimal("74.3"),
    "reforms.measures.count": 16,
}


@pytest.fixture
def weifang(sample_city):
    return sample_city


def printed() -> dict[str, Decimal]:
    out = StringIO()
    call_command("figures", "--json", stdout=out)
    return {
        each["name"]: round(Decimal(str(each["value"])), each["decimals"])
        for each in json.loads(out.getvalue())
        if each["value"] is not None
    }


NOT_VISITED = Project.objects.filter(visits__isnull=True)


def let_go(keys: Sequence[int]) -> None:
    """Delete projects with what was reported of them, which the database otherwise keeps."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reporting_light DISABLE TRIGGER reporting_light_kept")
        cursor.execute("ALTER TABLE reporting_report DISABLE TRIGGER reporting_report_locked")
    for model in (Supervision, Light, Report, Stop, Pledge, Month):
        model.objects.filter(project__in=keys).delete()
    Project.objects.filter(pk__in=keys).delete()


def test_the_figures_are_the_papers_until_a_project_is_gone(weifang):
    values = printed()
    assert {name: values[name] for name in PRINTED} == PRINTED
    call_command("figures", "--check", stdout=StringIO())
    stages = front_page.article(Actor.anonymous(weifang))["stages"]
    assert sum(stage["count"] for stage in stages) == values["projects.key.count"]

    let_go([NOT_VISITED.filter(listings__isnull=False).first().pk])

    with pytest.raises((CommandError, SystemExit)):
        call_command("figures", "--check", stdout=StringIO())
    assert printed()["projects.key.count"] == 1516


def test_after_500_random_deletions_every_figure_equals_a_recount(weifang):
    rng = Random(500)
    let_go(rng.sample(list(NOT_VISITED.order_by("pk").values_list("pk", flat=True)), 300))
    for model, number in ((Listing, 100), (Recognition, 100)):
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        model.objects.filter(pk__in=rng.sample(keys, number)).delete()

    computed = {
        code: value.value
        for code, value in figures.values(weifang, TODAY).items()
        if value.kind == "computed"
    }
    assert computed == {
        code: None if value is None else value / SCALES.get(figures.get(code).unit, 1)
        for code, value in recounts.every()
    }


HANDBOOK = (
    "精心梳理汇编印发用地政策指导手册，系统梳理五大类135条政策，充实完善10个方面36条政策，"
    "发放至重点项目建设单位和县市区。"
)
PLAN = (
    "先后制定《花卉产业高端规划（2018-2035）》等全局性、系统性发展规划，从产业规模、科技研发等"
    "16个方面作出顶层设计。"
)


MEASURES = (
    "通过采取领导包靠、定期调度、通报考核、“要素保障项目行”、项目谋划能力提升等16项“硬核”举措，"
    "激发抓项目稳投资促发展内生驱动力，助推全市项目建设遍地开花。"
)


def test_press_check_agrees_with_handbook_plan_and_measures(weifang):
    marks = {
        line.text: line.state
        for text in (HANDBOOK, PLAN, MEASURES)
        for line in proofreading.proof(Actor.anonymous(weifang), text).lines
    }

    assert marks == dict.fromkeys(("135条", "10个", "36条", "16个", "16项"), "agrees")


def test_the_city_leaves_an_edition_for_a_second_officer_and_old_texts_in_the_history(weifang):
    by = Actor.system(weifang)
    waiting = Edition.objects.get(published_on=None)

    assert waiting.clauses.get().supersedes is not None
    assert waiting.opened_by is not None
    assert sum(bool(handbook.history(clause)) for clause in handbook.search(by)) == 5
    assert handbook.search(by).count() == 171
