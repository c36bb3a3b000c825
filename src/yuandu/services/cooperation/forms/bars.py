"""The bars above the lists: what makes no sense is left out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry.models import Division
from yuandu.services.cooperation.following import CHALLENGE, TALENT_NEED
from yuandu.services.cooperation.models import Field, Level
from yuandu.services.cooperation.queries import ChallengeFilters, ExpertFilters, NeedFilters


class _Bar(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Look for"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    field = forms.ChoiceField(label=gettext_lazy("Field of technology"), required=False)
    division = forms.TypedChoiceField(
        label=gettext_lazy("County or zone"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        self.offer("field", Field.choices)
        self.offer("division", [(str(each.pk), each.title) for each in divisions])

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Let `name` be one of `choices`, or left open."""
        field: Any = self.fields[name]
        field.choices = [("", _("All")), *choices]

    def offer_stages(self, cycle: str) -> None:
        stages = [each for each in cycles.get(cycle).stages if each.code != "draft"]
        self.offer("stage", [(each.code, each.title) for each in stages])

    def given(self) -> dict[str, Any]:
        """Return what restricts the list; a field with a fault does not."""
        self.is_valid()
        given = {
            name: value for name, value in self.cleaned_data.items() if value not in {None, ""}
        }
        if "division" in given:
            given["division_id"] = given.pop("division")
        return given


class ChallengeBar(_Bar):
    stage = forms.ChoiceField(label=pgettext_lazy("challenge", "Stage"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer_stages(CHALLENGE)

    def filters(self) -> ChallengeFilters:
        return ChallengeFilters(**self.given())


class NeedBar(_Bar):
    stage = forms.ChoiceField(label=pgettext_lazy("challenge", "Stage"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer_stages(TALENT_NEED)

    def filters(self) -> NeedFilters:
        return NeedFilters(**self.given())


class ExpertBar(_Bar):
    level = forms.ChoiceField(label=pgettext_lazy("expert", "Level"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer("level", Level.choices)

    def filters(self) -> ExpertFilters:
        return ExpertFilters(**self.given())
