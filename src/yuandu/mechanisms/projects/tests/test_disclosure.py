"""Any project has a valid document, and a document says no more than it may."""

import datetime
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuandu.mechanisms.projects import oc4ids, rules
from yuandu.mechanisms.projects.models import Kind, Level, Status
from yuandu.mechanisms.projects.rules import disclosure, sense
from yuandu.mechanisms.projects.rules.disclosure import (
    Owner,
    Paper,
    Permit,
    Record,
    Seat,
    Where,
    document,
    masked,
)
from yuandu.mechanisms.projects.tests import oc4ids_schema

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = datetime.date(2026, 11, 24)
KNOWN = Record(
    id="weifang-7",
    title="示例农机产业园扩建项目",
    language="zh",
    where=Where("青州市", "370781", "潍坊市"),
    kind="industry",
    zone=ZONE,
    currency="CNY",
    today=TODAY,
    page="http://localhost:8000/weifang/projects/7/",
    code="2601-370781-04-01-000007",
    code_scheme="GB/T 40058",
    summary="年产十万套农机部件",
    stage="build",
    entered_on=datetime.date(2026, 6, 1),
    site="开发区一路1号",
    longitude=118.4,
    latitude=36.7,
    industry="C35",
    industry_section="C",
    industry_title="专用设备制造业",
    owner=Owner("CN-SAIC-91370700MA3C000008", "示例重工有限公司", "91370700MA3C000008", "CN-SAIC"),
    investment_total=Decimal("650000000"),
    private_share=Decimal("0.8"),
    design_output=Decimal("900000000"),
    land_area_mu=Decimal("120.5"),
    filed_on=datetime.date(2026, 1, 10),
    planned_start_on=datetime.date(2026, 3, 1),
    planned_end_on=datetime.date(2026, 10, 1),
    works_started_on=datetime.date(2026, 3, 5),
    physical_progress="主体封顶",
    seats=(Seat(2026, "city", 1, "new_start", Decimal("200000000")),),
    permits=(Permit("project_land", "granted", datetime.date(2026, 2, 1), is_done=True),),
    papers=(Paper("3", "开工照片.jpg", "image/jpeg", datetime.datetime(2026, 3, 5, tzinfo=ZONE)),),
)

days = st.none() | st.dates(sense.EARLIEST, sense.LATEST)
amounts = st.none() | st.decimals(0, 10**15, places=2)
words = st.text(max_size=30)
some_words = st.text(min_size=1, max_size=30)
owners = st.builds(
    Owner, id=some_words, name=some_words, code=words, scheme=some_words, is_person=st.booleans()
)
seats = st.builds(
    Seat,
    st.integers(1990, 2100),
    st.sampled_from(Level.values),
    st.integers(1, 20),
    st.sampled_from(Status.values),
    amounts,
)
permits = st.builds(
    Permit,
    st.sampled_from([rules.LAND, rules.ENERGY]),
    st.sampled_from(["not_applied", "applied", "granted", "refused"]),
    st.dates(sense.EARLIEST, sense.LATEST),
    st.booleans(),
)
papers = st.builds(
    Paper,
    some_words,
    some_words,
    some_words,
    st.dates(sense.EARLIEST, sense.LATEST).map(
        lambda day: datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    ),
)
points = st.just((None, None)) | st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def once(each: st.SearchStrategy, key) -> st.SearchStrategy:
    return st.lists(each, max_size=3, unique_by=key).map(tuple)


def located(point: tuple[float | None, float | None], **fields) -> Record:
    longitude, latitude = point
    return Record(longitude=longitude, latitude=latitude, **fields)


