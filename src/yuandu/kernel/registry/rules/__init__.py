"""What the registry decides: whether codes hold, which posts count today, what is consented."""

from yuandu.kernel.registry.rules.codes import (
    Problem,
    check_division_code,
    check_organisation_code,
    check_project_code_form,
    check_uscc,
    normal_code,
    uscc_check_character,
)
from yuandu.kernel.registry.rules.consents import EVERYTHING, Given, is_consented, wrong_terms
from yuandu.kernel.registry.rules.currencies import check_currency
from yuandu.kernel.registry.rules.masks import masked_code, masked_name
from yuandu.kernel.registry.rules.posts import Term, counts_on, overlap

__all__ = [
    "EVERYTHING",
    "Given",
    "Problem",
    "Term",
    "check_currency",
    "check_division_code",
    "check_organisation_code",
    "check_project_code_form",
    "check_uscc",
    "counts_on",
    "is_consented",
    "masked_code",
    "masked_name",
    "normal_code",
    "overlap",
    "uscc_check_character",
    "wrong_terms",
]
