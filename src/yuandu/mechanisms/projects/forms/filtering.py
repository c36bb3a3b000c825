"""What a list, board or total is asked to show."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules, wording
from yuandu.mechanisms.projects.forms.fields import (
    BoxField,
    GridCellField,
    QuantityField,
    money_unit,
)
from yuandu.mechanisms.projects.models import Category, Level, Status
from yuandu.mechanisms.projects.queries import SORTS, Filters
from yuandu.mechanisms.projects.rules import grid
from yuandu.mechanisms.projects.rules.timelines import FIRST, LAST, Window, month_of


def _any(choices: Any, label: str) -> list[tuple[str, Any]]:
    return [("", label), *choices]


class FilterForm(forms.Form):
    """The bar above a list; what makes no sense is left out, and said."""

    words = forms.CharField(
        label=gettext_lazy("Name, code, owner"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), required=False, coerce=int)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status on the list"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    division = forms.TypedChoiceField(
        label=gettext_lazy("County or zone"), required=False, coerce=int, empty_value=None
    )
    least = QuantityField(label=gettext_lazy("Investment from"), written_in="万元", required=False)
    most = QuantityField(label=gettext_lazy("Investment to"), written_in="万元", required=False)
    overdue = forms.BooleanField(label=gettext_lazy("Overdue only"), required=False)
    grid_cell = GridCellField(label=gettext_lazy("Part of the map"), required=False)
    sort = forms.ChoiceField(
        required=False, choices=[(key, key) for key in SORTS], widget=forms.HiddenInput()
    )

    SHOWS_MONEY_IN = ("least", "most")
    NEEDS_A_LIST = ("level", "status")

    def __init__(
        self,
        data: Any,
        *,
        workspace: Workspace,
        divisions: QuerySet[Division] | list[Division],
        years: list[int],
        without: tuple[str, ...] = (),
    ) -> None:
        self.latest = next((year for year in years if year <= workspace.today().year), 0)
        # An address that names no year shows the latest lists; year=0 is the register.
        data = data.copy()
        data.setdefault("year", str(self.latest))
        super().__init__(data, initial={"year": self.latest})
        fields: dict[str, Any] = self.fields
        every = _("All")
        register = [("0", _("The whole register"))]
        fields["year"].choices = register + [(str(year), str(year)) for year in years]
        fields["level"].choices = _any(Level.choices, every)
        fields["category"].choices = _any(Category.choices, every)
        fields["status"].choices = _any(Status.choices, every)
        fields["stage"].choices = _any(
            [(stage, wording.STAGES[stage]) for stage in rules.STAGES], every
        )
        fields["division"].choices = _any(
            [(str(division.pk), division.title) for division in divisions], every
        )
        for name in self.SHOWS_MONEY_IN:
            fields[name].written_in = money_unit(workspace)
        for name in without:
            del fields[name]

    def filters(self) -> Filters:
        """Return the filters; a field with a fault does not restrict."""
        self.is_valid()
        given = {name: self.cleaned_data[name] for name in self.fields if self._holds(name)}
        if "division" in given:
            given["division_id"] = given.pop("division")
        filters = Filters(**given)
        if not filters.year:
            filters = filters.but(level="", status="")
        return filters

    def _holds(self, name: str) -> bool:
        return self.cleaned_data.get(name) not in {None, ""}


class ViewForm(forms.Form):
    """Which part of the map to show, and in cells of which level."""

    box = BoxField(label=gettext_lazy("Part of the map"), required=False)
    grid_level = forms.IntegerField(
        label=gettext_lazy("Level of the map’s cells"),
        required=False,
        min_value=0,
        max_value=grid.DEEPEST,
    )


class BoardForm(FilterForm):
    """The bar above the board, whose columns are the stages."""

    def __init__(self, data: Any, *, without: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(data, without=("stage", "sort", *without), **options)


class CountyForm(FilterForm):
    """The bar above the county board."""

    def __init__(self, data: Any, **options: Any) -> None:
        without = ("words", "stage", "division", "least", "most", "overdue", "sort")
        super().__init__(data, without=without, **options)


class WatchForm(FilterForm):
    """The bar above the projects to watch, of the whole register."""

    show = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())

    def __init__(self, data: Any, **options: Any) -> None:
        without = ("year", "level", "status", "stage", "overdue", "grid_cell", "sort")
        super().__init__(data, without=without, **options)

    def _holds(self, name: str) -> bool:
        return name != "show" and super()._holds(name)


class TimelineForm(FilterForm):
    """The bar above the time lines: which projects, and which months."""

    MONTHS = {
        12: gettext_lazy("One year"),
        24: gettext_lazy("Two years"),
        36: gettext_lazy("Three years"),
        60: gettext_lazy("Five years"),
    }
    BEFORE = 6  # months shown before the present one

    months = forms.TypedChoiceField(
        label=gettext_lazy("Months shown"), required=False, coerce=int, initial=24
    )
    first = forms.DateField(required=False, input_formats=["%Y-%m"], widget=forms.HiddenInput())

    def __init__(self, data: Any, *, workspace: Workspace, **options: Any) -> None:
        data = data.copy()
        data.setdefault("months", str(self.base_fields["months"].initial))
        super().__init__(data, workspace=workspace, without=("grid_cell",), **options)
        fields: dict[str, Any] = self.fields
        fields["months"].choices = list(self.MONTHS.items())
        self.today = workspace.today()

    def _holds(self, name: str) -> bool:
        return name not in {"months", "first"} and super()._holds(name)

    def window(self) -> Window:
        """Return the months to show; those around today where none are named."""
        self.is_valid()
        first = self.cleaned_data.get("first") or month_of(self.today, -self.BEFORE)
        months = self.cleaned_data.get("months") or self.base_fields["months"].initial
        return Window(min(max(first, FIRST), LAST), months)


class TotalsForm(FilterForm):
    """The bar above the totals: what stands in rows and columns, and in the cells."""

    EDGES = {
        "division_id": gettext_lazy("County or zone"),
        "level": gettext_lazy("Level"),
        "category": gettext_lazy("Category"),
        "status": gettext_lazy("Status on the list"),
        "stage": gettext_lazy("Stage"),
    }
    rows = forms.ChoiceField(
        label=pgettext_lazy("table", "Rows"), required=False, initial="division_id"
    )
    columns = forms.ChoiceField(
        label=pgettext_lazy("table", "Columns"), required=False, initial="category"
    )

    def __init__(self, data: Any, **options: Any) -> None:
        without = ("words", "least", "most", "overdue", "sort")
        data = data.copy()
        for name in ("rows", "columns"):
            data.setdefault(name, self.base_fields[name].initial)
        super().__init__(data, without=without, **options)
        fields: dict[str, Any] = self.fields
        for name in ("rows", "columns"):
            fields[name].choices = list(self.EDGES.items())

    def _holds(self, name: str) -> bool:
        return name not in {"rows", "columns"} and super()._holds(name)

    def edges(self) -> tuple[str, str]:
        """Return what stands in rows and in columns; never the same."""
        self.is_valid()
        rows = self.cleaned_data.get("rows") or "division_id"
        columns = self.cleaned_data.get("columns") or "category"
        if rows == columns:
            columns = "level" if rows == "category" else "category"
        return rows, columns
