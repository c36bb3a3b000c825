"""Files of quotes: what is kept, what is corrected, what is refused and how it is told."""

import gzip
from decimal import Decimal

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.mechanisms.flowers import actions, sources
from yuandu.mechanisms.flowers.models import Correction, Filing, Kind, Market, Quote
from yuandu.mechanisms.flowers.refusals import FaultyRows, NotReadable, OtherCurrency
from yuandu.mechanisms.flowers.tests.records import (
    HEAD,
    SOURCE,
    a_file,
    a_kind,
    a_source,
    filed,
    weekly,
)

pytestmark = pytest.mark.django_db
ROW = "2026-11-23,青州花卉市场,蝴蝶兰,一级,盆,28,30.5,33,400,20"


def counts(outcome) -> tuple[int, ...]:
    return outcome.new, outcome.changed, outcome.unchanged, outcome.doubtful


def refused(workspace, folder, *rows):
    with pytest.raises(FaultyRows) as caught:
        filed(workspace, folder, *rows)
    assert not Quote.objects.exists()
    return [(one.row, one.column, one.code) for one in caught.value.problems]


def test_a_day_is_kept_with_what_was_not_reported_left_open(weifang, tmp_path):
    kind = a_kind(weifang)

    outcome = filed(weifang, tmp_path, ROW, "2026/11/22,青州花卉市场,蝶兰,统货,盆,,12.00,,,")

    assert counts(outcome) == (2, 0, 0, 0)
    older, newer = Quote.objects.order_by("on")
    assert (newer.kind, newer.grade, newer.average) == (kind, "first", Decimal("30.50"))
    assert (older.grade, older.low, older.volume, older.unsold) == ("ungraded", None, None, None)
    assert Market.objects.get().currency == "CNY"


def test_a_day_sent_twice_is_corrected_and_the_old_figure_kept(weifang, tmp_path):
    a_kind(weifang)
    filed(weifang, tmp_path, ROW, "2026-11-22,青州花卉市场,蝴蝶兰,一级,盆,28,30,33,400,20")

    second = filed(weifang, tmp_path, ROW.replace("30.5", "31"), reason="市场更正")
    again = filed(weifang, tmp_path, ROW.replace("30.5", "31"))

    assert (counts(second), counts(again)) == ((0, 1, 0, 0), (0, 0, 1, 0))
    old = Correction.objects.select_related("corrected_by", "quote").get()
    assert (old.average, old.quote.average) == (Decimal("30.50"), Decimal("31.00"))
    assert (old.corrected_by, old.corrected_by.reason) == (second.filing, "市场更正")
    acts = Entry.objects.filter(action="flowers.file").order_by("pk")
    assert [entry.details["changed"] for entry in acts] == [0, 1, 0]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (("2026-11-23", "昨天"), (2, "日期", "day")),
        (("2026-11-23", "2026-11-25"), (2, "日期", "future")),
        (("蝴蝶兰", "蝴碟兰"), (2, "品种", "near")),
        (("蝴蝶兰", "xyz"), (2, "品种", "kind")),
        (("一级", "特级"), (2, "等级", "grade")),
        (("盆", "车"), (2, "单位", "unit")),
        (("30.5", "三十"), (2, "平均价", "number")),
        (("30.5", ""), (2, "平均价", "empty")),
        (("30.5", "NaN"), (2, "平均价", "number")),
        (("30.5", "-30"), (2, "平均价", "negative")),
        (("28", "0"), (2, "最低价", "zero")),
        (("33", "9e15"), (2, "最高价", "large")),
        (("28", "32"), (2, "平均价", "order")),
        (("400", "-4"), (2, "销量", "negative")),
        (("青州花卉市场", ""), (2, "市场", "empty")),
    ],
)
def test_a_bad_value_is_told_by_row_and_column(weifang, tmp_path, changed, expected):
    a_kind(weifang)

    assert refused(weifang, tmp_path, ROW.replace(*changed)) == [expected]


def test_every_problem_is_told_at_once_with_what_to_do(weifang, tmp_path):
    a_kind(weifang)
    rows = ROW.replace("蝴蝶兰", "蝴碟兰"), ROW.replace("30.5", "x"), ROW

    with pytest.raises(FaultyRows) as caught:
        filed(weifang, tmp_path, *rows)

    first, second = (each["message"] for each in caught.value.reasons)
    assert "蝴蝶兰" in first
    assert "第2行" in first
    assert "第3行" in second


def test_the_same_day_twice_in_one_file_is_a_problem_unless_lots_are_pooled(weifang, tmp_path):
    a_kind(weifang)
    lots = ROW, "2026-11-23,青州花卉市场,蝴蝶兰,一级,盆,20,24.5,40,200,"

    assert refused(weifang, tmp_path, *lots) == [(3, "日期", "twice")]

    source = a_source(tmp_path, SOURCE + "pools: true")
    actions.file_quotes(
        by=Actor.system(weifang), source=source, path=a_file(tmp_path, *lots)
    )  # fmt: skip
    quote = Quote.objects.get()
    assert (quote.low, quote.average, quote.high) == (20, Decimal("28.50"), 40)
    assert (quote.volume, quote.unsold) == (600, 20)


