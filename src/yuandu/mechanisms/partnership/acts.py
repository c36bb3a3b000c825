"""What the audit log calls the acts of this room."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.audit import events

events.register(
    {
        "partnership.answer": pgettext_lazy("act", "Answered an appeal of a candidate"),
        "partnership.appeal": pgettext_lazy("act", "Appealed as a candidate"),
        "partnership.arrange": pgettext_lazy("act", "Assigned a candidate"),
        "partnership.carry_out": pgettext_lazy("act", "Carried out a decision on a partner"),
        "partnership.conflict": pgettext_lazy("act", "Declared a conflict of interest"),
        "partnership.date": pgettext_lazy("act", "Promised the days of a step"),
        "partnership.decline": pgettext_lazy("act", "Declined to become a partner"),
        "partnership.enter": pgettext_lazy("act", "Entered a candidate"),
        "partnership.group": pgettext_lazy("act", "Entered a shareholder group"),
        "partnership.join": pgettext_lazy("act", "Put partners into a shareholder group"),
        "partnership.lead": pgettext_lazy("act", "Named the leader of a shareholder group"),
        "partnership.nominate": pgettext_lazy("act", "Nominated a colleague as partner"),
        "partnership.opinion": pgettext_lazy("act", "Gave an opinion on a candidate"),
        "partnership.prepare": pgettext_lazy("act", "Prepared a review of partners"),
        "partnership.record": pgettext_lazy("act", "Entered the results of a step"),
        "partnership.repeat": pgettext_lazy("act", "Had a step vote again"),
        "partnership.rule": pgettext_lazy("act", "Changed the rule of a review"),
        "partnership.step": pgettext_lazy("act", "Opened the ballots of a step"),
        "partnership.vote_again": pgettext_lazy("act", "Had the meeting vote again on an appeal"),
    }
)
