"""The columns of a county's month, and how offices head them."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind
from yuandu.mechanisms.projects.models import Factor

LARGEST = Decimal(10) ** 15  # yuan
LONGEST = 300
IN_PLACE, NOT_IN_PLACE = "in_place", "not_in_place"


def _money(
    code: str, title: object, synonyms: tuple[str, ...], least: Decimal = Decimal(0), **more: object
) -> Column:
    return Column(
        code=code,
        title=title,
        kind=Kind.MONEY,
        synonyms=synonyms,
        written_in="万元",
        least=least,
        most=LARGEST,
        places=2,
        **more,  # type: ignore[arg-type]
    )


COLUMNS = (
    Column(
        code="month",
        title=_("Month"),
        kind=Kind.MONTH,
        synonyms=("报送月份", "报表月份", "填报月份", "期别"),
        required=True,
        fills_down=True,
        example="2026-11",
    ),
    Column(
        code="project_code",
        title=_("Project code"),
        kind=Kind.CODE,
        synonyms=("统一代码", "项目统一代码", "投资项目代码", "代码"),
        max_length=40,
    ),
    Column(
        code="project",
        title=_("Project"),
        synonyms=("项目名称", "名称", "重点项目名称"),
        required=True,
        max_length=500,
    ),
    Column(
        code="division",
        title=_("County or zone"),
        kind=Kind.DIVISION,
        synonyms=("县区", "属地", "所在县区", "县市区开发区"),
        required=True,
        fills_down=True,
    ),
    _money(
        "annual_plan",
        _("Annual plan"),
        ("年度计划投资", "年计划投资"),
        note=_("To read alone; nothing is taken from it"),
        compares=False,
    ),
    _money(
        "last_invested",
        pgettext_lazy("of a report", "Invested last month"),
        ("上月完成",),
        note=_("To read alone; nothing is taken from it"),
        compares=False,
    ),
    _money(
        "invested",
        pgettext_lazy("of a report", "Invested this month"),
        ("本月完成", "当月完成投资", "本月投资", "本月完成投资额"),
        note=_("Empty: not reported yet; 0: nothing was invested"),
        compares=False,
        example="1200",
    ),
    Column(
        code="progress_share",
        title=pgettext_lazy("of a report", "Part completed"),
        kind=Kind.PERCENT,
        synonyms=("完成比例", "工程进度"),
        least=Decimal(0),
        most=Decimal(1),
        places=4,
        example="45%",
    ),
    Column(
        code="progress",
        title=_("Physical progress in words"),
        synonyms=("当前形象进度", "项目形象进度", "进展情况"),
        max_length=LONGEST,
    ),
    Column(
        code="funds_in_place",
        title=_("Funds in place"),
        kind=Kind.CHOICE,
        synonyms=("资金情况", "资金到位情况"),
        choices=(
            Choice(
                code=IN_PLACE, title=pgettext_lazy("funds", "in place"), synonyms=("是", "已到位")
            ),
            Choice(
                code=NOT_IN_PLACE,
                title=pgettext_lazy("funds", "not in place"),
                synonyms=("否", "没有到位"),
            ),
        ),
    ),
    Column(
        code="needs",
        title=_("To be coordinated"),
        synonyms=("存在问题", "需协调解决的问题", "困难问题"),
        max_length=LONGEST,
    ),
    Column(
        code="factor",
        title=_("What is lacking"),
        kind=Kind.CHOICE,
        synonyms=("要素类别", "问题类别", "需协调问题类别", "要素保障类别"),
        choices=tuple(Choice(code=each, title=each.label) for each in Factor),
    ),
    _money(
        "corrected",
        pgettext_lazy("of a report", "Amount corrected"),
        ("更正额", "更正金额"),
        least=-LARGEST,
        compares=False,
    ),
    Column(
        code="correction",
        title=_("Reason of the correction"),
        synonyms=("更正原因",),
        max_length=LONGEST,
    ),
    _money(
        "brought_forward",
        pgettext_lazy("of a report", "Brought forward"),
        ("结转投资", "以前年度完成投资"),
        compares=False,
    ),
    Column(
        code="explanation",
        title=_("Explanation of what is doubtful"),
        synonyms=("疑点解释", "异常说明"),
        max_length=LONGEST,
    ),
    Column(code="state", title=_("State at export"), max_length=40),
)
# What is said of a project; the rest says which it is, or is there to be read.
SAID = (
    *("invested", "progress_share", "progress", "funds_in_place", "needs", "factor", "corrected"),
    *("correction", "brought_forward", "explanation"),
)
