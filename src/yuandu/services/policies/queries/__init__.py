"""Reads of policies, versions, cases and sweeps."""

from yuandu.services.policies.budgets import yuan
from yuandu.services.policies.queries.cases import (
    case,
    case_by_version,
    cases_of,
    cases_visible_to,
    counts_by_stage,
    notices,
    open_versions,
    window,
)
from yuandu.services.policies.queries.checking import (
    Checked,
    check_party,
    check_version,
    parties_for,
)
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.judgements import facts_for, judged
from yuandu.services.policies.queries.policies import (
    Listed,
    in_force,
    library,
    policy,
    version,
    versions_visible_to,
    visible_to,
)
from yuandu.services.policies.queries.sweeps import (
    Estimate,
    estimate,
    outcomes,
    sweep,
    sweeps_visible_to,
)

__all__ = [
    "Checked",
    "Estimate",
    "Listed",
    "case",
    "case_by_version",
    "cases_of",
    "cases_visible_to",
    "check_party",
    "check_version",
    "counts_by_stage",
    "estimate",
    "facts_for",
    "facts_of",
    "in_force",
    "judged",
    "library",
    "notices",
    "open_versions",
    "outcomes",
    "parties_for",
    "policy",
    "sweep",
    "sweeps_visible_to",
    "version",
    "versions_visible_to",
    "visible_to",
    "window",
    "yuan",
]
