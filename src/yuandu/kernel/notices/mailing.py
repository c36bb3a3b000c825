"""Mails: one for all that waits for a reader, in the reader's language."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.models import Notice, Preference
from yuandu.kernel.workspaces import links
from yuandu.kernel.workspaces.models import Workspace

DIGEST_DAY = 0  # Monday, for those who want one a week
LONGEST_MAIL = 100  # notices; the rest waits in the in-box


def inside(workspace: Workspace, url: str) -> str:
    """Return `url` as a path inside the workspace, put there if it lacks it.

    Raises:
        ValueError: it leads away from this site.
    """
    if not url:
        return ""
    if not url.startswith("/") or url.startswith(("//", "/\\")):
        raise ValueError(f"{url!r} is no path on this site")
    prefix = f"/{workspace.slug}/"
    return url if url.startswith(prefix) else prefix + url.removeprefix("/")


def absolute(path: str) -> str:
    """Return a path on this site as an address that works in a mail or a group chat."""
    return settings.ADDRESS.rstrip("/") + path if path else ""


def mail_at_once(workspace: Workspace) -> int:
    """Write to those who want to know at once; return how many mails went out."""
    return _mail(workspace, _wanting(workspace, Preference.AT_ONCE))


def mail_digests(workspace: Workspace) -> int:
    """Write to those who want one mail a day and, on Mondays, to those of one a week.

    Repeating it does nothing: what was mailed is not mailed again.
    """
    pending = _wanting(workspace, Preference.DAILY) | _wanting(workspace, Preference.AT_ONCE)
    if workspace.today().weekday() == DIGEST_DAY:
        pending |= _wanting(workspace, Preference.WEEKLY)
    return _mail(workspace, pending)


def _wanting(workspace: Workspace, mail: str) -> QuerySet[Notice]:
    """Return the unread, unmailed notices of those who chose `mail` and have an address."""
    chosen = Preference.objects.filter(workspace=workspace, user=OuterRef("to"))
    wants = Q(Exists(chosen.filter(mail=mail)))
    if mail == Preference.DAILY:
        wants |= Q(~Exists(chosen))
    return Notice.objects.filter(
        wants, workspace=workspace, read_at=None, mailed_at=None, to__is_active=True
    ).exclude(to__email="")


def _mail(workspace: Workspace, pending: QuerySet[Notice]) -> int:
    """Send one mail a reader; each is marked as sent before the next is tried.

    A crash between sending and marking sends one mail twice, never loses one.
    """
    waiting = pending.order_by("to_id", "pk").values_list("to_id", flat=True)
    readers = sorted(set(waiting))
    for reader in readers:
        with transaction.atomic():
            notices = list(
                pending.filter(to_id=reader)
                .order_by("pk")
                .select_related("to")
                .select_for_update(of=("self",), skip_locked=True)
            )
            if notices:
                _letter(workspace, notices).send()
                keys = [notice.pk for notice in notices]
                Notice.objects.filter(pk__in=keys).update(mailed_at=timezone.now())
    return len(readers)


def _letter(workspace: Workspace, notices: Sequence[Notice]) -> EmailMessage:
    reader = notices[0].to
    with translation.override(reader.language or settings.LANGUAGE_CODE):
        lines = [
            (kinds.sentence(notice.kind, notice.params), absolute(notice.url))
            for notice in notices[:LONGEST_MAIL]
        ]
        number = len(notices)
        subject = (
            lines[0][0]
            if number == 1
            else ngettext(
                "%(number)s notice from %(place)s", "%(number)s notices from %(place)s", number
            )
            % {"number": number, "place": workspace.title}
        )
        body = render_to_string(
            "notices/mail.txt",
            {
                "reader": str(reader),
                "place": workspace.title,
                "lines": lines,
                "left_out": number - len(lines),
                "inbox": absolute(links.url(workspace, "notices:inbox")),
                "settings": absolute(links.url(workspace, "notices:settings")),
            },
        )
    # One line: a sentence may carry what somebody typed.
    return EmailMessage(" ".join(subject.split())[:200], body, to=[reader.email])
