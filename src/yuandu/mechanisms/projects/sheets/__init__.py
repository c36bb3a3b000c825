"""The register's spreadsheet: one row a project, with its place on one yearly list.

Offices keep such sheets for each year; a project without a level stands on no list. A row
whose code (or else name and division) is known updates that project. What the life cycle
dates is taken for new projects alone: later it changes by moves, with their evidence.
"""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Layout, Sentence
from yuandu.kernel.sheets.organisation_codes import WRONG_CODES
from yuandu.mechanisms.projects import wording
from yuandu.mechanisms.projects.sheets.columns import COLUMNS
from yuandu.mechanisms.projects.sheets.exporting import export
from yuandu.mechanisms.projects.sheets.finding import existing, resolve
from yuandu.mechanisms.projects.sheets.residents import RESIDENTS
from yuandu.mechanisms.projects.sheets.writing import commit

SENTENCES = {
    **{code: Sentence(what=said.what, do=said.do) for code, said in wording.FAULTS.items()},
    "not-your-division": Sentence(
        what=_("{division} is not a division whose projects you keep."),
        do=_("Leave the row to the office that does."),
    ),
    "kept-elsewhere": Sentence(
        what=_("“{shown}” is the code of a project of another division."),
        do=_("Check the code, and ask the city’s office if it is right."),
    ),
    "division-not-yours-to-make": Sentence(
        what=_("“{shown}” is not a division here."),
        do=_("Ask the administrator to enter it, or correct the name."),
    ),
    "unknown-industry": Sentence(
        what=_("“{shown}” is no code of the classification in use."),
        do=_("Write the code, such as C35, or leave the cell empty."),
    ),
    "stage-not-on-track": Sentence(
        what=_("A project of this category does not come to “{shown}”."),
        do=_("Correct the stage or the category."),
    ),
    "other-life-cycle": Sentence(
        what=_("The category would put the project on another life cycle."),
        do=_("Cancel the project and enter it anew."),
    ),
    "stage-not-moved": Sentence(
        what=_("The register has the project at “{stage}”; a sheet does not move it."),
        do=_("Move it on its page, with the evidence."),
    ),
    "list-without-level": Sentence(
        what=_("Status or plan of a yearly list, but no level."),
        do=_("Write the level, or the project stands on no list."),
    ),
    "owner-has-another-code": Sentence(
        what=_("“{owner}” is on file with the code {code}."),
        do=_("Correct the code, or the owner’s name."),
    ),
    "owner-code-of-another": Sentence(
        what=_("This is the code of “{owner}”."),
        do=_("The project is taken to be theirs; correct the code if it is not."),
    ),
    "rest-without-start": Sentence(
        what=_("Where the project stood before it came to rest is not said."),
        do=_("It is taken to have stood at “{stage}”."),
    ),
}

layouts.register(
    Layout(
        code="projects",
        title=_("Projects"),
        columns=COLUMNS,
        key=("code",),
        or_key=("name", "division"),
        importers=("administrator", "city_officer", "county_officer"),
        exporters=(
            *("administrator", "city_officer", "county_officer", "department_officer"),
            *("leader", "auditor", "owner"),
        ),
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences=WRONG_CODES | SENTENCES,
        note=_("Classified projects are never entered here, in no form and under no other name."),
    )
)
layouts.register(RESIDENTS)
