"""What firms report by the year, and what is known of them until it changes.

Codes are the vocabulary of the rule books. Amounts are yuan, shares fractions from 0 to 1,
flags 1 or 0.
"""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.registry import kinds
from yuandu.kernel.registry.kinds import FactKind

# What the firm's page sets side by side, year by year, in the order of a statement.
YEARLY = (
    *("revenue", "main_income", "cost_of_main", "total_profit", "net_profit"),
    *("total_assets", "total_liabilities", "rd_expense", "staff", "rd_staff"),
)
# Reported once, and good until the next report.
STANDING = (
    *("established_on", "niche_since", "industry", "leading_product_field", "chain_role"),
    *("rd_institution_level", "ip_class", "class_1_ip_count", "digital_level"),
    *("national_niche_share", "platform_score", "high_tech_valid"),
    *("on_abnormal_list", "serious_dishonesty", "major_accident_3y"),
)

KINDS = (
    FactKind("main_income", _("Income from the main business"), "元", is_sensitive=True),
    FactKind("cost_of_main", _("Cost of the main business"), "元", is_sensitive=True),
    FactKind("total_profit", _("Total profit"), "元", is_sensitive=True),
    FactKind("net_profit", _("Net profit"), "元", is_sensitive=True),
    FactKind("total_assets", _("Total assets"), "元", is_sensitive=True),
    FactKind("total_liabilities", _("Total liabilities"), "元", is_sensitive=True),
    FactKind("rd_expense", _("R&D expense"), "元", is_sensitive=True),
    FactKind("rd_staff", _("R&D staff"), "人", is_sensitive=True),
    FactKind("established_on", _("Founded on"), is_number=False),
    FactKind("niche_since", _("In its niche since"), is_number=False, is_sensitive=True),
    FactKind("industry", _("Industry by GB/T 4754"), is_number=False),
    FactKind("leading_product_field", _("Field of the leading product"), is_number=False),
    FactKind("chain_role", _("Part in the industry chain"), is_number=False, is_sensitive=True),
    FactKind("rd_institution_level", _("Level of its R&D institution"), is_number=False),
    FactKind("ip_class", _("Best class of intellectual property"), is_number=False),
    FactKind("class_1_ip_count", _("Class I intellectual property"), "项", is_sensitive=True),
    FactKind("digital_level", _("Digital level"), is_sensitive=True),
    FactKind("national_niche_share", _("National share of its niche"), is_sensitive=True),
    FactKind("platform_score", _("Development score of the platform"), is_sensitive=True),
    FactKind("high_tech_valid", _("Valid high-technology title")),
    FactKind("on_abnormal_list", _("On the list of abnormal operations"), is_sensitive=True),
    FactKind("serious_dishonesty", _("On the list of serious dishonesty"), is_sensitive=True),
    FactKind("major_accident_3y", _("Larger accident in three years"), is_sensitive=True),
)


def register() -> None:
    """Let the registry keep these facts; one that is declared already stays as it is."""
    for kind in KINDS:
        if kind.code not in kinds.facts:
            kinds.facts.register(kind)
