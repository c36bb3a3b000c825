"""The fields of technology by which needs, institutes and experts find each other."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Field(models.TextChoices):
    EQUIPMENT = "equipment", pgettext_lazy("field of technology", "High-end equipment")
    VEHICLES = "vehicles", pgettext_lazy("field of technology", "Vehicles and engines")
    MATERIALS = "materials", pgettext_lazy("field of technology", "New materials")
    CHEMISTRY = "chemistry", pgettext_lazy("field of technology", "Fine chemistry")
    BIOMEDICINE = "biomedicine", pgettext_lazy("field of technology", "Biomedicine")
    ELECTRONICS = "electronics", pgettext_lazy("field of technology", "Electronics")
    SOFTWARE = "software", pgettext_lazy("field of technology", "Software and data")
    FOOD = "food", pgettext_lazy("field of technology", "Food processing")
    AGRICULTURE = "agriculture", pgettext_lazy("field of technology", "Modern agriculture")
    ENERGY = "energy", pgettext_lazy("field of technology", "Energy and environment")
