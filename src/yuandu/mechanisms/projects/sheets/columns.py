"""The columns of the sheet, and the many ways in which offices head them."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets.rules.columns import Column
from yuandu.kernel.sheets.rules.columns import Kind as Cell
from yuandu.mechanisms.projects.sheets.choices import CATEGORIES, LEVELS, STAGES, STATUSES

LARGEST = Decimal(10) ** 15  # yuan
# What a sheet calls finished; the category says whether that is production or handover.


def _money(code: str, title: object, synonyms: tuple[str, ...], **more: object) -> Column:
    return Column(
        code=code,
        title=title,
        kind=Cell.MONEY,
        synonyms=synonyms,
        written_in="万元",
        least=Decimal(0),
        most=LARGEST,
        places=2,
        **more,  # type: ignore[arg-type]
    )


def _day(code: str, title: object, synonyms: tuple[str, ...], month_means: str) -> Column:
    return Column(
        code=code,
        title=title,
        kind=Cell.DATE,
        synonyms=synonyms,
        month_means=month_means,
        least=datetime.date(1949, 10, 1),
    )


COLUMNS = (
    Column(
        code="code",
        title=_("Project code"),
        kind=Cell.CODE,
        synonyms=(
            *("统一代码", "项目统一代码", "投资项目代码", "投资项目统一代码", "赋码", "代码"),
            *("project id", "contract id"),
        ),
        max_length=40,
        example="2601-370781-04-01-123456",
        note=_("As printed by the approval platform; empty while there is none"),
    ),
    Column(
        code="name",
        title=_("Name of the project"),
        synonyms=(
            "名称",
            "工程名称",
            "建设项目",
            "建设项目名称",
            "重点项目名称",
            "project",
            "title",
            "description",
        ),
        required=True,
        max_length=500,
        example="示例智能农机产业园项目",
    ),
    Column(
        code="name_en",
        title=_("Name in English"),
        synonyms=("英文名称", "项目英文名称"),
        max_length=500,
    ),
    Column(
        code="division",
        title=_("County or zone"),
        kind=Cell.DIVISION,
        synonyms=(
            *("县市区", "县区", "属地", "所在县区", "所在县市区", "所属县市区", "行政区划"),
            *("区县", "责任县市区", "所在地", "县市区开发区", "region", "county", "district"),
        ),
        required=True,
        fills_down=True,
        example="青州市",
    ),
    Column(
        code="site",
        title=_("Site"),
        synonyms=("建设地址", "建设位置", "项目地址", "详细地址", "address", "location"),
        max_length=200,
    ),
    Column(
        code="owner",
        title=_("Owner"),
        kind=Cell.ORGANISATION,
        synonyms=(
            *("项目单位", "业主", "业主单位", "项目业主", "项目法人", "建设主体", "投资主体"),
            *("项目法人单位", "投资单位", "contractor", "implementing agency"),
        ),
        creates=True,
        max_length=200,
        example="示例农机有限公司",
    ),
    Column(
        code="owner_code",
        title=_("Owner’s credit code"),
        kind=Cell.CODE,
        synonyms=(
            *("统一社会信用代码", "社会信用代码", "信用代码", "单位代码", "credit code"),
            *("项目单位统一社会信用代码", "业主统一社会信用代码", "法人统一社会信用代码"),
        ),
        max_length=40,
    ),
    Column(
        code="category",
        title=_("Category"),
        kind=Cell.CHOICE,
        synonyms=("项目类别", "项目类型", "类型", "项目分类", "领域", "所属领域", "sector"),
        choices=CATEGORIES,
        required=True,
        fills_down=True,
        example="产业",
    ),
    Column(
        code="industry",
        title=_("Industry code"),
        kind=Cell.CODE,
        synonyms=("国民经济行业代码", "行业门类代码", "国标行业代码"),
        max_length=10,
        example="C35",
    ),
    Column(
        code="summary",
        title=_("What is built"),
        synonyms=(
            *("建设内容", "建设规模及内容", "建设内容及建设规模", "主要建设内容"),
            *("建设规模和主要内容", "建设规模", "主要建设内容及规模", "scope"),
        ),
        max_length=4000,
    ),
    _money(
        "investment_total",
        _("Total investment"),
        (
            "计划总投资",
            "总投资额",
            "项目总投资",
            "投资总额",
            "概算总投资",
            "投资额",
            "budget",
            "cost",
            "total cost",
        ),
        example="65000",
    ),
    Column(
        code="private_share",
        title=_("Private share"),
        kind=Cell.PERCENT,
        synonyms=("民间投资比例", "民投占比", "民间资本占比"),
        least=Decimal(0),
        most=Decimal(1),
        places=4,
    ),
    Column(
        code="land_area_mu",
        title=_("Land"),
        kind=Cell.NUMBER,
        unit="亩",
        synonyms=("用地面积", "占地面积", "占地", "新增用地", "土地面积", "用地需求"),
        least=Decimal(0),
        places=2,
    ),
    _day(
        "filed_on",
        _("Approved or filed on"),
        ("立项时间", "备案时间", "核准时间", "批复时间", "备案日期", "审批时间", "approval date"),
        "first",
    ),
    _day(
        "planned_start_on",
        _("Planned start"),
        (
            "开工时间",
            "计划开工时间",
            "拟开工时间",
            "预计开工时间",
            "计划开工日期",
            "planned start date",
        ),
        "last",
    ),
    _day(
        "planned_end_on",
        _("Planned end"),
        (
            *("竣工时间", "计划竣工时间", "预计竣工时间", "计划竣工日期", "计划完工时间"),
            *("拟竣工时间", "计划投产时间", "计划建成时间", "竣工投产时间", "planned completion"),
        ),
        "last",
    ),
    _day(
        "works_started_on",
        _("Works started on"),
        ("实际开工", "实际开工时间", "实际开工日期", "start date", "actual start"),
        "first",
    ),
    _day(
        "completed_on",
        _("Works completed on"),
        ("实际竣工", "实际竣工时间", "实际竣工日期", "实际完工时间", "actual completion"),
        "last",
    ),
    _day(
        "produced_on",
        _("Production began on"),
        ("实际投产", "实际投产时间", "投产时间", "实际投产日期"),
        "last",
    ),
    Column(
        code="stage",
        title=_("Stage"),
        kind=Cell.CHOICE,
        synonyms=(
            *("项目阶段", "当前阶段", "项目状态", "建设状态", "建设阶段", "进展阶段", "推进阶段"),
            *("所处阶段", "status", "project status"),
        ),
        choices=STAGES,
    ),
    Column(
        code="physical_progress",
        title=_("Physical progress, in words"),
        synonyms=(
            *("当前进度", "进展情况", "项目进展", "目前进展", "工程进度", "建设进展"),
            *("当前形象进度", "项目形象进度", "目前形象进度", "progress"),
        ),
        max_length=300,
    ),
    Column(
        code="year",
        title=_("Year"),
        kind=Cell.NUMBER,
        synonyms=("年份", "名单年度", "列入年度"),
        decimals=0,
        least=Decimal(1990),
        most=Decimal(2100),
        compares=False,
        note=_("Of the list; this year if the sheet does not say"),
    ),
    Column(
        code="level",
        title=_("Level"),
        kind=Cell.CHOICE,
        synonyms=("项目级别", "重点级别", "项目层级", "层级", "重点项目级别", "列入级别"),
        choices=LEVELS,
        note=_("Of the yearly list; empty for projects on no list"),
    ),
    Column(
        code="list_status",
        title=_("Status on the list"),
        kind=Cell.CHOICE,
        synonyms=("新建续建", "新建或续建", "新开工续建", "建设类型", "项目性质", "新续建"),
        choices=STATUSES,
    ),
    _money(
        "annual_plan",
        _("Planned investment of the year"),
        (
            *("年度投资计划", "本年计划投资", "当年计划投资", "年计划投资", "年度计划"),
            *("今年计划投资", "本年度计划投资", "年度投资", "年度计划完成投资"),
        ),
    ),
    _money(
        "design_output",
        _("Designed annual output"),
        ("达产产值", "年产值", "预计年产值", "设计产值"),
    ),
    _money(
        "new_output",
        _("New output since production began"),
        ("新增产值", "实际新增产值", "投产新增产值", "累计新增产值"),
    ),
    Column(
        code="longitude",
        title=_("Longitude"),
        kind=Cell.NUMBER,
        synonyms=("lng", "lon", "东经"),
        least=Decimal(-180),
        most=Decimal(180),
        compares=False,
    ),
    Column(
        code="latitude",
        title=_("Latitude"),
        kind=Cell.NUMBER,
        synonyms=("lat", "北纬"),
        least=Decimal(-90),
        most=Decimal(90),
        compares=False,
    ),
)
# What stands in the register under another name than in the sheet, and what belongs to
# the place on a list or to the life cycle.
ON_A_LIST = ("year", "level", "list_status", "annual_plan")
OF_THE_TRACK = ("stage", "works_started_on", "completed_on", "produced_on")
POINTING = ("division", "owner", "owner_code", "industry")
PLAIN = tuple(
    column.code
    for column in COLUMNS
    if column.code not in {*ON_A_LIST, *OF_THE_TRACK, *POINTING, "category"}
)
