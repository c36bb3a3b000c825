"""The reward fund and its rule, awards and what they are paid with, adoptions elsewhere."""

from yuandu.mechanisms.rewards.models.adoptions import Adoption
from yuandu.mechanisms.rewards.models.awards import Award, Part, Payroll
from yuandu.mechanisms.rewards.models.funds import FundYear, Rule

__all__ = ["Adoption", "Award", "FundYear", "Part", "Payroll", "Rule"]