def test_prices_by_weight_and_by_pot_are_not_mixed(weifang, tmp_path):
    a_kind(weifang)
    filed(weifang, tmp_path, "2026-11-20,青州花卉市场,蝴蝶兰,一级,盆,28,30,33,400,20")

    with pytest.raises(FaultyRows) as caught:
        filed(weifang, tmp_path, ROW.replace("盆", "斤"))

    (problem,) = caught.value.problems
    assert (problem.code, problem.value, problem.known) == ("mixed", "jin", "pot")
    assert "按“斤”计价" in problem.sentence


def test_an_outlier_and_a_price_at_which_nothing_sold_are_kept_in_doubt(weifang, tmp_path):
    a_kind(weifang)
    filed(weifang, tmp_path, *weekly(["30", "31", "29", "30", "32"]))

    outcome = filed(
        weifang,
        tmp_path,
        "2026-10-13,青州花卉市场,蝴蝶兰,一级,盆,300,300,300,10,",
        "2026-10-14,青州花卉市场,蝴蝶兰,一级,盆,30,30,30,0,50",
    )

    assert counts(outcome) == (2, 0, 0, 2)
    doubts = Quote.objects.exclude(doubt="").order_by("on").values_list("doubt", flat=True)
    assert list(doubts) == ["outlier", "nothing_sold"]


def test_sound_rows_may_be_kept_though_others_are_not(weifang, tmp_path):
    a_kind(weifang)

    outcome = filed(weifang, tmp_path, ROW, ROW.replace("30.5", "x"), passes_over=True)

    assert (outcome.new, len(outcome.problems)) == (1, 1)


def test_a_market_keeps_its_currency(weifang, tmp_path):
    a_kind(weifang)
    filed(weifang, tmp_path, ROW)
    other = a_source(tmp_path, SOURCE.replace("CNY", "TWD"))

    with pytest.raises(OtherCurrency, match="CNY, not TWD"):
        actions.file_quotes(by=Actor.system(weifang), source=other, path=a_file(tmp_path, ROW))


@pytest.mark.parametrize("name", ["quotes.parquet", "quotes.csv.gz"])
def test_parquet_and_gzip_say_the_same_as_csv(weifang, tmp_path, name):
    a_kind(weifang)
    plain, path = a_file(tmp_path, ROW), tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(plain.read_text("utf-8").encode("gb18030")))
    else:
        pl.read_csv(plain, try_parse_dates=True).write_parquet(path)

    actions.file_quotes(by=Actor.system(weifang), source=a_source(tmp_path), path=path)

    assert Quote.objects.get().average == Decimal("30.50")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("q.csv", HEAD, "empty"),
        ("q.csv", "日期,品种\n2026-11-23,蝴蝶兰", "columns"),
        ("q.csv.gz", "no gzip", "missing"),
        ("q.parquet", "no parquet", "table"),
        ("q.xls", "", "kind"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of(weifang, tmp_path, name, content, why):
    path = tmp_path / name
    path.write_text(content, "utf-8")

    with pytest.raises(NotReadable) as caught:
        actions.file_quotes(by=Actor.system(weifang), source=a_source(tmp_path), path=path)

    assert caught.value.why == why
    assert name in caught.value.sentence


@pytest.mark.parametrize(
    ("text", "why"), [("a: [", "declared"), ("title: x", "declared"), (None, "source")]
)
def test_a_source_that_makes_no_sense_is_told_of(tmp_path, text, why):
    with pytest.raises(NotReadable) as caught:
        sources.read(a_source(tmp_path, text) if text else "nonsense")

    assert caught.value.why == why


def test_the_shipped_sources_name_kinds_on_the_list(weifang):
    by = Actor.system(weifang)
    assert actions.load_kinds(by=by) == 161
    assert actions.load_kinds(by=by) == 0
    codes = set(Kind.objects.values_list("code", flat=True))

    for name in sources.names():
        declared = sources.read(name)
        assert {*declared.kinds.values()} <= codes


def test_kinds_of_other_produce_are_added_where_the_source_says_so(weifang, tmp_path):
    source = a_source(tmp_path, SOURCE + "unknown: add")
    row = ROW.replace("蝴蝶兰", "大白菜").replace("盆", "斤")

    actions.file_quotes(by=Actor.system(weifang), source=source, path=a_file(tmp_path, row))

    kind = Kind.objects.get()
    assert (kind.name, kind.group, kind.unit) == ("大白菜", "produce", "jin")


def test_only_offices_file(weifang, tmp_path):
    with pytest.raises(PermissionDenied):
        actions.load_kinds(by=Actor.anonymous(weifang))


def test_the_command_says_what_came_of_a_file(weifang, tmp_path, capsys):
    a_kind(weifang)
    source, path = a_source(tmp_path, SOURCE + "unknown: leave_out"), a_file(
        tmp_path, ROW, ROW.replace("蝴蝶兰", "无名花")
    )  # fmt: skip

    call_command("flowers", "load", source, str(path))
    told = capsys.readouterr().out

    assert "新增1条" in told
    assert "无名花" in told
    with pytest.raises(CommandError, match=r"x\.csv"):
        call_command("flowers", "load", source, str(tmp_path / "x.csv"))
    assert Filing.objects.count() == 1
