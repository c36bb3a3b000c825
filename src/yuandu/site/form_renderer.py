"""How forms are written: every `{{ form }}` of every room comes out as our components."""

from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy

# Django's own words for a choice not made yet, which its Chinese catalogue lacks.
NOT_CHOSEN = gettext_lazy("- Select an option -")


class Components(TemplatesSetting):
    """Takes a form's and a field's markup from `templates/components/`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
