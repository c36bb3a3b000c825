"""Deciding about two records that look like one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yuandu.mechanisms.projects.models import Verdict


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices)
    words = forms.CharField(label=_("Why"), required=False, max_length=300)
