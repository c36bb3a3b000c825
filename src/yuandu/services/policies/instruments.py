"""Every policy in force as an instrument of the plan register, under the aspect it serves (F2)."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces import links
from yuandu.services.plans import actions as plans
from yuandu.services.plans import figures as plan_figures
from yuandu.services.policies import budgets
from yuandu.services.policies.models import PolicyVersion

LONGEST = 60  # characters of an instrument's code


def register(version: PolicyVersion) -> None:
    """Enter an approved version's policy in the register, or say there what changed.

    It serves the aspect of its number in every plan in force; without a number it stands in
    the register and fills no cell of the matrix, which is then seen to be empty.
    """
    policy, book, workspace = version.policy, version.book, version.workspace
    aspects = plan_figures.aspects(workspace, workspace.today()).filter(number=policy.aspect)
    first = policy.versions.order_by("effective_from").first() or version
    plans.register_instrument(
        by=Actor.system(workspace),
        code=f"policy-{policy.code}"[:LONGEST],
        aspects=list(aspects) if policy.aspect else [],
        name=policy.name,
        name_en=policy.name_en,
        kind=policy.instrument,
        owner=policy.office,
        budget=None if book.budget is None else budgets.yuan(book.budget),
        from_on=first.effective_from,
        to_on=version.effective_until,
        url=links.url(workspace, "policies:policy", policy.pk),
    )
