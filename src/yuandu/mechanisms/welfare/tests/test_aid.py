"""A case is sealed: who asks and the care officers of it read it, nobody learns of it besides."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import CityClient
from yuandu.kernel.audit import queries as audit
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.files import guards
from yuandu.kernel.indicators.figures import value
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.ledger.refusals import InsufficientFunds
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.welfare import actions, queries
from yuandu.mechanisms.welfare.models import AidCase, AidWord
from yuandu.mechanisms.welfare.refusals import OddAid
from yuandu.mechanisms.welfare.tests.records import Company
from yuandu.mechanisms.workforce.models import Worker

pytestmark = pytest.mark.django_db
OUTSIDE = (
    "other_worker",
    "team_leader",
    "evaluator",
    "improvement_officer",
    "finance_officer",
    "hr_officer",
    "second_care_officer",  # a care officer, but not of this case
    "shareholder",
    "chair",
    "auditor",
    "administrator",
)


@pytest.fixture
def company():
    return Company()


def test_nobody_but_who_asks_and_who_was_chosen_is_let_in(company):
    case = company.aid()

    assert company.seen("worker", case)
    assert company.seen("care_officer", case)
    for persona in OUTSIDE:
        assert not company.seen(persona, case), persona
    assert not queries.aid_visible_to(company.system).exists()


@pytest.mark.parametrize("persona", OUTSIDE)
def test_pages_outside_say_nothing_of_a_case(company, persona):
    case = company.aid()
    client = CityClient(company.workspace)
    client.force_login(company.users[persona])

    assert client.get(f"/welfare/aid/{case.pk}/").status_code == 404
    for path in ("/welfare/aid/", "/", "/audit/", "/notices/", "/search/?q=火灾", "/welfare/"):
        page = client.get(path).content.decode()
        assert case.words not in page, path
        # The reader's own name stands in the frame, that of who asks nowhere beside the case.
        assert f"/welfare/aid/{case.pk}/" not in page, path


def test_the_log_of_the_house_names_nobody_in_a_case(company):
    before = Entry.objects.count()
    case = company.aid()
    actions.say_in_aid(by=company.actor("worker"), case=case, words="补充情况")
    actions.decide_aid(
        by=company.actor("care_officer"), case=case, outcome="answered", words="马上到"
    )

    entries = Entry.objects.order_by("pk")[before:]

    assert {each.action for each in entries} == {"welfare.sealed", "notice.send"}
    assert all(each.user_id is None and each.who == "Yuandu" for each in entries)
    assert all(not each.details for each in entries if each.action == "welfare.sealed")
    # The case keeps its own log, under the same seal.
    assert list(AidWord.objects.values_list("kind", flat=True)) == ["asked", "said", "answered"]


def test_whoever_is_linked_to_the_line_later_learns_of_no_case(company):
    case = company.aid()
    worker = case.worker
    Worker.objects.filter(user=company.users["hr_officer"]).update(user=None)
    Worker.objects.filter(pk=worker.pk).update(user=company.users["hr_officer"])

    assert not company.seen("hr_officer", case)
    assert company.seen("worker", case)


def test_files_of_a_case_are_sealed_with_it(company, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = company.aid()
    note = SimpleUploadedFile("说明.txt", "诊断证明".encode())
    actions.say_in_aid(by=company.actor("worker"), case=case, words="", upload=note)
    (word,) = queries.papers(case)
    paper = word.paper

    assert word.paper_name == "说明.txt"
    assert paper.uploaded_by_id is None
    assert guards.may_read(company.actor("worker"), paper)
    assert guards.may_read(company.actor("care_officer"), paper)
    assert not any(guards.may_read(company.actor(persona), paper) for persona in OUTSIDE)


def test_the_log_of_the_house_tells_neither_case_nor_file_nor_who_was_granted_what(
    company, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    company.fund(10_000)
    case = company.aid()
    before = Entry.objects.order_by("pk").last().pk
    note = SimpleUploadedFile("李某诊断证明.txt", "诊断证明".encode())
    actions.say_in_aid(by=company.actor("worker"), case=case, words="", upload=note)
    actions.decide_aid(
        by=company.actor("care_officer"),
        case=case,
        outcome="granted",
        words="先行安置",
        amount=Decimal(3000),
    )

    entries = list(Entry.objects.filter(pk__gt=before))
    shown = audit.rows(entries)

    assert "welfare.aidcase" not in {each.subject_label for each in entries}
    assert "file.store" in {each.action for each in entries}
    assert not any("诊断" in row.thing or "诊断" in str(row.details) for row in shown)
    client = CityClient(company.workspace)
    client.force_login(company.users["worker"])
    assert "李某诊断证明.txt" in client.get(f"/welfare/aid/{case.pk}/").content.decode()


def test_notices_say_that_there_is_news_and_no_word_more(company):
    case = company.aid()

    notice = Notice.objects.get()
    assert notice.to == company.users["care_officer"]
    assert notice.params == {}
    assert case.words not in str(notice.params)


def test_the_first_answer_stops_the_clock_and_later_ones_do_not_move_it(company):
    case = company.aid()
    officer = company.actor("care_officer")
    actions.decide_aid(by=officer, case=case, outcome="answered", words="收到")
    case.refresh_from_db()
    first = case.answered_at
    company.fund(10_000)

    actions.decide_aid(
        by=officer, case=case, outcome="granted", words="先行安置", amount=Decimal(3000)
    )

    case.refresh_from_db()
    assert (case.state, case.amount, case.answered_at) == ("granted", 3000, first)
    assert Account.objects.get(code="care-fund").balance == 7000
    with pytest.raises(OddAid):
        actions.decide_aid(by=officer, case=case, outcome="declined", words="不")


def test_the_fund_is_not_overspent_and_then_nothing_is_written(company):
    case = company.aid()
    company.fund(1000)

    with pytest.raises(InsufficientFunds):
        actions.decide_aid(
            by=company.actor("care_officer"),
            case=case,
            outcome="granted",
            words="好",
            amount=Decimal(5000),
        )

    case.refresh_from_db()
    assert case.state == "asked"


@pytest.mark.parametrize("amount", [None, Decimal(0), Decimal(-5), Decimal("1.001")])
def test_odd_amounts_are_refused(company, amount):
    case = company.aid()
    with pytest.raises(OddAid):
        actions.decide_aid(
            by=company.actor("care_officer"),
            case=case,
            outcome="granted",
            words="好",
            amount=amount,
        )


def test_a_care_officer_who_asks_does_not_answer_oneself(company):
    with pytest.raises(OddAid):
        company.aid("care_officer", ("care_officer",))
    case = company.aid("care_officer", ("second_care_officer",))

    with pytest.raises(PermissionDenied):
        actions.decide_aid(
            by=company.actor("care_officer"), case=case, outcome="declined", words="不"
        )


def test_who_is_no_care_officer_is_not_let_in(company):
    case = company.aid()
    officer = company.actor("care_officer")
    with pytest.raises(OddAid):
        actions.let_in(by=officer, case=case, officer=company.users["hr_officer"])
    with pytest.raises(OddAid):
        actions.let_in(by=officer, case=case, officer=company.users["worker"])

    actions.let_in(by=officer, case=case, officer=company.users["second_care_officer"])

    assert company.seen("second_care_officer", case)


def test_whose_post_ended_is_inside_no_more(company):
    case = company.aid()
    company.users["care_officer"].posts.update(to_on=company.today - datetime.timedelta(days=1))

    assert not company.seen("care_officer", case)


def test_silence_is_told_to_those_who_owe_the_answer_once_a_day(company):
    case = company.aid(is_urgent=True)
    past = company.today - datetime.timedelta(days=3)
    AidCase.objects.update(due_at=datetime.datetime.combine(past, datetime.time(), datetime.UTC))
    Notice.objects.all().delete()

    for _twice in range(2):
        actions.remind_of_silence(workspace=company.workspace)

    assert Notice.objects.get().to == company.users["care_officer"]
    assert case.words not in str(Notice.objects.get().params)


def test_of_few_cases_not_even_the_share_answered_in_time_is_told(company):
    for _number in range(9):
        case = company.aid()
        actions.decide_aid(
            by=company.actor("care_officer"), case=case, outcome="answered", words="收到"
        )
    assert value(company.workspace, "welfare.aid.in_time_share").value is None

    case = company.aid()
    actions.decide_aid(
        by=company.actor("care_officer"), case=case, outcome="answered", words="收到"
    )

    assert value(company.workspace, "welfare.aid.in_time_share").value == 100


def test_a_figure_of_cases_opens_to_no_case(company):
    for _number in range(12):
        case = company.aid()
        actions.decide_aid(
            by=company.actor("care_officer"), case=case, outcome="answered", words="收到"
        )
    client = CityClient(company.workspace)
    for persona in ("hr_officer", "chair", "auditor", "administrator"):
        client.force_login(company.users[persona])
        response = client.get("/figures/welfare.aid.in_time_share/")

        assert response.status_code == 200
        assert company.users["worker"].name not in response.content.decode().split("<main")[1]
