"""What people fill in about parties and posts."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.engines.quantities import Unreadable, parse_quantity
from yuandu.kernel.accounts import roles
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry import kinds, permissions, queries, rules
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.forms import DayField

EVERY = pgettext_lazy("kinds of parties", "All")
KINDS = [("person", _("Person")), ("household", _("Household"))]


class Titled(forms.ModelChoiceField):
    """A choice of rows by their title in the reader's language; without one, as they are called."""

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "title", obj))


def _divisions(actor: Actor, **options: Any) -> Titled:
    return Titled(queries.divisions(actor), label=_("Division"), **options)


class OrganisationFilter(forms.Form):
    """Which organisations to list; odd values are ignored, since it is an address."""

    q = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, actor: Actor, data: Any) -> None:
        super().__init__(data)
        self.fields["division"] = _divisions(
            actor, required=False, to_field_name="code", empty_label=EVERY
        )
        self.fields["industry"] = Titled(
            queries.industries(actor).filter(level=1),
            label=_("Industry"),
            required=False,
            to_field_name="code",
            empty_label=EVERY,
        )

    def chosen(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "words": said.get("q", ""),
            "division": said.get("division"),
            "industry": said.get("industry"),
        }


class PersonFilter(forms.Form):
    """Which persons and households to list."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", EVERY), *KINDS],
    )

    def chosen(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        said = self.cleaned_data
        return {"words": said.get("q", ""), "kind": said.get("kind", "")}


class PartyForm(forms.Form):
    """A party's name, code and place."""

    name = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    code = forms.CharField(label=_("Code"), max_length=60, required=False)

    def __init__(self, actor: Actor, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["division"] = _divisions(actor, required=False)
        if kind == "organisation":
            self.fields["code"].label = _("Unified social credit code")
            self.fields["code"].required = True
            self.fields["industry"] = Titled(
                queries.industries(actor), label=_("Industry"), required=False
            )
        if actor.workspace.code_rules != "cn":
            self.fields["code"].label = _("Code")

    def clean_division(self) -> Division | None:
        division: Division | None = self.cleaned_data["division"]
        if not permissions.may_enter(self.actor, division.pk if division else None):
            raise forms.ValidationError(_("Choose a division that your post serves."))
        return division


class PersonForm(PartyForm):
    """A person or a household, newly entered."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    field_order = ("kind",)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, "person", *args, **kwargs)


class FactForm(forms.Form):
    """A fact of a kind, for a period."""

    from_on = DayField(label=_("First day of the period"))
    to_on = DayField(label=_("Last day of the period"))
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("The statement, return or certificate that shows it: a PDF or a picture."),
    )

    def __init__(self, kind: kinds.FactKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        help_text = (
            _t("In %(unit)s; 1200万元 and 1.2亿元 are understood.") % {"unit": kind.unit}
            if kind.unit == "元"
            else ""
        )
        self.fields["said"] = forms.CharField(
            label=str(kind.title), max_length=400, help_text=help_text
        )
        self.order_fields(["said"])

    def clean_said(self) -> str | Decimal:
        said: str = self.cleaned_data["said"]
        if not self.kind.is_number:
            return said
        try:
            return parse_quantity(said, self.kind.unit).value
        except Unreadable as error:
            message = _t("“%(found)s” cannot be read as one number in %(unit)s.")
            raise forms.ValidationError(
                message % {"found": error.params["found"], "unit": self.kind.unit or "1"}
            ) from error

    def fact(self) -> dict[str, Any]:
        """Return the fields of the fact, as `actions.report` takes them."""
        field = "value" if self.kind.is_number else "text"
        return {
            "kind": self.kind.code,
            field: self.cleaned_data["said"],
            "from_on": self.cleaned_data["from_on"],
            "to_on": self.cleaned_data["to_on"],
            "evidence": self.cleaned_data["evidence"],
        }


class ConsentForm(forms.Form):
    """What may be used, for what, and until when."""

    to_on = DayField(
        label=_("Until"), help_text=_("At most three years; it can be taken back any day.")
    )
    evidence = forms.FileField(
        label=_("Signed paper"),
        required=False,
        help_text=_("Where the consent was given on paper: a scan or a photo of it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"] = forms.ChoiceField(
            label=_("Purpose"), choices=[(each.code, each.title) for each in kinds.purposes]
        )
        self.fields["facts"] = forms.MultipleChoiceField(
            label=_("Facts that may be used"),
            widget=forms.CheckboxSelectMultiple,
            choices=[
                (rules.EVERYTHING, _("All facts")),
                *((each.code, each.title) for each in kinds.facts),
            ],
        )
        self.order_fields(["purpose", "facts"])


def _phone() -> forms.RegexField:
    return forms.RegexField(
        r"[0-9+()（） -]{5,30}(转[0-9]{1,6})?",
        label=_("Office telephone"),
        max_length=30,
        required=False,
        help_text=_("Who works with the same projects reads it, on briefs too; no private number"),
        error_messages={"invalid": _("Write digits, such as 0536-8091234.")},
    )


class PhoneForm(forms.Form):
    """By which telephone whoever holds a post is reached."""

    phone = _phone()


class PostForm(forms.Form):
    """Who gets which post, where, from when."""

    username = forms.CharField(label=_("User name"), max_length=150)
    role = forms.ChoiceField(label=_("Role"), choices=())
    title = forms.CharField(
        label=pgettext_lazy("of a post", "Title"),
        max_length=60,
        required=False,
        help_text=_("As printed on the door"),
    )
    phone = _phone()
    organisation = forms.CharField(
        label=_("Organisation's code"),
        max_length=60,
        required=False,
        help_text=_("Needed for an owner: the organisation acted for"),
    )
    from_on = DayField(label=_("First day"))
    to_on = DayField(label=_("Last day"), required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        known: Any = self.fields["role"]
        known.choices = list(roles.of_kind(actor.workspace.kind).items())
        self.fields["division"] = _divisions(
            actor, required=False, help_text=_("Needed for a county officer")
        )

    def clean_username(self) -> User:
        user = User.objects.filter(username=self.cleaned_data["username"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Nobody signs in by this name. Invite the person first."))
        return user

    def clean_organisation(self) -> Party | None:
        code: str = self.cleaned_data["organisation"]
        party = queries.by_code(self.actor.workspace, code)
        if code and (party is None or party.kind != "organisation"):
            raise forms.ValidationError(_("No organisation has this code. Enter it first."))
        return party

    def appointment(self) -> dict[str, Any]:
        """Return the fields of the post, as `actions.appoint` takes them."""
        said = dict(self.cleaned_data)
        return {"user": said.pop("username"), **said}


class EndForm(forms.Form):
    """The last day of a post."""

    to_on = DayField(label=_("Last day"))

    def __init__(self, today: datetime.date, data: Any = None) -> None:
        super().__init__(data, initial={"to_on": today})
