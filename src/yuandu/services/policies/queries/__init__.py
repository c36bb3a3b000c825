"""Reads of policies, versions, cases and sweeps."""

from yuandu.services.policies.budgets import yuan
from yuandu.services.policies.queries.asks import (
    ask,
    asked_of,
    asks_visible_to,
    consents_of,
    consents_shown,
    own_asks,
    own_findings,
)
from yuandu.services.policies.queries.calls import (
    Ranked,
    call,
    calls,
    effect,
    is_over,
    paid_years,
    ranking,
)
from yuandu.services.policies.queries.cases import (
    case,
    case_by_version,
    cases_of,
    cases_visible_to,
    claims_of,
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
from yuandu.services.policies.queries.moving import Moved, moved
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
    cases_by_party,
    estimate,
    newest_rows,
    outcomes,
    sweep,
    sweeps_visible_to,
)

__all__ = [
    "Checked",
    "Estimate",
    "Listed",
    "Moved",
    "Ranked",
    "ask",
    "asked_of",
    "asks_visible_to",
    "call",
    "calls",
    "case",
    "case_by_version",
    "cases_by_party",
    "cases_of",
    "cases_visible_to",
    "check_party",
    "check_version",
    "claims_of",
    "consents_of",
    "consents_shown",
    "counts_by_stage",
    "effect",
    "estimate",
    "facts_for",
    "facts_of",
    "in_force",
    "is_over",
    "judged",
    "library",
    "moved",
    "newest_rows",
    "notices",
    "open_versions",
    "outcomes",
    "own_asks",
    "own_findings",
    "paid_years",
    "parties_for",
    "policy",
    "ranking",
    "sweep",
    "sweeps_visible_to",
    "version",
    "versions_visible_to",
    "visible_to",
    "window",
    "yuan",
]
