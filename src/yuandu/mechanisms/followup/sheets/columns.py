"""The columns of months after production, and how offices head them."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind
from yuandu.mechanisms.followup.models import Scale

LARGEST = Decimal(10) ** 15  # yuan
LONGEST = 300
REFUND = "refund"


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
        compares=False,
        **more,  # type: ignore[arg-type]
    )


TO_READ = _("To read alone; nothing is taken from it")
COLUMNS = (
    Column(
        code="month",
        title=_("Month"),
        kind=Kind.MONTH,
        synonyms=("所属月份", "税款所属期", "报送月份"),
        required=True,
        fills_down=True,
        example="2026-10",
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
        synonyms=("项目名称", "名称"),
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
    _money("last_tax", _("Tax paid in the month before"), ("上月缴税",), note=TO_READ),
    _money("last_output", _("Output value in the month before"), ("上月产值",), note=TO_READ),
    _money(
        "tax_paid",
        _("Tax paid"),
        ("本月缴税", "当月缴税", "入库税款", "纳税额", "缴税额"),
        least=-LARGEST,
        note=_("Empty: not filed yet; 0: none was paid; a refund with a minus"),
        example="12.5",
    ),
    Column(
        code="is_refund",
        title=_("It is a refund"),
        kind=Kind.CHOICE,
        synonyms=("是否退税",),
        choices=(Choice(code=REFUND, title=_("refund"), synonyms=("是", "退税")),),
    ),
    _money("output_value", _("Output value"), ("本月产值", "当月产值", "工业总产值")),
    Column(
        code="scale",
        title=_("Above-scale statistics"),
        kind=Kind.CHOICE,
        synonyms=("规上规下", "是否纳统", "是否规上"),
        choices=tuple(Choice(code=code, title=said) for code, said in Scale.choices),
    ),
    Column(
        code="why",
        title=_("Reason, where what was filed is corrected"),
        synonyms=("更正说明", "更正原因"),
        max_length=LONGEST,
    ),
    Column(code="version", title=_("Version at export"), kind=Kind.NUMBER),
)
# What is said of a month; the rest says which it is, or is there to be read.
SAID = ("tax_paid", "is_refund", "output_value", "scale")
