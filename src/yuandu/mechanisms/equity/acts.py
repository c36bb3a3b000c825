"""What the audit log calls the acts of this room."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.audit import events

events.register(
    {
        "equity.charter": pgettext_lazy("act", "Entered the company’s legal form"),
        "equity.correct": pgettext_lazy("act", "Corrected a shareholder’s line"),
        "equity.enter": pgettext_lazy("act", "Entered a share transaction"),
        "equity.hand_out": pgettext_lazy("act", "Handed a certificate of shares out"),
        "equity.holder": pgettext_lazy("act", "Entered a shareholder"),
        "equity.open_class": pgettext_lazy("act", "Opened a class of shares"),
        "equity.post": pgettext_lazy("act", "Registered shares that were held back"),
        "equity.rule": pgettext_lazy("act", "Published a price rule for shares"),
        "equity.void": pgettext_lazy("act", "Released shares that were held back"),
        "equity.year": pgettext_lazy("act", "Entered an audited year"),
    }
)
