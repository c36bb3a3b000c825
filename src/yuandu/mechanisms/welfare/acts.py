"""What the audit log calls the acts of this room."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.audit import events

events.register(
    {
        "welfare.answer_need": pgettext_lazy("act", "Answered a need"),
        "welfare.ask_need": pgettext_lazy("act", "Asked for what no facility serves"),
        "welfare.book": pgettext_lazy("act", "Booked something of a facility"),
        "welfare.cancel": pgettext_lazy("act", "Gave a booking of a facility back"),
        "welfare.claim": pgettext_lazy("act", "Claimed an entitlement"),
        "welfare.close_facility": pgettext_lazy("act", "Closed a facility"),
        "welfare.enter_entitlement": pgettext_lazy("act", "Entered an entitlement"),
        "welfare.enter_facility": pgettext_lazy("act", "Entered a facility"),
        "welfare.enter_resource": pgettext_lazy("act", "Let something of a facility be booked"),
        "welfare.fill_fund": pgettext_lazy("act", "Paid into the care fund"),
        "welfare.sealed": pgettext_lazy("act", "Something in a sealed matter"),
        "welfare.serve": pgettext_lazy("act", "Booked for who waited"),
        "welfare.support": pgettext_lazy("act", "Supported a need"),
        "welfare.wait": pgettext_lazy("act", "Waits for a booking"),
    },
)
