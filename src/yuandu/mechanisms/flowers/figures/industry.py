"""What offices report of the flower industry: scale, brand, people, credit, fairs and trade.

None of it is computed here: each value comes with who issued it and its papers. Credit, the belt
of markets, livestreams and online trade have no rows in these registers and say so.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import ReportedFigure

ARTICLE = 1
CENTRE = _("Flower industry centre")
STATISTICS = _("Statistics office")


def _report(
    code: str,
    name: Promise,
    unit: str,
    decimals: int,
    definition: Promise,
    source: Promise,
    *keywords: str,
) -> ReportedFigure:
    return ReportedFigure(
        code=f"flowers.{code}",
        name=name,
        unit=unit,
        decimals=decimals,
        definition=definition,
        source=source,
        article=ARTICLE,
        keywords=keywords,
    )


figures.register(
    _report(
        "area.mu",
        _("Area under flowers"),
        "万亩",
        1,
        _("Land under flowers and in greenhouses for flowers at the end of the year, paths included."),
        STATISTICS,
        "种植面积|area under", "花卉|万亩|flowers",
    ),
    _report(
        "output.value",
        _("Yearly output of the flower industry"),
        "亿元",
        1,
        _("Output of growing flowers and of making, moving and selling what belongs to it, in a year."),
        STATISTICS,
        "年产值|yearly output", "花卉|种植面积|flowers",
    ),
    _report(
        "brand.value",
        _("Value of the regional flower brand"),
        "亿元",
        0,
        _("Value of the regional brand as its assessment was published; not a sum of sales."),
        _("Brand assessment"),
        "品牌价值|brand", "花卉|flower",
    ),
    _report(
        "brand.rank",
        _("Regional flower brand: place in the province"),
        "位",
        0,
        _("Place among the province’s agricultural brands by the same assessment."),
        _("Brand assessment"),
        "品牌|brand", "全省|province",
    ),
    _report(
        "workers.count",
        _("People who work with flowers"),
        "万人",
        0,
        _("People who grow, make, move or sell flowers for most of their working time, each once."),
        STATISTICS,
        "花卉|flowers", "从业人员|people who work",
    ),
    _report(
        "loans.amount",
        _("Credit to growers and flower firms: paid out so far"),
        "亿元",
        1,
        _("Loans paid out under the products for flowers since they began, repaid or not."),
        CENTRE,
        "信贷|贷款|credit|loans", "花卉|花农|智慧花海|花好贷|flower",
    ),
    _report(
        "materials.share",
        _("Greenhouses and materials for flowers: share of the country’s market"),
        "%",
        0,
        _(
            "Sales of the city’s makers of greenhouses and materials for flowers ÷ the country’s "
            "sales of the same, by the trade association’s survey; method and denominator stand "
            "in its papers."
        ),
        _("Trade association"),
        "温室|资材|greenhouses", "市场份额|全国|share",
    ),
    _report(
        "visitors.count",
        _("Visits to flower sights in a year"),
        "万人次",
        0,
        _("Visits to the flower sights that count their visitors; who comes twice counts twice."),
        _("Culture and tourism office"),
        "旅游|游客|visit", "花卉|flower",
    ),
    _report(
        "belt.length",
        _("Length of the belt of flower markets"),
        "里",
        0,
        _("Along the road from the flower trading centre, 500 metres to a 里."),
        CENTRE,
        "花卉产业带|belt of flower", "花卉交易中心|belt",
    ),
    _report(
        "live.share",
        _("Growers and flower firms that sell by livestream: share"),
        "%",
        0,
        _("Sold by livestream in the last 12 months ÷ registered growers and firms at work."),
        CENTRE,
        "直播|livestream", "经营主体|growers and",
    ),
    _report(
        "online.value",
        _("Yearly online sales of flowers"),
        "亿元",
        1,
        _("Paid orders of a year less refunds, by the platforms’ statements."),
        _("Commerce office"),
        "在线交易|线上交易|online", "交易额|花卉|sales",
    ),
)  # fmt: skip
