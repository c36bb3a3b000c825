"""The closed loop of a proposal: 收集 → 评价 → 验证 → 推广 → 激励, and how it may end before."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.proposals import following, permissions, queries, rules
from yuandu.mechanisms.proposals.models import Proposal

# Roles are the table's; who of them, there where the proposal is, `permissions` says.
JUDGES, ANYBODY = permissions.JUDGES, permissions.ANYBODY

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Improvement proposal"),
        subject=Proposal._meta.label_lower,
        correctors=("improvement_officer",),
        stages=(
            Stage(rules.COLLECT, pgettext_lazy("stage of a proposal", "Collected")),
            Stage(rules.EVALUATE, pgettext_lazy("stage of a proposal", "In evaluation")),
            Stage(rules.VERIFY, pgettext_lazy("stage of a proposal", "In verification")),
            Stage(rules.SPREAD, pgettext_lazy("stage of a proposal", "Being spread")),
            Stage(rules.REWARD, pgettext_lazy("stage of a proposal", "Rewarded"), is_final=True),
            Stage(
                rules.REJECTED, pgettext_lazy("stage of a proposal", "Not taken up"), is_final=True
            ),
            Stage(
                rules.WITHDRAWN, pgettext_lazy("stage of a proposal", "Withdrawn"), is_final=True
            ),
            Stage(rules.MERGED, pgettext_lazy("stage of a proposal", "Merged into another")),
        ),
        moves=(
            Move(
                "forward",
                pgettext_lazy("move of a proposal", "Send to evaluation"),
                (rules.COLLECT,),
                rules.EVALUATE,
                JUDGES,
            ),
            Move(
                "grade",
                pgettext_lazy("move of a proposal", "Grade: it is done and works"),
                rules.UNANSWERED,
                rules.SPREAD,
                JUDGES,
                (Evidence("grade", pgettext_lazy("of a proposal", "Grade"), "text"),),
            ),
            Move(
                "accept",
                pgettext_lazy("move of a proposal", "Take up"),
                (rules.EVALUATE,),
                rules.VERIFY,
                JUDGES,
                needs_words=True,
            ),
            Move(
                "confirm",
                pgettext_lazy("move of a proposal", "Confirm that it works"),
                (rules.VERIFY,),
                rules.SPREAD,
                permissions.VERIFIERS,
                needs_words=True,
            ),
            Move(
                "finish",
                pgettext_lazy("move of a proposal", "Close the loop: to the reward"),
                (rules.SPREAD,),
                rules.REWARD,
                JUDGES,
            ),
            Move(
                "reject",
                pgettext_lazy("move of a proposal", "Do not take up"),
                rules.OPEN,
                rules.REJECTED,
                JUDGES,
                needs_words=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("move of a proposal", "Withdraw"),
                rules.UNANSWERED,
                rules.WITHDRAWN,
                ANYBODY,
                needs_words=True,
            ),
            Move(
                "merge",
                pgettext_lazy("move of a proposal", "Merge into another"),
                rules.OPEN,
                rules.MERGED,
                JUDGES,
                needs_words=True,
            ),
            Move(
                "part",
                pgettext_lazy("move of a proposal", "Undo the merge"),
                (rules.MERGED,),
                None,
                JUDGES,
                needs_words=True,
                is_reversal=True,
            ),
            Move(
                "reopen",
                pgettext_lazy("move of a proposal", "Look at it again"),
                (rules.REJECTED, rules.WITHDRAWN, *rules.VERIFIED),
                rules.EVALUATE,
                ("improvement_officer",),
                needs_words=True,
                is_reversal=True,
            ),
        ),
    )
)


def _may_move(actor: Actor, proposal: Proposal, track: Track, move: cycles.Move) -> bool:
    return permissions.MAY[move.code](actor, proposal)


subjects.register(
    Proposal._meta.label_lower,
    get=lambda actor, pk, to: queries.get(actor, pk, to=to),
    may=_may_move,
    url=Proposal.get_absolute_url,
    visible_to=queries.visible_to,
    sees_all=permissions.sees_all,
    on_move=following.follow,
)
# Who reads a proposal sees its photos and hears its voice notes.
guards.register(
    Proposal._meta.label_lower,
    lambda actor, attachment: queries.visible_to(actor).filter(pk=attachment.target_id).exists(),
)
