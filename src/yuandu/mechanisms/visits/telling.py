"""What owners, teams, departments and officers are told; each of one thing once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.projects.models import Factor, Project
from yuandu.mechanisms.visits import queries
from yuandu.mechanisms.visits.models import Difficulty, Doubt, Team, Visit


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put codes in the reader's language."""
    values = dict(params)
    for name, choices in (("factor", Factor), ("doubt", Doubt)):
        if values.get(name) in choices.values:
            values[name] = str(choices(str(values[name])).label)
    return values


def _declare(code: str, title: object, sentence: object) -> str:
    return kinds.declare(f"visits.{code}", title, sentence, _in_words).code


UNSENT = _declare(
    "unsent",
    gettext_lazy("Difficulty without a department"),
    gettext_lazy("%(project)s: %(title)s (%(factor)s). Sort it and send it to a department."),
)
SENT = _declare(
    "sent",
    gettext_lazy("A difficulty for your department"),
    gettext_lazy("%(project)s: %(title)s (%(factor)s). An answer is due in 7 working days."),
)
SENT_AGAIN = _declare(
    "sent_again",
    pgettext_lazy("notice", "Not solved yet"),
    gettext_lazy("The owner of %(project)s says of “%(title)s” that it is not solved: %(words)s"),
)
TAKEN_UP = _declare(
    "taken_up",
    pgettext_lazy("notice", "Difficulty taken up"),
    gettext_lazy("%(who)s is at work on “%(title)s” of %(project)s."),
)
ANSWERED = _declare(
    "answered",
    pgettext_lazy("notice", "Difficulty answered"),
    gettext_lazy(
        "%(who)s answered “%(title)s” of %(project)s. Only the owner says whether it is solved."
    ),
)
DECLINED = _declare(
    "declined",
    gettext_lazy("Difficulty given back"),
    gettext_lazy("%(who)s gave “%(title)s” of %(project)s back: %(words)s"),
)
UPWARDS = _declare(
    "upwards",
    gettext_lazy("A department is silent"),
    gettext_lazy("%(who)s has not answered %(project)s for %(days)s working days: %(title)s"),
)
ABANDONED = _declare(
    "abandoned",
    gettext_lazy("Difficulty abandoned"),
    gettext_lazy("“%(title)s” of %(project)s got no answer for 30 working days and is abandoned."),
)
CLOSED = _declare(
    "closed",
    gettext_lazy("Difficulty solved"),
    gettext_lazy("The owner of %(project)s says that “%(title)s” is solved."),
)
WITHDRAWN = _declare(
    "withdrawn",
    gettext_lazy("Difficulty withdrawn"),
    gettext_lazy("“%(title)s” of %(project)s was withdrawn: %(words)s"),
)
DOUBTED = _declare(
    "doubted",
    gettext_lazy("A visit to look at"),
    gettext_lazy("%(team)s was at %(project)s on %(visit_on)s. %(doubt)s."),
)
JOINED = _declare(
    "joined",
    gettext_lazy("You are in a team"),
    gettext_lazy("You belong to %(team)s of “%(drive)s” now."),
)


def _send(by: Actor, kind: str, to: Iterable[int | None], about: Difficulty, **more: Any) -> None:
    notices.send(
        by=by,
        to={reader for reader in to if reader is not None},
        kind=kind,
        url=about.get_absolute_url(),
        project=str(about.visit.project),
        title=about.title,
        factor=about.factor,
        **more,
    )


def _owners(by: Actor, project: Project) -> list[int]:
    return queries.owners_accounts(by, project)


def _team(about: Difficulty) -> list[int]:
    return queries.members_of(about.visit.team_id)


def of_raising(by: Actor, about: Difficulty) -> None:
    """Tell the county, else the city, of a difficulty that found no department by itself."""
    _send(by, UNSENT, queries.keepers(by, about.visit.project), about)


def of_sending(by: Actor, about: Difficulty, step: Step) -> None:
    """Tell the department what is asked of it, or why again."""
    if step.move == "reopen":
        to = [about.officer_id, *_team(about)]
        _send(by, SENT_AGAIN, to, about, words=step.words)
    else:
        _send(by, SENT, [about.officer_id], about)


def of_answer(by: Actor, about: Difficulty, step: Step) -> None:
    """Tell owner and team what the department says."""
    kind = ANSWERED if step.move == "answer" else TAKEN_UP
    to = [*_owners(by, about.visit.project), *_team(about)]
    _send(by, kind, to, about, who=about.department)


def of_declining(by: Actor, about: Difficulty, step: Step) -> None:
    """Tell who sees to it that it needs another department."""
    to = [*queries.keepers(by, about.visit.project), *_team(about)]
    _send(by, DECLINED, to, about, who=about.department, words=step.words)


def of_silence(by: Actor, about: Difficulty, days: int) -> None:
    """Tell upwards that a department is silent."""
    to = [about.superior_id] if about.superior_id else queries.city_officers(by)
    _send(by, UPWARDS, to, about, who=about.department, days=days)


def of_abandoning(by: Actor, about: Difficulty) -> None:
    """Tell everybody concerned that silence went on too long."""
    project = about.visit.project
    to = [*_owners(by, project), *_team(about), *queries.keepers(by, project), about.superior_id]
    _send(by, ABANDONED, [*to, *queries.city_officers(by)], about)


def of_end(by: Actor, about: Difficulty, step: Step) -> None:
    """Tell those who worked on it that the owner closed it, or that it was withdrawn."""
    to = [about.officer_id, *_team(about)]
    if step.move == "close":
        _send(by, CLOSED, to, about)
    else:
        to += _owners(by, about.visit.project)
        _send(by, WITHDRAWN, to, about, words=step.words)


def of_doubt(by: Actor, visit: Visit) -> None:
    """Tell who decides that a visit does not count yet."""
    notices.send(
        by=by,
        to=set(queries.keepers(by, visit.project)),
        kind=DOUBTED,
        url=visit.get_absolute_url(),
        team=str(visit.team),
        project=str(visit.project),
        visit_on=str(visit.on),
        doubt=visit.doubt,
    )


def of_joining(by: Actor, team: Team, users: Iterable[int]) -> None:
    """Tell people that they belong to a team."""
    notices.send(
        by=by,
        to=set(users),
        kind=JOINED,
        url=team.get_absolute_url(),
        team=str(team),
        drive=str(team.drive),
    )
