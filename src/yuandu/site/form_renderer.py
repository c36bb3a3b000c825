"""How forms are written: every `{{ form }}` of every room comes out as our components."""

from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy

NOT_CHOSEN = gettext_lazy("Choose…")


class Components(TemplatesSetting):
    """Takes a form's and a field's markup from `templates/components/`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
