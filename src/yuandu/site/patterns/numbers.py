"""Samples of numbers: figures that open, bars, charts, maps, boards, press-check."""

from typing import Any

from yuandu.mechanisms.orders import flowing
from yuandu.site.patterns.samples import Case, Sample, say, stage_names


def key_projects(*, agrees: bool | None = True, text: str = "1517") -> dict[str, Any]:
    return {
        "name": say("省市县三级重点项目", "Key projects"),
        "text": text,
        "unit": say("个", "") if text else "",
        "url": "#",
        "period": say("2026年，截至11月24日", "2026, as of 24 November"),
        "computed": True,
        "rows": 1517,
        "agrees": agrees,
        "declared": "1517",
    }


def _figure_card() -> list[Case]:
    share = {
        "name": say("民间投资占比", "Private share of investment"),
        "text": "74.3%",
        "url": "#",
        "period": say("2026年1—10月", "January to October 2026"),
        "computed": False,
        "agrees": None,
    }
    return [
        Case("computed, agrees", {"figure": key_projects()}),
        Case("computed, differs", {"figure": key_projects(agrees=False, text="1516")}),
        Case("reported", {"figure": share}),
        Case("no value", {"figure": {**share, "text": ""}}),
    ]


def _article() -> list[Case]:
    projects, output = key_projects(), {"text": say("374.6亿元", "37.46 billion yuan"), "url": "#"}
    context = {"projects": projects, "output": output, "doubt": key_projects(agrees=False)}
    return [Case("set in columns", context, "site/patterns/article.html", size="wide")]


def _quiet_column() -> list[Case]:
    context = {
        "title": say("花卉：激活“美丽经济”", "Flowers: the beautiful economy"),
        "records": say("花农和交易中心的台账", "the books of growers and the flower market"),
    }
    return [Case("without records", context)]


def _counties() -> list[dict[str, Any]]:
    names = say("寿光市|诸城市|青州市|高新区", "Shouguang|Zhucheng|Qingzhou|High-tech Zone").split(
        "|"
    )
    codes = ["370783", "370782", "370781", "370705"]
    points = [(118.74, 36.88), (119.41, 35.99), (118.48, 36.68), (119.21, 36.71)]
    values = [1620.4, 1210.5, 980.2, 1433.0]
    return [
        {
            "code": code,
            "label": name,
            "url": "#",
            "value": value,
            "text": f"{value:,.1f}",
            "share": f"{value / 16.204:.1f}",
            "longitude": point[0],
            "latitude": point[1],
        }
        for code, name, value, point in zip(codes, names, values, points, strict=True)
    ]


def _bars() -> list[Case]:
    heads = {
        "caption": say("总投资", "Planned investment"),
        "unit": say("亿元", "100 million yuan"),
        "name_label": say("县市区", "County"),
        "value_label": say("亿元", "100 million yuan"),
    }
    staged = [
        {"label": label, "text": str(260 - 40 * place), "share": 100 - 16 * place, "place": place}
        for place, label in enumerate(stage_names(), 1)
    ]
    return [
        Case("by county", {**heads, "rows": _counties()}),
        Case(
            "by stage",
            {**heads, "caption": say("项目个数", "Projects"), "unit": "", "rows": staged},
        ),
    ]


def _parts() -> list[Case]:
    used, held = {"kind": "used", "x": 0, "width": 55}, {"kind": "held", "x": 55, "width": 20}
    return [
        Case("used and held back", {"parts": [used, held]}, size="small"),
        Case("nothing yet", {"parts": []}, size="small"),
    ]


