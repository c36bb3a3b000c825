"""Where one can go in a city."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import permissions as ledger
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises import permissions as enterprises
from yuandu.mechanisms.followup import permissions as followup
from yuandu.mechanisms.guidance import permissions as guidance
from yuandu.mechanisms.orders import permissions as orders
from yuandu.mechanisms.reforms import permissions as reforms
from yuandu.mechanisms.reporting import permissions as reporting
from yuandu.mechanisms.reserve import permissions as reserve
from yuandu.mechanisms.settlements import permissions as settlements
from yuandu.services.cooperation import permissions as cooperation
from yuandu.services.liaison import permissions as liaison
from yuandu.site.entries import Entry, administrator, auditor, insider


def works_with_projects(actor: Actor) -> bool:
    return not reach(actor).is_public


def officer(actor: Actor) -> bool:
    return actor.has("administrator", "city_officer", "county_officer")


PROJECTS = (
    Entry(_("Register"), "projects:list", "list"),
    Entry(_("Board by stage"), "projects:board", "board"),
    Entry(_("Time lines"), "projects:timelines", "calendar", works_with_projects),
    Entry(_("Totals"), "projects:totals", "figures"),
    Entry(_("County board"), "projects:counties", "rank"),
    Entry(_("Map"), "projects:map", "map"),
    Entry(_("Annual lists"), "projects:annual_lists", "list", insider),
    Entry(_("Project reserve"), "reserve:list", "rise", reserve.reads),
    Entry(_("Monthly reports"), "reporting:home", "calendar", reporting.may_read),
    Entry(_("Follow-up after production"), "followup:home", "rise", followup.may_enter),
    Entry(pgettext_lazy("navigation", "Circulars"), "circulars:list", "file", reporting.may_read),
    Entry(_("Projects I stand by"), "briefs:mine", "person", works_with_projects),
    Entry(_("Projects to watch"), "projects:watch", "warn", works_with_projects),
    Entry(_("Look-alikes"), "projects:doubles", "differs", officer),
)
ENTERPRISES = (
    Entry(_("Firms on the ladder"), "enterprises:list", "list"),
    Entry(_("Eligible without a title"), "enterprises:eligible", "good", enterprises.may_watch),
    Entry(_("Titles that may be lost"), "enterprises:at_risk", "warn", enterprises.may_watch),
    Entry(
        _("Applications for titles"),
        "enterprises:applications",
        "check",
        enterprises.has_applications,
    ),
    Entry(_("On public notice for a title"), "enterprises:application_notices", "clock", insider),
    Entry(_("Yearly updates"), "enterprises:updates", "calendar", enterprises.has_applications),
    Entry(_("Titles that run out"), "enterprises:expiry", "calendar", enterprises.may_watch),
    Entry(_("Cultivation pool"), "enterprises:pool", "rise", enterprises.may_watch),
    Entry(_("Technology-innovation platforms"), "enterprises:platforms", "board"),
    Entry(_("Equipment open to firms"), "enterprises:equipment_list", "clock"),
)
LIAISON = (
    Entry(pgettext_lazy("navigation", "Firms and officers"), "liaison:list", "person", insider),
    Entry(pgettext_lazy("navigation", "Issues of firms"), "liaison:issues", "list", insider),
    Entry(_("Gaps in policy"), "liaison:gaps", "differs", liaison.may_see_gaps),
    Entry(_("Solved cases"), "liaison:cards", "check", insider),
    Entry(_("Competent offices"), "liaison:competences", "scales", liaison.may_see_competences),
)
VISITS = (
    Entry(pgettext_lazy("navigation", "Drives and routes"), "visits:list", "place", insider),
    Entry(pgettext_lazy("of projects", "Difficulties"), "visits:difficulties", "flag", insider),
    Entry(_("Factor view"), "briefs:factors", "scales", insider),
    Entry(_("Visits to look at"), "visits:doubted", "unknown", officer),
)
FLOWERS = (
    Entry(_("Prices of flowers"), "flowers:list", "list"),
    Entry(pgettext_lazy("navigation", "Orders"), "orders:list", "file", insider),
    Entry(_("Docking board"), "orders:board", "scales", orders.reads_all),
    Entry(pgettext_lazy("navigation", "Offers of growers"), "orders:offers", "flower", insider),
    Entry(
        pgettext_lazy("navigation", "Deliveries"), "settlements:home", "check", settlements.has_home
    ),
    Entry(_("Settlement slips"), "settlements:slips", "file", settlements.receives_somewhere),
    Entry(_("Loss ledger"), "settlements:losses", "warn", settlements.has_book),
    Entry(pgettext_lazy("navigation", "Direct lines"), "lines:list", "outside"),
    Entry(_("What to plant"), "guidance:home", "rise", guidance.grows),
    Entry(_("Outlook of supply"), "guidance:outlook", "figures", guidance.reads_sums),
    Entry(_("What the experiment found"), "guidance:effect", "differs"),
    Entry(pgettext_lazy("navigation", "Varieties"), "varieties:list", "flower"),
)
POLICIES = (
    Entry(_("Library of policies"), "policies:list", "list"),
    Entry(_("Public notices"), "policies:notices", "clock"),
    Entry(_("Calls for funds"), "policies:calls", "scales"),
    Entry(_("Cases"), "policies:cases", "check", insider),
    Entry(_("My policies"), "policies:mine", "person", insider),
)
FIGURES = (
    Entry(_("Published figures"), "indicators:figure_list", "figures"),
    Entry(_("Boards"), "indicators:board_list", "rank"),
)
HANDBOOK = (
    Entry(_("Clauses"), "handbook:list", "list"),
    Entry(_("Clauses for a project"), "handbook:answers", "check"),
    Entry(_("Booklet"), "handbook:booklet", "file"),
    Entry(_("Editions"), "handbook:editions", "calendar"),
)
PLANS = (
    Entry(_("Plans"), "plans:list", "list"),
    Entry(_("Policy instruments"), "plans:instruments", "scales"),
)
REFORMS = (
    Entry(_("List of measures"), "reforms:list", "list"),
    Entry(_("What the measures did"), "reforms:scorecard", "scales", reforms.is_staff),
    Entry(_("Meetings"), "reforms:meetings", "calendar", insider),
    Entry(_("Pledges of meetings"), "reforms:pledges", "clock", insider),
)
COOPERATION = (
    Entry(_("Technical challenges"), "cooperation:list", "list"),
    Entry(_("Talent needs"), "cooperation:talent_needs", "search"),
    Entry(_("Experts"), "cooperation:experts", "person", cooperation.knows_experts),
)
PROMISES = (
    Entry(_("Promises"), "lifecycle:promises", "clock"),
    Entry(_("Behind plan"), "lifecycle:late", "calendar"),
)
REGISTRY = (
    Entry(_("Organisations"), "registry:organisations", "file"),
    Entry(_("Divisions"), "registry:divisions", "map"),
    Entry(_("Posts"), "registry:posts", "person"),
)
ENTRIES = (
    Entry(_("Workbench"), "workbench", "bench", insider),
    Entry(_("Today"), "orders:today", "check", orders.grows),
    Entry(_("Projects"), "projects:list", "projects", children=PROJECTS),
    Entry(pgettext_lazy("navigation", "Firms"), "enterprises:list", "rank", children=ENTERPRISES),
    Entry(pgettext_lazy("navigation", "Flowers"), "flowers:list", "flower", children=FLOWERS),
    Entry(pgettext_lazy("navigation", "Policies"), "policies:list", "scales", children=POLICIES),
    Entry(pgettext_lazy("navigation", "Visits"), "visits:list", "place", insider, VISITS),
    Entry(_("One-to-one service"), "liaison:list", "person", insider, LIAISON),
    Entry(
        pgettext_lazy("navigation", "Figures"),
        "indicators:figure_list",
        "figures",
        children=FIGURES,
    ),
    Entry(_("Policy handbook"), "handbook:list", "file", children=HANDBOOK),
    Entry(
        pgettext_lazy("navigation", "Joint R&D"),
        "cooperation:list",
        "projects",
        children=COOPERATION,
    ),
    Entry(_("Plan register"), "plans:list", "calendar", children=PLANS),
    Entry(pgettext_lazy("navigation", "Measures"), "reforms:list", "flag", children=REFORMS),
    Entry(_("Press-check"), "indicators:press_check", "check", insider),
    Entry(pgettext_lazy("navigation", "Import"), "sheets:home", "import", officer),
    Entry(_("In-box"), "notices:inbox", "inbox", insider),
    Entry(_("Promises"), "lifecycle:promises", "clock", insider, PROMISES),
    Entry(
        pgettext_lazy("navigation", "Registry"), "registry:organisations", "file", insider, REGISTRY
    ),
    Entry(pgettext_lazy("navigation", "Quotas"), "ledger:standing", "scales", ledger.may_read),
    Entry(_("Audit log"), "audit:log", "audit", auditor),
    Entry(_("People"), "accounts:people", "person", administrator),
    Entry(_("Work groups"), "notices:robots", "outside", administrator),
)
