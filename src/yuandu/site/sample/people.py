"""The accounts of the sample city and company: a name for each post, none of a real person."""

import datetime
from dataclasses import dataclass

PASSWORD = "kite-over-weifang"  # noqa: S105 - printed at every start of a sample city
SINCE = datetime.date(2025, 1, 2)


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """An account; `division` and `organisation` bind its post where given."""

    username: str
    name: str
    role: str
    title: str
    division: str = ""  # code
    owns_a_project: bool = False
    owns_a_firm: bool = False
    breeds: bool = False
    office_en: str = ""  # what a department is called in English


PEOPLE = (
    SamplePerson("admin", "样本·管理员", "administrator", "平台管理员"),
    SamplePerson("city", "样本·市级专员", "city_officer", "市重大项目办"),
    SamplePerson("qingzhou", "样本·青州专员", "county_officer", "青州市发改局", "370781"),
    SamplePerson("zhucheng", "样本·诸城专员", "county_officer", "诸城市发改局", "370782"),
    SamplePerson(
        "land",
        "样本·用地专员",
        "department_officer",
        "市自然资源局",
        office_en="Natural Resources Bureau",
    ),
    SamplePerson(
        "science",
        "样本·科技专员",
        "department_officer",
        "市科学技术局",
        office_en="Science and Technology Bureau",
    ),
    SamplePerson(
        "commerce", "样本·商务专员", "department_officer", "市商务局", office_en="Commerce Bureau"
    ),
    SamplePerson(
        "labour",
        "样本·人社专员",
        "department_officer",
        "市人力资源和社会保障局",
        office_en="Human Resources and Social Security Bureau",
    ),
    SamplePerson("leader", "样本·包靠领导", "leader", "包靠领导"),
    SamplePerson("auditor", "样本·督查员", "auditor", "市督查组"),
    SamplePerson("team", "样本·督查组员", "auditor", "第一督查服务组"),
    SamplePerson("owner", "样本·项目单位", "owner", "项目单位经办人", owns_a_project=True),
    SamplePerson("firm", "样本·企业会计", "owner", "专精特新企业会计", owns_a_firm=True),
    SamplePerson("breeder", "样本·育种专员", "owner", "花卉种业公司育种经办人", breeds=True),
    SamplePerson("coordinator", "样本·花卉协调员", "coordinator", "青州花卉产销协调站"),
    SamplePerson("grower", "样本·花农", "grower", "花农"),
)

COMPANY = "sample-company"  # the slug of its workspace
FIRST = "S001"  # the section of its accounts


@dataclass(frozen=True, slots=True)
class CompanyPerson:
    """An account of the company; `section` binds its post where given."""

    username: str
    name: str
    roles: tuple[str, ...]
    title: str
    section: str = ""


COMPANY_PEOPLE = (
    CompanyPerson("worker", "样本·职工", ("worker",), "电火花一科操作工"),
    CompanyPerson("mate", "样本·工友", ("worker",), "雕刻一科操作工"),
    CompanyPerson(
        "teamleader", "样本·班组长", ("team_leader", "worker"), "电火花一科班组长", FIRST
    ),
    CompanyPerson("evaluator", "样本·评价人", ("evaluator", "worker"), "电火花一科工艺员", FIRST),
    CompanyPerson("improver", "样本·改善专员", ("improvement_officer",), "创新改善管理办公室"),
    CompanyPerson("treasurer", "样本·财务专员", ("finance_officer",), "财务部"),
    CompanyPerson("hr", "样本·人力专员", ("hr_officer",), "人力资源部"),
    CompanyPerson("care", "样本·关爱专员", ("care_officer",), "工会关爱中心"),
    CompanyPerson("partner", "样本·股东", ("shareholder", "worker"), "合伙股东"),
    CompanyPerson("chair", "样本·董事长", ("chair", "shareholder"), "董事长"),
    CompanyPerson("steward", "样本·企业管理员", ("administrator",), "企业平台管理员"),
    CompanyPerson("reviewer", "样本·企业审计", ("auditor",), "审计部"),
)
# Of a school, and so not on the company's staff list.
TEACHER = CompanyPerson("teacher", "样本·学校导师", ("mentor",), "示例技师学院教师")


def announced() -> list[str]:
    """Return the lines that tell who may be tried in a sample city, and the password."""
    accounts = [f"    {person.username:<10} {person.title}" for person in PEOPLE]
    company = [f"    {person.username:<10} {person.title}" for person in (*COMPANY_PEOPLE, TEACHER)]
    return [
        f"  样本账号 sample accounts, password: {PASSWORD}",
        *accounts,
        f"  样本企业账号 of the sample company, under /{COMPANY}/",
        *company,
    ]
