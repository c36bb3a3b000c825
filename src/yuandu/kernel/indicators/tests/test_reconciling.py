import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions, figures
from yuandu.kernel.indicators.rules.reconciling import Check, Term, sum_of, verdicts
from yuandu.kernel.indicators.tests.published import KINDS_ADD_UP, OF_SHOPS, OF_WORKS, a_figure
from yuandu.kernel.registry.models import Division

amounts = st.decimals(-(10**12), 10**12, places=2)


@given(st.lists(amounts, min_size=1, max_size=6), amounts, st.decimals(0, 1000, places=2))
def test_a_sum_holds_exactly_when_both_sides_are_within_the_tolerance(parts, extra, tolerance):
    terms = [Term(code=str(at), value=part) for at, part in enumerate(parts)]
    check = Check(
        code="c",
        kind="sum",
        total=Term(code="total", value=sum(parts) + extra),
        parts=tuple(terms),
        expected=sum_of(terms),
        tolerance=tolerance,
        unit="元",
    )

    assert check.difference == extra
    assert check.agrees == (abs(extra) <= tolerance)
    assert verdicts([check])["total"] == check.agrees


def test_an_unknown_side_never_agrees():
    known, unknown = Term(code="a", value=Decimal(1)), Term(code="b", value=None)
    check = Check(
        code="c",
        kind="sum",
        total=known,
        parts=(known, unknown),
        expected=sum_of([known, unknown]),
        unit="个",
    )

    assert check.difference is None
    assert not check.agrees


@pytest.fixture
def declared(weifang, premises) -> None:
    actions.declare_total(
        by=Actor.system(weifang), code="all", period="2026", value=Decimal(3), source="名单"
    )


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("figures", *arguments, stdout=out)
    return out.getvalue()


def test_the_check_passes_while_every_sum_holds(declared):
    assert "= 与公布数一致: 3 = 3 家" in run("--check")


def test_deleting_one_row_makes_the_check_fail_loudly(declared):
    Division.objects.get(code="A1").delete()

    with pytest.raises(CommandError, match=r"\[all\]: 2 ≠ 3 家：相差 −1") as failed:
        run("--check")
    assert failed.value.returncode == 1


def test_an_article_that_does_not_reconcile_is_not_published(weifang, only, premises):
    only(
        a_figure("all", article=2),
        OF_SHOPS,
        OF_WORKS,
        a_figure("other", article=3),
        KINDS_ADD_UP,
    )
    assert figures.publication(weifang, 2).may_publish
    Division.objects.filter(code="B1").update(kind="office")
    assert figures.publication(weifang, 2).may_publish  # both sides lost it

    actions.declare_total(
        by=Actor.system(weifang), code="all", period="2026", value=Decimal(3), source="名单"
    )

    refused = figures.publication(weifang, 2)
    assert not refused.may_publish
    assert [(check.code, check.difference) for check in refused.failing] == [("all", -1)]
    assert figures.publication(weifang, 3).may_publish


def test_every_figure_is_printed_as_an_object(premises):
    told = {each["name"]: each for each in json.loads(run("--json"))}

    turnover = told["turnover"]
    assert turnover["value"] == 20
    assert turnover["unit"] == "万元"
    assert turnover["period"] == "2026-11-24"
    assert turnover["rows"] == 3
    assert turnover["text_en"] == "CNY 200,000"
    assert turnover["url"] == "/weifang/figures/turnover/"
    assert told["rank"]["value"] is None
    assert told["all"]["agrees"] is True


def test_an_unknown_workspace_is_refused_by_name(premises):
    with pytest.raises(CommandError, match=r"nowhere.*weifang"):
        run("--json", "--workspace", "nowhere")


def test_the_list_shows_codes_and_values(premises):
    assert "turnover" in run()
