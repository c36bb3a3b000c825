"""What a project may lack, by classes: of difficulties that visits find, of needs in reports."""

from django.db import models
from django.utils.translation import pgettext_lazy

from yuandu.services.liaison.models import Subject


class Factor(models.TextChoices):
    """What is lacking; the codes are those of the classes that offices answer."""

    ENERGY = Subject.ENERGY.value, pgettext_lazy("factor", "Energy")
    LAND = Subject.LAND.value, pgettext_lazy("factor", "Land")
    FINANCE = Subject.FINANCE.value, pgettext_lazy("factor", "Funds")
    ENVIRONMENT = Subject.ENVIRONMENT.value, pgettext_lazy("factor", "Environmental capacity")
    DATA = Subject.DATA.value, pgettext_lazy("factor", "Data")
    OTHER = Subject.OTHER.value, pgettext_lazy("factor", "Other")
