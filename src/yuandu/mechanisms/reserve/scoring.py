"""What ideas score by the formula in force: a part of actions and chores, never of pages.

The score is kept with the idea, so that the ranked list is one read of an index. Whatever
changes a fact, the stage or the formula has it written anew.
"""

from collections.abc import Iterable
from dataclasses import fields

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.models import Formula, Idea
from yuandu.mechanisms.reserve.rules import Facts, Score, Terms

BATCH = 1000


def in_force(workspace: Workspace) -> Formula | None:
    """Return the formula of today; `None`: nobody published one, the house's holds."""
    found = Formula.objects.filter(workspace=workspace, from_on__lte=workspace.today())
    return found.order_by("-from_on").first()


def terms_of(formula: Formula | None) -> Terms:
    """Return a formula's terms; those of the house where there is none."""
    if formula is None:
        return Terms()
    return Terms(**{part.name: getattr(formula, part.name) for part in fields(Terms)})


def facts_of(idea: Idea) -> Facts:
    """Return what the formula looks at; the track is at hand."""
    return Facts(
        stage=idea.stage,
        grade=idea.grade,
        investment=idea.investment_total,
        land_mu=idea.land_area_mu,
        funding_share=idea.funding_share,
    )


def score_of(idea: Idea, formula: Formula | None) -> Score:
    """Return what an idea scores, line by line."""
    return rules.score(facts_of(idea), terms_of(formula))


def rescore(workspace: Workspace, ideas: Iterable[Idea] | None = None) -> int:
    """Write anew what ideas on the ladder score; by default all whose formula has changed.

    What left the ladder keeps its last score. Returns how many were written.
    """
    formula = in_force(workspace)
    if ideas is None:
        on_ladder = Idea.objects.filter(workspace=workspace, track__stage__in=rules.LADDER)
        ideas = on_ladder.exclude(formula=formula).select_related("track")
    changed = [_scored(idea, formula) for idea in ideas if idea.stage in rules.LADDER]
    Idea.objects.bulk_update(changed, ["score", "open_points", "formula"], batch_size=BATCH)
    return len(changed)


def _scored(idea: Idea, formula: Formula | None) -> Idea:
    found = score_of(idea, formula)
    idea.score, idea.open_points, idea.formula = found.points, found.open_points, formula
    return idea
