"""What the audit log calls the acts of this room."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.audit import events

events.register(
    {
        "workforce.affiliate": pgettext_lazy("act", "Let a company publish in the city"),
        "workforce.end_affiliation": pgettext_lazy("act", "Let a company publish no further"),
        "workforce.enter": pgettext_lazy("act", "Put somebody on the staff list"),
        "workforce.leave": pgettext_lazy("act", "Entered somebody’s last day of work"),
        "workforce.link": pgettext_lazy("act", "Linked an account to a line of the staff list"),
        "workforce.unlink": pgettext_lazy("act", "Unlinked an account from the staff list"),
        "workforce.take_in": pgettext_lazy("act", "Took the staff list over"),
        "workforce.publish": pgettext_lazy("act", "Published a figure of the company"),
    }
)
