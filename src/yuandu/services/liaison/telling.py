"""What firms, officers and offices are told; each of one thing once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Assignment, Step
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.services.liaison import queries
from yuandu.services.liaison.models import Gap, Issue, Position, Referral, ServedFirm, Subject


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put the class of an issue in the reader's language."""
    values = dict(params)
    if values.get("class") in Subject.values:
        values["class"] = str(Subject(str(values["class"])).label)
    return values


def _declare(code: str, title: object, sentence: object) -> str:
    return kinds.declare(f"liaison.{code}", title, sentence, _in_words).code


OFFICER = _declare(
    "officer",
    gettext_lazy("Your officer"),
    gettext_lazy(
        "From %(from_on)s on %(who)s is the officer of %(firm)s. What was promised before "
        "still holds."
    ),
)
NO_OFFICER = _declare(
    "no_officer",
    gettext_lazy("Your officer has left"),
    gettext_lazy("%(who)s no longer stands by %(firm)s; the last day is %(to_on)s."),
)
RAISED = _declare(
    "raised",
    gettext_lazy("New issue"),
    gettext_lazy("%(firm)s: %(title)s (%(class)s). Look at it and send it to the office."),
)
SENT = _declare(
    "sent",
    gettext_lazy("An issue for your office"),
    gettext_lazy("%(firm)s asks: %(title)s (%(class)s). An answer is due in 7 working days."),
)
SENT_AGAIN = _declare(
    "sent_again",
    pgettext_lazy("notice", "Not solved yet"),
    gettext_lazy("%(firm)s says of “%(title)s” that it is not solved: %(words)s"),
)
TAKEN_UP = _declare(
    "taken_up",
    pgettext_lazy("notice", "Issue taken up"),
    gettext_lazy("%(who)s is at work on “%(title)s”."),
)
ANSWERED = _declare(
    "answered",
    pgettext_lazy("notice", "Issue answered"),
    gettext_lazy("%(who)s answered “%(title)s”. Only the firm says whether it is solved."),
)
NOT_OURS = _declare(
    "not_ours",
    gettext_lazy("Office not competent"),
    gettext_lazy("%(who)s is not competent for “%(title)s”: %(words)s"),
)
DECLINED = _declare(
    "declined",
    gettext_lazy("Every office declined"),
    gettext_lazy(
        "No office that was asked is competent for “%(title)s”. Sort it anew and send it."
    ),
)
UPWARDS = _declare(
    "upwards",
    gettext_lazy("An office is silent"),
    gettext_lazy("%(who)s has not answered %(firm)s for %(days)s working days: %(title)s"),
)
ABANDONED = _declare(
    "abandoned",
    gettext_lazy("Issue abandoned"),
    gettext_lazy("“%(title)s” of %(firm)s got no answer for 30 working days and is abandoned."),
)
CLOSED = _declare(
    "closed",
    gettext_lazy("Issue solved"),
    gettext_lazy("%(firm)s says that “%(title)s” is solved."),
)
WITHDRAWN = _declare(
    "withdrawn",
    gettext_lazy("Issue withdrawn"),
    gettext_lazy("%(firm)s withdrew “%(title)s”: %(words)s"),
)
GAP = _declare(
    "gap",
    gettext_lazy("Gap in policy"),
    gettext_lazy("%(firms)s firms raised the same issue within a year: %(tag)s (%(class)s)."),
)


def _send(by: Actor, kind: str, to: Iterable[int | None], issue: Issue, **more: Any) -> None:
    readers = {reader for reader in to if reader is not None}
    notices.send(
        by=by,
        to=readers,
        kind=kind,
        url=issue.get_absolute_url(),
        firm=str(issue.firm),
        title=issue.title,
        **{"class": issue.subject},
        **more,
    )


def _officer(by: Actor, firm: ServedFirm) -> list[int]:
    officer = queries.officer_of(by, firm)
    return [officer.pk] if officer else []


def _carers(by: Actor, firm: ServedFirm) -> list[int]:
    """Return who looks after the firm: its officer, else the county's or the city's officers."""
    division = firm.party.division_id
    county = queries.holders(by, "county_officer", division=division) if division else []
    return _officer(by, firm) or county or queries.city_officers(by)


def _people(by: Actor, firm: ServedFirm) -> list[int]:
    return queries.people_of(firm, by.workspace.today())


def of_officer(by: Actor, firm: ServedFirm, assignment: Assignment) -> None:
    """Tell the firm who its officer is, or that it has none."""
    has_left = assignment.to_on is not None
    day = {"to_on": str(assignment.to_on)} if has_left else {"from_on": str(assignment.from_on)}
    notices.send(
        by=by,
        to=_people(by, firm),
        kind=NO_OFFICER if has_left else OFFICER,
        url=firm.get_absolute_url(),
        firm=str(firm),
        who=str(assignment.user),
        **day,
    )


def of_raising(by: Actor, issue: Issue) -> None:
    """Tell who looks after the firm that there is something to send."""
    _send(by, RAISED, _carers(by, issue.firm), issue)


def of_sending(by: Actor, issue: Issue, offices: Iterable[int], words: str) -> None:
    """Tell the offices what is asked of them, or why again."""
    if words and issue.answered_on is not None:
        _send(by, SENT_AGAIN, [*offices, *_officer(by, issue.firm)], issue, words=words)
    else:
        _send(by, SENT, offices, issue)


def of_position(by: Actor, issue: Issue, said: Referral) -> None:
    """Tell the firm and its officer what an office said; a refusal the officer alone."""
    kind = {Position.TAKEN_UP: TAKEN_UP, Position.ANSWERED: ANSWERED}.get(
        Position(said.position), NOT_OURS
    )
    to = _carers(by, issue.firm)
    if kind != NOT_OURS:
        to = [*_people(by, issue.firm), *_officer(by, issue.firm)]
    _send(by, kind, to, issue, who=said.department, words=said.words)


def of_declining(by: Actor, issue: Issue) -> None:
    """Tell who looks after the firm that the issue has no office."""
    _send(by, DECLINED, _carers(by, issue.firm), issue)


def of_silence(by: Actor, said: Referral, days: int) -> None:
    """Tell upwards that an office is silent."""
    to = [said.superior_id] if said.superior_id else queries.city_officers(by)
    _send(by, UPWARDS, to, said.issue, who=said.department, days=days)


def of_abandoning(by: Actor, issue: Issue) -> None:
    """Tell everybody concerned that silence went on too long."""
    firm = issue.firm
    superiors = issue.referrals.values_list("superior", flat=True)
    to = [*_people(by, firm), *_carers(by, firm), *superiors, *queries.city_officers(by)]
    _send(by, ABANDONED, to, issue)


def of_end(by: Actor, issue: Issue, step: Step) -> None:
    """Tell those who worked on it that the firm closed or withdrew it."""
    offices = issue.referrals.exclude(position__in=[Position.CALLED_OFF, Position.NOT_OURS])
    to = [*offices.values_list("officer", flat=True), *_officer(by, issue.firm)]
    _send(by, CLOSED if step.move == "close" else WITHDRAWN, to, issue, words=step.words)


def of_gap(by: Actor, gap: Gap, firms: int) -> None:
    """Tell the city's officers that several firms lack the same."""
    notices.send(
        by=by,
        to=queries.city_officers(by),
        kind=GAP,
        url=gap.get_absolute_url(),
        firms=firms,
        tag=gap.topic.tag,
        **{"class": gap.topic.subject},
    )
