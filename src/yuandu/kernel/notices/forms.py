"""Forms of the in-box's settings and of groups' robots."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.notices import outgoing
from yuandu.kernel.notices.models import Preference, Robot
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace

MAIL = {
    Preference.AT_ONCE: _("At once"),
    Preference.DAILY: _("Once a day, in the morning"),
    Preference.WEEKLY: _("Once a week, on Mondays"),
    Preference.NEVER: _("Never"),
}
PLATFORMS = {"wecom": _("WeCom"), "dingtalk": _("DingTalk"), "feishu": _("Feishu")}


class MailForm(forms.Form):
    mail = forms.ChoiceField(
        label=_("When to write to me"), choices=list(MAIL.items()), widget=forms.RadioSelect
    )


class RobotForm(forms.Form):
    name = forms.CharField(label=_("Name of the group"), max_length=60)
    platform = forms.ChoiceField(label=_("Platform"), choices=list(PLATFORMS.items()))
    address = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("As the platform shows it when the robot is added to the group."),
    )
    secret = forms.CharField(
        label=_("Secret"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput,
        help_text=_("If the robot checks signatures. Left empty, a known secret stays."),
    )
    division = forms.ModelChoiceField(
        label=_("County"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=_("All"),
        help_text=_("A county's group hears only what concerns the county."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    is_active = forms.BooleanField(label=_("Messages go to this group"), required=False)

    def __init__(self, *args: Any, workspace: Workspace, robot: Robot | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.workspace, self.robot = workspace, robot
        divisions = Division.objects.filter(workspace=workspace)
        self.fields["division"].queryset = divisions  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Robot.objects.filter(workspace=self.workspace, name=name)
        if self.robot is not None:
            others = others.exclude(pk=self.robot.pk)
        if others.exists():
            raise forms.ValidationError(_("Another robot has this name."))
        return name

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            outgoing.vet(address, settings.WEBHOOK_HOSTS)
        except outgoing.AddressRefused as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        return address


def of_robot(robot: Robot) -> dict[str, Any]:
    """Return the values with which a robot's form opens."""
    return {
        "name": robot.name,
        "platform": robot.platform,
        "address": robot.address,
        "division": robot.division_id,
        "language": robot.language,
        "is_active": robot.is_active,
    }
