"""What people fill in about accounts."""

import datetime
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts import queries, roles, rules, scopes
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.workspaces.forms import DayField


class SignInForm(LoginForm):
    """The library's form, with labels that say what to type instead of placeholders."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        login = self.fields["login"]
        login.label = _("User name or e-mail")
        login.widget.attrs["autocomplete"] = "username"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class InvitationForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=60)
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[User.username_validator],
        help_text=_("To sign in with. Letters, digits, Chinese characters and @ . + - _"),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The link to set a password can be sent there."),
    )

    def clean_username(self) -> str:
        username: str = User.normalize_username(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This user name is taken. Choose another."))
        return username

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email and User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("An account with this e-mail address exists."))
        return email


class CardForm(forms.Form):
    phone = forms.CharField(
        label=_("Telephone for help"),
        max_length=20,
        required=False,
        help_text=_("Printed on the card: whom the holder calls."),
    )
    with_pin = forms.BooleanField(
        label=_("Print a PIN on a separate sheet"),
        required=False,
        help_text=_("Otherwise the holder chooses one at first use, within thirty days."),
    )


class _PinField(forms.CharField):
    widget = forms.PasswordInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": rules.PIN_LENGTH}
    )

    def to_python(self, value: Any) -> Any:
        # Input methods for Chinese offer full-width digits.
        text = super().to_python(value) or ""
        return text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))


class PinForm(forms.Form):
    pin = _PinField(label=_("PIN (six digits)"), max_length=rules.PIN_LENGTH)


class NewPinForm(forms.Form):
    pin = _PinField(label=_("Choose a PIN (six digits)"), max_length=rules.PIN_LENGTH)
    again = _PinField(label=_("The same PIN again"), max_length=rules.PIN_LENGTH)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("pin") and given.get("again") and given["pin"] != given["again"]:
            self.add_error("again", _("The two PINs differ. Type the same one twice."))
        return given


class GrantForm(forms.Form):
    helper = forms.CharField(
        label=_("Helper"), max_length=150, help_text=_("The helper’s user name.")
    )
    roles = forms.MultipleChoiceField(
        label=_("May act in these posts"), widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("To do what"),
        max_length=200,
        help_text=_("In plain words. The helper sees them, and they stay on record."),
    )
    until = DayField(
        label=_("Until"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        held = rules.delegable(frozenset(post.role for post in actor.posts))
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (role, roles.title(role)) for role in sorted(held)
        ]

    def clean_helper(self) -> User:
        helper = queries.helper_named(self.cleaned_data["helper"].strip(), self.actor.workspace)
        if helper is None:
            raise forms.ValidationError(_("Nobody here has this user name. Ask your helper."))
        if helper.pk == self.actor.user_id:
            raise forms.ValidationError(_("That is you. Choose somebody else."))
        return helper

    def clean_until(self) -> datetime.date:
        until: datetime.date = self.cleaned_data["until"]
        today = self.actor.workspace.today()
        if not today <= until <= today + rules.LONGEST_GRANT:
            raise forms.ValidationError(_("Choose a day from today until a year from now."))
        return until


class TokenForm(forms.Form):
    DAYS = (7, 30, 90, 366)

    name = forms.CharField(label=_("What it is for"), max_length=60)
    scopes = forms.MultipleChoiceField(label=_("Scopes"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(label=_("Valid for"), coerce=int, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            choice
            for part, title in scopes.parts()
            for choice in (
                (f"{part}:read", _("%(part)s: read") % {"part": title}),
                (f"{part}:write", _("%(part)s: change") % {"part": title}),
            )
        ]
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, _("%(days)s days") % {"days": days}) for days in self.DAYS
        ]
