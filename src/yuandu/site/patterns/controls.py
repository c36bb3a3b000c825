"""Samples of what one presses, fills in and finds one's way with."""

from typing import Any

from django import forms
from django.core.paginator import Paginator

from yuandu.site.patterns.samples import Case, Sample, days, say, stage_names


class Fields(forms.Form):
    """Every kind of field that pages use."""

    name = forms.CharField()
    amount = forms.DecimalField(required=False)
    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    stage = forms.ChoiceField()
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    evidence = forms.FileField(required=False)
    is_public = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name": say("项目名称", "Name of the project"),
            "amount": say("计划总投资（万元）", "Planned investment (thousand yuan)"),
            "on": say("计划开工日期", "Planned start"),
            "stage": say("当前阶段", "Stage"),
            "words": say("情况说明", "What happened"),
            "evidence": say("佐证材料", "Evidence"),
            "is_public": say("可向公众展示", "May be shown to the public"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["name"].help_text = say(
            "与备案文件一致；涉密项目不得录入。",
            "As in the filing. Classified projects are never entered.",
        )
        choices = [("", "——"), *((str(n), label) for n, label in enumerate(stage_names(), 1))]
        self.fields["stage"].choices = choices  # type: ignore[attr-defined]


class Narrowing(forms.Form):
    """A list's filters."""

    division = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)
    words = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = say("全部", "All")
        self.fields["division"].label = say("县市区", "County or zone")
        self.fields["division"].choices = [("", everything), ("q", say("青州市", "Qingzhou"))]  # type: ignore[attr-defined]
        self.fields["level"].label = say("级别", "Level")
        self.fields["level"].choices = [("", everything), ("p", say("省级", "Provincial"))]  # type: ignore[attr-defined]
        self.fields["words"].label = say("名称或代码", "Name or code")


def _buttons() -> list[Case]:
    save, cancel = say("保存", "Save"), say("取消", "Cancel")
    return [
        Case("primary", {"label": save, "kind": "primary", "icon": "done"}, size="small"),
        Case(
            "plain", {"label": say("导出", "Export"), "icon": "download", "url": "#"}, size="small"
        ),
        Case("quiet", {"label": cancel, "kind": "quiet"}, size="small"),
        Case("danger", {"label": say("撤销", "Cancel it"), "kind": "danger"}, size="small"),
        Case("disabled", {"label": save, "kind": "primary", "disabled": True}, size="small"),
    ]


def _form() -> list[Case]:
    wrong = Fields({"name": "", "amount": say("三亿", "lots"), "stage": "3", "on": "2026-11-24"})
    template = "site/patterns/form.html"
    return [
        Case("empty", {"form": Fields()}, template),
        Case("with errors", {"form": wrong}, template),
    ]


def _rows() -> list[dict[str, Any]]:
    names = say(
        "示例动力产业基地一期|示例新材料产业园|示例人民医院东院区|示例港疏港铁路",
        "Sample Engine Works, phase 1|Sample New Materials Park|Sample Hospital, east wing|"
        "Sample Port railway",
    ).split("|")
    places = say("高新区|寿光市|奎文区|滨海区", "High-tech Zone|Shouguang|Kuiwen|Binhai").split("|")
    kinds = [
        say("产业", "Industry"),
        say("产业", "Industry"),
        say("社会民生", "Social"),
        say("基础设施", "Infrastructure"),
    ]
    amounts = [3_280_000_000, 860_000_000, 1_250_000_000, 10_400_000_000]
    return [
        {
            "name": name,
            "division": places[index],
            "kind": kinds[index],
            "amount": amounts[index],
            "place": index + 2,
            "stage": stage_names()[index + 1],
            "halted": say("停工", "suspended") if index == 2 else "",  # noqa: PLR2004
            "on": days(-40 * index),
        }
        for index, name in enumerate(names)
    ]


def _table() -> list[Case]:
    template = "site/patterns/table.html"
    return [
        Case("rows", {"rows": _rows(), "sort": "-amount"}, template, size="wide"),
        Case("empty", {"rows": []}, template),
    ]


def _filters() -> list[Case]:
    return [
        Case("untouched", {"form": Narrowing({}), "count": 1517}, size="wide"),
        Case("nothing found", {"form": Narrowing({"words": "x"}), "count": 0}, size="wide"),
    ]


def _pagination() -> list[Case]:
    return [Case("in the middle", {"page": Paginator(range(1517), 50).page(7)}, size="wide")]


def _tabs() -> list[Case]:
    titles = say("概况|时间线|佐证材料", "Overview|Time line|Evidence").split("|")
    tabs = [
        {"title": title, "url": "#", "current": not index, "count": [None, 12, 5][index]}
        for index, title in enumerate(titles)
    ]
    return [Case("three", {"tabs": tabs, "label": say("项目", "Project")})]


def _steps() -> list[Case]:
    labels = say("选择文件|核对表头|查看问题|确认入账", "File|Columns|Problems|Commit").split("|")
    states = ["done", "done", "current", "ahead"]
    steps = [
        {"label": label, "url": "#", "state": state}
        for label, state in zip(labels, states, strict=True)
    ]
    return [Case("at the third of four", {"steps": steps}, size="wide")]


def _breadcrumb() -> list[Case]:
    titles = say("项目|台账", "Projects|Register").split("|")
    return [Case("two deep", {"crumbs": [{"title": title, "url": "#"} for title in titles]})]


def _confirm() -> list[Case]:
    context = {
        "label": say("撤销项目", "Cancel the project"),
        "text": say(
            "撤销后，已预留的用地指标 42 亩全部释放，项目不再列入年度名单。",
            "The 42 mu of land reserved for it are released, and it leaves this year’s list.",
        ),
        "confirm": say("确认撤销", "Cancel it"),
        "action": "",
        "danger": True,
    }
    return [Case("closed", context)]


def _dialog() -> list[Case]:
    context = {
        "label": say("指标口径", "Definition"),
        "title": say("重点项目个数", "Key projects"),
        "template": "site/patterns/definition.html",
    }
    return [Case("closed", context)]


def _search() -> list[Case]:
    return [Case("with a query", {"query": say("青州", "Qingzhou")})]


def _persona() -> list[Case]:
    names = say("李主任|王五|读者", "Director Li|W. Wu|A reader").split("|")
    posts = say("市重大项目办|青州市发改局|未登录", "City office|Qingzhou|Not signed in").split("|")
    people = [
        {"value": str(n), "label": name, "post": post, "current": n == 1}
        for n, (name, post) in enumerate(zip(names, posts, strict=True))
    ]
    return [Case("three", {"personas": people, "persona_url": ""})]


def _copy() -> list[Case]:
    text = say(
        "【催报】截至今日12时，寒亭、临朐尚未报送11月月报，请于今日18时前签发。",
        "Reminder: as of noon today Hanting and Linqu have not sent November’s report.",
    )
    return [Case("a reminder", {"text": text, "label": say("复制催报文字", "Copy the reminder")})]


SAMPLES: dict[str, Sample] = {
    "button": _buttons,
    "form": _form,
    "table": _table,
    "filters": _filters,
    "pagination": _pagination,
    "tabs": _tabs,
    "breadcrumb": _breadcrumb,
    "steps": _steps,
    "confirm": _confirm,
    "dialog": _dialog,
    "search": _search,
    "persona": _persona,
    "language": lambda: [Case("as it stands")],
    "theme": lambda: [Case("as it stands")],
    "copy": _copy,
}
