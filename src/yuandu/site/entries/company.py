"""Where one can go in a company."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers import permissions as careers
from yuandu.mechanisms.proposals import permissions as proposals
from yuandu.mechanisms.rewards import permissions as rewards
from yuandu.mechanisms.workforce import permissions as workforce
from yuandu.site.entries import Entry, administrator, auditor, insider


def importer(actor: Actor) -> bool:
    return actor.has("administrator", "hr_officer", "finance_officer", "improvement_officer")


REGISTRY = (
    Entry(_("Divisions"), "registry:divisions", "map"),
    Entry(_("Posts"), "registry:posts", "person"),
)
CAREERS = (
    Entry(_("My career"), "careers:mine", "person"),
    Entry(_("Career ladders"), "careers:ladders", "list"),
    Entry(_("Applications for a rung"), "careers:applications", "inbox"),
    Entry(_("Training classes"), "careers:classes", "calendar"),
    Entry(_("My badges"), "careers:badges", "star"),
    Entry(_("Records of workers"), "careers:records", "file", careers.reads_all),
    Entry(_("Ready for the next rung"), "careers:prospects", "check", careers.reads_all),
)
PROPOSALS = (
    Entry(_("My ideas"), "proposals:own", "person"),
    Entry(_("To be answered by me"), "proposals:desk", "clock", proposals.judges_somewhere),
    Entry(
        _("Benefits for finance to verify"),
        "proposals:finance",
        "figures",
        proposals.verifies_money,
    ),
    Entry(_("Sections by answers in time"), "proposals:boards", "list"),
    Entry(_("Scheme for proposals"), "proposals:scheme", "file"),
)
REWARDS = (
    Entry(_("My awards"), "rewards:mine", "person"),
    Entry(_("Reward rule"), "rewards:rule", "file"),
    Entry(_("Awards"), "rewards:awards", "check", rewards.reads_awards),
    Entry(_("Payroll lists"), "rewards:payrolls", "download", rewards.pays),
)
ENTRIES = (
    Entry(_("Workbench"), "workbench", "bench", insider),
    Entry(_("Improvement proposals"), "proposals:list", "list", insider, PROPOSALS),
    Entry(_("Staff list"), "workforce:workers", "person", workforce.reads_staff),
    Entry(pgettext_lazy("navigation", "Careers"), "careers:mine", "flag", insider, CAREERS),
    Entry(_("My pay"), "pay:mine", "figures", insider),
    Entry(_("Welfare"), "welfare:home", "calendar", insider),
    Entry(pgettext_lazy("navigation", "Shares"), "equity:home", "ledger", insider),
    Entry(pgettext_lazy("navigation", "Partnership"), "partnership:home", "done", insider),
    Entry(_("Spreading"), "rewards:spreading", "outside", insider),
    Entry(_("Reward fund"), "rewards:home", "ledger", insider, REWARDS),
    Entry(pgettext_lazy("navigation", "Figures"), "indicators:figure_list", "figures", insider),
    Entry(_("What the company publishes"), "workforce:publishing", "outside", workforce.publishes),
    Entry(_("Press-check"), "indicators:press_check", "check", insider),
    Entry(pgettext_lazy("navigation", "Import"), "sheets:home", "import", importer),
    Entry(pgettext_lazy("navigation", "Ballots"), "ballots:list", "done", insider),
    Entry(_("In-box"), "notices:inbox", "inbox", insider),
    Entry(_("Promises"), "lifecycle:promises", "clock", insider),
    Entry(pgettext_lazy("navigation", "Registry"), "registry:divisions", "file", insider, REGISTRY),
    Entry(_("Audit log"), "audit:log", "audit", auditor),
    Entry(_("People"), "accounts:people", "person", administrator),
)
