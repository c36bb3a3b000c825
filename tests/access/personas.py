"""Everybody who tries every door, and the ways to say who gets what.

An expectation maps each persona to a status; `IN` is the way to the sign-in page.
"""

PERSONAS = (
    "anonymous",
    "stranger",  # an account without a post anywhere
    "outsider",  # an administrator, of another city
    "grower",
    "owner",
    "other_county_officer",  # of 诸城; the samples lie in 青州
    "county_officer",
    "department_officer",
    "city_officer",
    "leader",
    "auditor",
    "coordinator",
    "administrator",
)

# Of a project in 青州, of the owner's firm: who sees it in full, who keeps its record.
SEES = "owner county_officer department_officer city_officer leader auditor administrator"
KEEPS = "county_officer city_officer administrator"
# The officers of the city, and with them those of every county.
CITY = "city_officer administrator"
COUNTIES = "other_county_officer county_officer city_officer administrator"
# Of a spreadsheet of the city's; of 青州's place on a board behind the leaders; of its quotas.
READS = f"{CITY} auditor"
# Who writes the policy handbook and keeps the plan register.
EDITS = "department_officer city_officer administrator"
RANKS = KNOWS_QUOTAS = f"{CITY} county_officer department_officer leader auditor"
# Who works through lists of firms, each within reach.
WATCHES = f"{RANKS} other_county_officer"
# Who drafts policies and decides cases; who reads all of them; who sees what a firm is due.
OFFICES = "department_officer city_officer administrator"
READS_POLICIES = f"{OFFICES} leader auditor"
JUDGES = f"{CITY} county_officer"
DUE = f"{READS_POLICIES} county_officer owner"
ANSWERS = f"{OFFICES} county_officer owner"
# Of a need of a firm in 青州: who answers for it, who reads offers, contracts, engagements;
# who finds experts.
KEEPS_NEEDS = f"{OFFICES} county_officer"
READS_NEEDS = f"{KEEPS_NEEDS} leader auditor"
FINDS = f"{READS_NEEDS} other_county_officer owner"
# Of a firm in 青州 that was never announced: who knows of it.
READS_FIRMS = f"{CITY} county_officer department_officer leader auditor"

# Who works on a firm of 青州 that is the owner's; who looks into its vault.
WORKS_ON = f"{KEEPS} owner"
VAULT = f"{WORKS_ON} auditor"
# Of a firm of 青州 in one-to-one service: who serves it, who reads its file besides.
SERVES = "county_officer city_officer administrator"
READS_SERVICE = f"{SERVES} leader auditor"

# Everybody who tries the doors of a company: outsiders first, then who holds which post in it.
COMPANY_PERSONAS = (
    "anonymous",
    "stranger",
    "city_administrator",  # of Weifang: the city sees nothing of a company
    "other_hr_officer",  # of another company
    "worker",  # of section S01, where the samples lie
    "other_worker",  # of section S02
    "team_leader",  # of S01
    "other_team_leader",  # of S02
    "evaluator",  # of S01
    "improvement_officer",
    "finance_officer",
    "hr_officer",
    "care_officer",
    "shareholder",
    "director",  # of the board; on no staff list
    "chair",
    "auditor",
    "administrator",
)
COMPANY_OUTSIDERS = COMPANY_PERSONAS[:4]
READS_STAFF = "hr_officer improvement_officer chair auditor administrator"

IN = "to the sign-in page"
type Status = int | str
type Expected = dict[str, Status]


def everybody(status: Status = 200) -> Expected:
    """Anybody at all gets `status`."""
    return dict.fromkeys(PERSONAS, status)


def visitors(status: Status = 200) -> Expected:
    """Whoever has not signed in gets `status`; the others are led on."""
    return everybody(302) | {"anonymous": status}


def accounts(status: Status = 200) -> Expected:
    """Whoever has an account gets `status`, with a post here or without."""
    return everybody(status) | {"anonymous": IN}


def insiders(status: Status = 200) -> Expected:
    """Whoever holds a post here gets `status`; the others do not learn what there is."""
    return everybody(status) | {"anonymous": IN, "stranger": 404, "outsider": 404}


def only(names: str, then: Status = 200, *, others: Status = 403) -> Expected:
    """Of the insiders, those named get `then`; the `others` are refused, or see nothing."""
    return insiders(others) | dict.fromkeys(names.split(), then)


def refused(names: str) -> Expected:
    """Those named see that there is something, and may not do this with it."""
    return dict.fromkeys(names.split(), 403)


def hidden(names: str, then: Status = 200) -> Expected:
    """Those named get `then`; for anybody else there is nothing, signed in or not."""
    return everybody(404) | dict.fromkeys(names.split(), then)


def of_pool(then: Status = 200) -> Expected:
    """Of a firm of 青州 in the pool: its keepers get `then`, for another county it is not there."""
    return only(KEEPS, then) | {"other_county_officer": 404}


def of_project(names: str, then: Status = 200) -> Expected:
    """Of those who see a project in 青州 those named get `then`; the others see nothing."""
    return insiders(404) | refused(SEES) | dict.fromkeys(names.split(), then)


def of_office(names: str, then: Status = 200) -> Expected:
    """Of those who read the city's spreadsheets those named get `then`; others see nothing."""
    return insiders(404) | refused(READS) | dict.fromkeys(names.split(), then)


def of_draft(then: Status = 200) -> Expected:
    """Of those who read a policy's drafts the offices get `then`; the others see nothing."""
    return insiders(404) | refused(READS_POLICIES) | dict.fromkeys(OFFICES.split(), then)


def of_served(names: str, then: Status = 200) -> Expected:
    """Of those who read the file of a firm of 青州 those named get `then`; others see nothing."""
    return insiders(404) | refused(READS_SERVICE) | dict.fromkeys(names.split(), then)


def staff(status: Status = 200) -> Expected:
    """Whoever holds a post in the company gets `status`; outsiders do not learn what there is."""
    outside = {"anonymous": IN} | dict.fromkeys(COMPANY_OUTSIDERS[1:], 404)
    return dict.fromkeys(COMPANY_PERSONAS, status) | outside


def listed(status: Status = 200, *, others: Status = 403) -> Expected:
    """Of the company's people those on the staff list get `status`, who is on none the `others`."""
    return staff(status) | {"director": others}


def of_staff(names: str, then: Status = 200, *, others: Status = 403) -> Expected:
    """Of the company's people those named get `then`; the `others` are refused, or see nothing."""
    return staff(others) | dict.fromkeys(names.split(), then)


def programs(expected: Expected) -> Expected:
    """The same by the API, which shows nobody the way to the sign-in page."""
    return expected | {"anonymous": 401}


# What a line expects, and the sample of its object; several, where it stands with different objects.
type Case = Expected | tuple[Expected, str]
type Lines = dict[str, dict[str, Case | list[Case]]]
