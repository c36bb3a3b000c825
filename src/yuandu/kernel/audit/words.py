"""What the log says to people, in their language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.audit.verification import Fault

FAULTS = {
    "gap": gettext_lazy("Links %(detail)s are missing from the chain"),
    "missing": gettext_lazy("Link %(seq)s: entry %(entry)s has been deleted"),
    "altered": gettext_lazy(
        "Link %(seq)s: entry %(entry)s is not what was chained; "
        "it, its link or the one before was changed"
    ),
    "root": gettext_lazy(
        "Link %(seq)s: the daily root kept after entry %(entry)s has another hash"
    ),
    "short": gettext_lazy("The chain ends before entry %(detail)s, at which a daily root stands"),
    "not-kept": gettext_lazy(
        "The kept root %(detail)s is not in the chain; the log was cut off or written anew"
    ),
    "waiting": gettext_lazy(
        "%(detail)s entries, the first being %(entry)s, wait for their links: is the sequencer "
        "running (yuandu audit sequence --follow)?"
    ),
    "personal": gettext_lazy(
        "Entry %(entry)s: the value “%(detail)s” kept beside the log is not the one it committed to"
    ),
}


def explain(fault: Fault) -> str:
    """Return a fault as a sentence."""
    return FAULTS[fault.code] % {
        "seq": fault.seq,
        "entry": fault.entry_id,
        "detail": fault.detail,
    }


def summary(faults: int) -> str:
    return _("%(count)s faults in all") % {"count": faults}
