"""What the audit log calls the acts of this room."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.audit import events

events.register(
    {
        "careers.apply": pgettext_lazy("act", "Applied for a rung"),
        "careers.begin_ladders": pgettext_lazy("act", "Entered the career ladders"),
        "careers.declare_kinship": pgettext_lazy("act", "Declared a relative"),
        "careers.enter_book": pgettext_lazy("act", "Entered a rule of a rung"),
        "careers.enter_record": pgettext_lazy("act", "Recorded something of a worker"),
        "careers.equate": pgettext_lazy("act", "Let two rungs count as equal"),
        "careers.give_opinion": pgettext_lazy("act", "Gave an opinion on an application"),
        "careers.go_through": pgettext_lazy("act", "Went through who is ready for the next rung"),
        "careers.name_panel": pgettext_lazy("act", "Named a panel"),
        "careers.place": pgettext_lazy("act", "Entered a position of a worker"),
        "careers.set_band": pgettext_lazy("act", "Set a pay band"),
        "careers.strike": pgettext_lazy("act", "Struck a record of a worker"),
        "careers.conclude": pgettext_lazy("act", "Entered the outcome of a class"),
        "careers.enrol": pgettext_lazy("act", "Took a worker into a class"),
        "careers.examine": pgettext_lazy("act", "Entered a theory examination"),
        "careers.found_base": pgettext_lazy("act", "Entered a training base"),
        "careers.issue_badge": pgettext_lazy("act", "Issued a badge"),
        "careers.log": pgettext_lazy("act", "Wrote into a logbook"),
        "careers.open_class": pgettext_lazy("act", "Opened a training class"),
        "careers.renew_key": pgettext_lazy("act", "Made a new key for badges"),
        "careers.revoke_badge": pgettext_lazy("act", "Revoked a badge"),
        "careers.rotate": pgettext_lazy("act", "Planned where a class is"),
        "careers.settle_in": pgettext_lazy("act", "Placed who passed a class"),
        "careers.sign": pgettext_lazy("act", "Signed an entry of a logbook"),
    }
)
