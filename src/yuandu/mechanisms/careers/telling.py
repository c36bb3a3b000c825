"""What people of a company are told of applications."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.careers.models import Application, Outcome, Trainee
from yuandu.mechanisms.careers.rules import panels
from yuandu.mechanisms.workforce.models import Worker


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    stage = lifecycle.stage_title(panels.CYCLE, str(params["stage"]))
    return dict(params) | {"stage": stage}


kinds.declare(
    "careers.panel",
    _("You are on a panel"),
    _("You are named to judge an application for “%(rung)s”. Read it and give your opinion."),
)
kinds.declare(
    "careers.result",
    _("Your application"),
    _("Your application for “%(rung)s” now stands at “%(stage)s”; the reasons are on its page."),
    _in_words,
)


kinds.declare(
    "careers.outcome",
    _("Your training class"),
    _("Your class “%(training)s” has ended: %(outcome)s."),
    lambda params: dict(params) | {"outcome": str(Outcome(str(params["outcome"])).label)},
)


def of_outcome(by: Actor, trainee: Trainee, outcome: str) -> None:
    """Tell a trainee how the class ended."""
    if trainee.worker.user_id is None:
        return
    notices.send(
        by=by,
        to=[trainee.worker.user_id],
        kind="careers.outcome",
        url=trainee.get_absolute_url(),
        training=trainee.training.name,
        outcome=outcome,
    )


def of_panel(by: Actor, application: Application, members: Iterable[Worker]) -> None:
    """Tell those who are named to judge."""
    notices.send(
        by=by,
        to=[one.user_id for one in members if one.user_id],
        kind="careers.panel",
        url=application.get_absolute_url(),
        rung=application.rung.name,
    )


def of_result(by: Actor, application: Application, stage: str) -> None:
    """Tell the applicant how it stands."""
    if application.worker.user_id is None:
        return
    notices.send(
        by=by,
        to=[application.worker.user_id],
        kind="careers.result",
        url=application.get_absolute_url(),
        rung=application.rung.name,
        stage=stage,
    )
