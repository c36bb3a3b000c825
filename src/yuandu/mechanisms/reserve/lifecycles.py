"""The ladder of an idea (成熟度): from a thought to works that could begin tomorrow."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.reserve import permissions, queries, rules, scoring, wording
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.permissions import OFFICERS, PLANNERS


def _stage(code: str, *, is_final: bool = False) -> Stage:
    return Stage(code, wording.STAGES[code], is_final=is_final)


def _back(source: str, target: str, title: object) -> Move:
    return Move(
        f"back_to_{target}",
        title,
        (source,),
        target,
        OFFICERS,
        needs_words=True,
        is_reversal=True,
    )


LADDER = cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Maturity of an idea"),
        subject=Idea._meta.label_lower,
        stages=(
            *(_stage(code) for code in rules.LADDER),
            _stage(rules.PROMOTED, is_final=True),
            _stage(rules.DECLINED, is_final=True),
            _stage(rules.WITHDRAWN, is_final=True),
        ),
        moves=(
            Move(
                "study",
                _("Begin the pre-study"),
                (rules.CONCEPT,),
                rules.PRE_STUDY,
                PLANNERS,
                (Evidence("outline", _("Outline of the project"), "file"),),
            ),
            Move(
                "examine",
                _("Begin the feasibility study"),
                (rules.PRE_STUDY,),
                rules.FEASIBILITY,
                PLANNERS,
                (Evidence("pre_study", _("Pre-study report"), "file"),),
            ),
            Move(
                "prepare",
                _("Begin the prerequisites"),
                (rules.FEASIBILITY,),
                rules.PREREQUISITES,
                PLANNERS,
                (
                    Evidence("feasibility", _("Feasibility study report"), "file"),
                    Evidence("review", _("Opinion of the review"), "file", required=False),
                ),
            ),
            Move(
                "complete",
                _("Confirm that works could begin"),
                (rules.PREREQUISITES,),
                rules.READY,
                OFFICERS,
                (
                    Evidence("filing", _("Approval, verification or filing"), "file"),
                    Evidence("land", _("Land pre-examination and site opinion"), "file"),
                    Evidence("funds", _("Proof of funds"), "file"),
                    Evidence("energy", _("Energy review opinion"), "file", required=False),
                    Evidence(
                        "environment",
                        _("Environmental review approval"),
                        "file",
                        required=False,
                    ),
                ),
            ),
            Move(
                rules.PROMOTE,
                pgettext_lazy("move of an idea", "Promote into the register"),
                rules.PROMOTABLE,
                rules.PROMOTED,
                OFFICERS,
                needs_words=True,
            ),
            _back(rules.PRE_STUDY, rules.CONCEPT, _("Back to the concept")),
            _back(rules.FEASIBILITY, rules.PRE_STUDY, _("Back to the pre-study")),
            _back(rules.PREREQUISITES, rules.FEASIBILITY, _("Back to the feasibility study")),
            _back(rules.READY, rules.PREREQUISITES, _("Back to the prerequisites")),
            Move(
                rules.DECLINE,
                pgettext_lazy("move of an idea", "Decline"),
                rules.LADDER,
                rules.DECLINED,
                OFFICERS,
                needs_words=True,
            ),
            Move(
                rules.WITHDRAW,
                pgettext_lazy("move of an idea", "Withdraw"),
                rules.LADDER,
                rules.WITHDRAWN,
                PLANNERS,
                needs_words=True,
            ),
            Move(
                rules.REOPEN,
                pgettext_lazy("move of an idea", "Take up again"),
                (rules.DECLINED, rules.WITHDRAWN),
                rules.CONCEPT,
                OFFICERS,
                needs_words=True,
                is_reversal=True,
            ),
        ),
    )
)


def _may_move(actor: Actor, idea: Idea, track: Track, move: Move) -> bool:
    """Judge by whose idea it is; it is promoted by the action, which has made its project."""
    if move.code == rules.PROMOTE:
        return idea.project_id is not None and permissions.keeps(actor, idea)
    if move.roles == PLANNERS:
        return permissions.prepares(actor, idea)
    return permissions.keeps(actor, idea)


def _follow(by: Actor, idea: Idea, track: Track, step: Step) -> None:
    """Score the idea anew, as it stands higher or lower by now."""
    idea.track = track
    scoring.rescore(by.workspace, [idea])


subjects.register(
    Idea._meta.label_lower,
    get=lambda actor, pk, to: queries.idea(actor, pk, to=to),
    may=_may_move,
    url=Idea.get_absolute_url,
    visible_to=queries.visible_to,
    sees_all=lambda actor: reach(actor).everything,
    on_move=_follow,
)
