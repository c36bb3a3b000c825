"""Quotes by spreadsheet: the checks and corrections of the other ways in, and the way out."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.flowers import actions
from yuandu.mechanisms.flowers.models import Correction, Filing, Market, Quote
from yuandu.mechanisms.flowers.sheets import quotes as sheets
from yuandu.mechanisms.flowers.tests.records import SOURCE, a_file, a_kind, a_source, filed

pytestmark = pytest.mark.django_db
MARKET = "青州花卉市场"
ROW = "2026-11-16,青州花卉市场,蝴蝶兰,一级,盆,28,30.5,33,400,20"


@pytest.fixture
def by(weifang, tmp_path):
    a_kind(weifang)
    filed(weifang, tmp_path, ROW)
    return Actor.system(weifang)


def a_row(number: int = 2, **values) -> Row:
    defaults = {
        "on": datetime.date(2026, 11, 23),
        "market": MARKET,
        "kind": "蝶兰",
        "grade": "first",
        "unit": "pot",
        "average": Decimal("31"),
        "volume": Decimal(300),
        "unsold": Decimal(12),
        "stock": Decimal(80),
    }
    return Row(number=number, values=defaults | values)


def told(by, *rows):
    return [(each.code, each.field) for each in sheets.resolve(by, rows)]


def test_a_sheet_enters_days_with_their_stock(by):
    outcome = sheets.commit(by, [a_row(), a_row(3, on=datetime.date(2026, 11, 22))])

    assert (outcome.created, outcome.updated) == (2, 0)
    quote = Quote.objects.get(on="2026-11-23")
    assert (quote.average, quote.unsold, quote.stock) == (31, 12, 80)
    assert Filing.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"unit": "jin"}, "mixed", "unit"),
        ({"stock": Decimal(-1)}, "negative", "stock"),
        ({"average": Decimal(0)}, "zero", "average"),
        ({"kind": "蝴碟兰"}, "near", "kind"),
        ({"kind": "ﾊｲﾋﾞｽｶｽ"}, "kind", "kind"),
        ({"on": datetime.date(2027, 1, 1)}, "future", "on"),
        ({"low": Decimal(32)}, "order", "average"),
        ({"market": "青洲花卉市场"}, "new-market", "market"),
    ],
)
def test_what_cannot_be_kept_is_told_of_its_cell(by, values, code, field):
    assert told(by, a_row(**values)) == [(code, field)]


def test_two_names_of_one_kind_on_one_day_are_one_too_many(by):
    assert told(by, a_row(), a_row(3, kind="蝴蝶兰")) == [("twice", "on")]


def test_a_price_at_which_nothing_was_sold_is_kept_in_doubt(by):
    sheets.commit(by, [a_row(volume=Decimal(0))])

    assert Quote.objects.get(on="2026-11-23").doubt == "nothing_sold"


def test_a_day_sent_again_corrects_and_says_why(by):
    row = a_row(on=datetime.date(2026, 11, 16), average=Decimal("31.5"), reason="笔误")
    del row.values["volume"], row.values["unsold"]  # columns that the file does not have
    row.before = sheets.existing(by, [row])[2]
    row.is_new = False

    outcome = sheets.commit(by, [row])

    assert row.before["average"] == Decimal("30.50")
    assert (outcome.created, outcome.updated) == (0, 1)
    quote = Quote.objects.get()
    assert (quote.average, quote.volume, quote.unsold) == (Decimal("31.50"), 400, 20)
    correction = Correction.objects.get()
    assert (correction.average, correction.corrected_by.reason) == (Decimal("30.50"), "笔误")


def test_a_market_keeps_its_currency_and_a_new_one_has_the_city_s(weifang, by, tmp_path):
    source = a_source(tmp_path, SOURCE.replace("CNY", "TWD"))
    path = a_file(tmp_path, ROW.replace(MARKET, "台北"))
    actions.file_quotes(by=by, source=source, path=path)

    sheets.commit(by, [a_row(market="台北"), a_row(3, market="寿光花卉市场")])

    currencies = dict(Market.objects.values_list("name", "currency"))
    assert currencies == {MARKET: "CNY", "台北": "TWD", "寿光花卉市场": "CNY"}


def test_what_goes_out_comes_back_in_unchanged(sign_in, city_officer, by):
    desk = sign_in(city_officer)
    kind = Quote.objects.get().kind

    answer = sign_in().get(reverse("flowers:kind_sheet", args=[kind.pk, "csv"]), {"grade": "first"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    file = io.BytesIO(text.encode())
    file.name = "quotes.csv"
    page = desk.post("/sheets/flowers-quotes/", {"file": file}, follow=True)

    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["市场"], row["平均价"], row["库存"]) == (MARKET, "30.5", "")
    assert Upload.objects.get().counts["same"] == 1
    assert page.status_code == 200
    assert Quote.objects.count() == 1
    other = reverse("flowers:kind_sheet", args=[kind.pk, "csv"])
    nothing = sign_in().get(other, {"market": "9" * 30, "grade": "third"})
    assert len(b"".join(nothing.streaming_content).decode().splitlines()) == 1