def _chart() -> list[Case]:
    months = [
        {
            "label": say(f"{month}月", f"{month:02d}"),
            "cells": [
                {"value": 60 + 31 * month, "text": str(60 + 31 * month)},
                {"value": 40 + 33 * month, "text": str(40 + 33 * month)}
                if month < 10  # noqa: PLR2004
                else {"value": "", "text": "—"},
            ],
        }
        for month in range(1, 12)
    ]
    kinds = say("平台|产业|社会民生|基础设施", "Platform|Industry|Social|Infrastructure").split("|")
    counts = zip(kinds, [72, 1020, 257, 168], strict=True)
    bars = [{"label": kind, "cells": [{"value": n, "text": str(n)}]} for kind, n in counts]
    by_month = {
        "kind": "line",
        "id": say("months-zh", "months-en"),
        "caption": say("累计完成投资", "Investment to date"),
        "unit": say("亿元", "100 million yuan"),
        "head": say("月份", "Month"),
        "series": say("今年|去年", "This year|Last year").split("|"),
        "rows": months,
    }
    by_kind = {
        "kind": "bar",
        "id": say("kinds-zh", "kinds-en"),
        "caption": say("重点项目类别", "Key projects by category"),
        "unit": say("个", ""),
        "head": say("类别", "Category"),
        "series": [say("个数", "Projects")],
        "rows": bars,
    }
    return [Case("line", by_month), Case("bars", by_kind), Case("empty", {**by_kind, "rows": []})]


def _map() -> list[Case]:
    context = {
        "id": say("places-zh", "places-en"),
        "caption": say("总投资的分布", "Where the investment goes"),
        "unit": say("亿元", "100 million yuan"),
        "head": say("县市区", "County"),
        "value_label": say("亿元", "100 million yuan"),
        "rows": _counties(),
    }
    return [Case("points, without geometry", context), Case("empty", {**context, "rows": []})]


def _flows() -> list[Case]:
    given = [
        flowing.Flow(say("青州", "Qingzhou"), say("上海", "Shanghai"), 420_000),
        flowing.Flow(say("青州", "Qingzhou"), say("北京", "Beijing"), 310_000),
        flowing.Flow(say("昌邑", "Changyi"), say("北京", "Beijing"), 150_000),
    ]
    context = {
        "picture": flowing.picture(given, say("其他", "Others")),
        "rows": given,
        "written_in": "wan",
        "caption": say("货往哪里去", "What goes where"),
        "unit": say("万元", "10,000 yuan"),
        "begin_head": say("县市区", "County"),
        "end_head": say("市场", "Market"),
        "value_label": say("货值", "Worth"),
    }
    return [Case("two counties, two markets", context, size="wide")]


def _ranking() -> list[Case]:
    rows = [
        {
            **row,
            "rank": rank,
            "name": row["label"],
            "score": f"{96.4 - 3.1 * rank:.1f}",
            "share": 96.4 - 3.1 * rank,
            "best": max(1, rank - rank // 2),
            "worst": rank + rank // 2,
            "stars": max(0, 4 - rank),
        }
        for rank, row in enumerate(_counties(), 1)
    ]
    rows[3]["flag"] = say("进位最大", "most improved")
    caption = say("11月争星夺旗榜", "Stars and flags, November")
    return [
        Case("four counties", {"caption": caption, "rows": rows, "rule_url": "#"}, size="wide"),
        Case("empty", {"rows": []}),
    ]


def _mark() -> list[Case]:
    return [
        Case(state, {"state": state}, size="small") for state in ("agrees", "differs", "unknown")
    ]


def _checked_text() -> list[Case]:
    pieces = [
        {"text": say("全市实施重点项目", "The city runs ")},
        {"text": say("1517个", "1,517"), "state": "agrees", "url": "#"},
        {"text": say("，总投资", " key projects worth ")},
        {
            "text": say("1.61万亿元", "1.61 trillion yuan"),
            "state": "differs",
            "url": "#",
            "note": say("应为1.16万亿元", "should be 1.16 trillion"),
        },
        {"text": say("，组建督查服务组", ", with ")},
        {"text": say("4个", "4"), "state": "unknown"},
        {"text": say("。", " teams of inspectors.")},
    ]
    return [Case("three numbers", {"pieces": pieces})]


SAMPLES: dict[str, Sample] = {
    "figure_card": _figure_card,
    "article_head": _article,
    "quiet_column": _quiet_column,
    "bars": _bars,
    "parts": _parts,
    "chart": _chart,
    "map": _map,
    "flows": _flows,
    "ranking": _ranking,
    "mark": _mark,
    "checked_text": _checked_text,
}