records = st.builds(
    located,
    points,
    id=some_words,
    title=some_words,
    language=st.sampled_from(["zh", "en"]),
    where=st.builds(Where, some_words, words, words),
    kind=st.sampled_from(Kind.values),
    zone=st.sampled_from([ZONE, ZoneInfo("Africa/Nairobi"), ZoneInfo("Africa/Monrovia")]),
    currency=st.sampled_from(["CNY", "PHP", "EUR"]),
    today=st.dates(sense.EARLIEST, sense.LATEST),
    page=st.sampled_from(["", "https://yuandu.example/weifang/projects/7/"]),
    code=words,
    code_scheme=some_words,
    summary=words,
    stage=st.sampled_from(["", *rules.STAGES]),
    site=words,
    industry=words,
    industry_section=words,
    industry_title=words,
    owner=st.none() | owners,
    private_share=st.none() | st.decimals(0, 1, places=4),
    physical_progress=words,
    seats=once(seats, lambda seat: (seat.year, seat.level, seat.batch)),
    permits=once(permits, lambda permit: permit.track),
    papers=once(papers, lambda paper: paper.id),
    **dict.fromkeys(("investment_total", "design_output", "new_output", "land_area_mu"), amounts),
    **dict.fromkeys(
        (
            *("entered_on", "filed_on", "planned_start_on", "planned_end_on"),
            *("works_started_on", "completed_on", "produced_on"),
        ),
        days,
    ),
)


@oc4ids_schema.is_there
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records, st.booleans())
def test_any_record_has_a_valid_document(record, in_full):
    shown, withheld = masked(record, in_full=in_full)

    told = document(shown, oc4ids.say, withheld)

    assert oc4ids_schema.errors("project-schema", told) == []


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records)
def test_what_the_public_may_not_know_stands_nowhere_in_its_document(record):
    secret = "只有办公室知道"
    record = replace(
        record,
        summary=secret,
        site=secret,
        physical_progress=secret,
        industry=secret,
        industry_title=secret,
        owner=Owner(secret, secret, secret, "CN-SAIC"),
    )

    shown, withheld = masked(record, in_full=False)
    told = document(shown, oc4ids.say, withheld)

    assert secret not in str(told)
    assert not told.keys() & {"period", "implementationPeriod", "completion", "parties"}
    assert {"parties", "description", "sector"} <= {each["field"] for each in told["withheld"]}


def test_a_known_project_is_told_in_the_words_of_the_standard():
    told = document(KNOWN, oc4ids.say)

    assert told["status"] == "implementation"
    assert told["type"] == "expansion"
    assert told["sector"] == ["economy"]
    assert told["period"] == {
        "startDate": "2026-03-01T00:00:00+08:00",
        "endDate": "2026-10-01T00:00:00+08:00",
    }
    assert told["budget"]["amount"] == {"amount": 650000000, "currency": "CNY"}
    assert told["locations"][0]["geometry"]["coordinates"] == [118.4, 36.7]
    assert told["parties"][0]["roles"] == ["projectOwner"]
    states = {each["id"]: each["status"] for each in told["milestones"]}
    assert states == {
        "works_start": "met",
        "production_start": "notMet",  # planned for a day that has passed
        "build": "met",
        "project_land": "met",
    }
    assert "contractingProcesses" not in told


def test_works_for_everybody_are_an_authoritys():
    told = document(replace(KNOWN, kind="social"), oc4ids.say)

    assert told["publicAuthority"]["name"] == "示例重工有限公司"
    assert told["parties"][0]["roles"] == ["publicAuthority"]


def test_a_natural_person_is_named_in_no_document():
    person = Owner("weifang-party-3", "王某", is_person=True)

    shown, withheld = masked(replace(KNOWN, owner=person), in_full=True)

    assert shown.owner is None
    assert [(each.field, each.reason) for each in withheld] == [("parties", disclosure.PERSON)]


@pytest.mark.parametrize(
    ("stage", "started_on", "filed_on", "status"),
    [
        ("plan", None, None, "identification"),
        ("plan", None, TODAY, "preparation"),
        ("suspended", TODAY, TODAY, "implementation"),
        ("suspended", None, TODAY, "preparation"),
        ("works_completion", TODAY, TODAY, "completion"),
        ("above_scale_listing", TODAY, TODAY, "maintenance"),
        ("cancelled", TODAY, TODAY, "cancelled"),
        ("", None, None, None),
    ],
)
def test_a_stage_is_a_phase_of_the_standard(stage, started_on, filed_on, status):
    record = replace(KNOWN, stage=stage, works_started_on=started_on, filed_on=filed_on)

    assert document(record, oc4ids.say).get("status") == status
