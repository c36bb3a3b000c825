import datetime
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import IntegrityError, connections, transaction

from tests.people import TODAY, a_division, a_user, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry, Personal
from yuandu.kernel.registry import actions, queries
from yuandu.kernel.registry.models import Consent, Fact, Party, Post
from yuandu.kernel.registry.refusals import (
    AlreadyRevoked,
    CodeTaken,
    FactChanged,
    LastAdministrator,
    NameMissing,
    PostChanged,
    PostOverlaps,
    WrongCode,
    WrongConsent,
    WrongFact,
    WrongPost,
)

GOOD = "91350100M000100Y43"
YEAR = {"from_on": datetime.date(2025, 1, 1), "to_on": datetime.date(2025, 12, 31)}
NEXT_YEAR = datetime.date(2027, 11, 24)


@pytest.fixture
def city(weifang):
    return Actor.system(weifang)


@pytest.fixture
def firm(weifang):
    return an_organisation(weifang, code=GOOD)


def entries(action):
    return Entry.objects.filter(action=action)


# --- Parties -----------------------------------------------------------------------------


def test_an_organisation_is_entered_with_its_code_as_it_is_stored(city):
    party = actions.enter(
        by=city, kind="organisation", name=" 示例重工 ", code="９１350100m000100y43 "
    )

    assert (party.name, party.code) == ("示例重工", GOOD)
    assert entries("party.enter").get().details["code"] == GOOD


@pytest.mark.parametrize("code", ["", "91350100M000100Y44", "9135O100M000100Y43"])
def test_an_organisation_with_a_wrong_code_is_refused_with_all_reasons(city, code):
    with pytest.raises(WrongCode) as refusal:
        actions.enter(by=city, kind="organisation", name="示例", code=code)

    assert refusal.value.reasons
    assert refusal.value.sentence
    assert not Party.objects.exists()


def test_a_workspace_with_free_codes_takes_any(elsewhere):
    elsewhere.code_rules = "free"
    elsewhere.save()

    party = actions.enter(
        by=Actor.system(elsewhere), kind="organisation", name="Builder", code="PH-42"
    )

    assert party.code == "PH-42"


def test_a_code_is_entered_once_and_the_holder_is_named(city, firm):
    with pytest.raises(CodeTaken) as refusal:
        actions.enter(by=city, kind="organisation", name="另一家", code=GOOD)

    assert firm.name in refusal.value.sentence


def test_the_same_code_in_another_workspace_is_another_matter(city, firm, elsewhere):
    party = actions.enter(
        by=Actor.system(elsewhere), kind="organisation", name="别处的同一家", code=GOOD
    )

    assert party.code == firm.code


def test_the_database_itself_refuses_a_second_row_of_a_code(weifang, firm):
    with pytest.raises(IntegrityError), transaction.atomic():
        an_organisation(weifang, code=GOOD)


def test_persons_need_no_code_but_a_name(city):
    actions.enter(by=city, kind="person", name="样本甲")
    actions.enter(by=city, kind="household", name="样本户")

    with pytest.raises(NameMissing):
        actions.enter(by=city, kind="person", name="  ")
    assert Party.objects.filter(code="").count() == 2


def test_the_log_never_names_a_person(city):
    party = actions.enter(by=city, kind="person", name="样本甲", code="370700199001010011")
    actions.change(by=city, party=party, name="样本乙")

    assert "样本" not in str(list(Entry.objects.values_list("details", flat=True)))
    assert "3707001990" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_correction_says_what_it_was_before(city, firm):
    actions.change(by=city, party=firm, name="新名称", division=a_division(city.workspace))

    details = entries("party.change").get().details
    assert details["name"] == "新名称"
    assert details["name_before"] == "示例重工有限公司"
    assert "code" not in details


def test_a_correction_that_changes_nothing_leaves_no_trace(city, firm):
    actions.change(by=city, party=firm, name=firm.name)

    assert not entries("party.change").exists()


def test_an_old_wrong_code_does_not_keep_a_firm_from_being_renamed(city, weifang):
    firm = an_organisation(weifang, code="OLD-1")

    actions.change(by=city, party=firm, name="新名称")

    with pytest.raises(WrongCode):
        actions.change(by=city, party=firm, code="OLD-2")
    firm.refresh_from_db()
    assert (firm.name, firm.code) == ("新名称", "OLD-1")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_one_code_at_once_one_is_told(weifang):
    def enter(name):
        try:
            by = Actor.system(weifang)
            actions.enter(by=by, kind="organisation", name=name, code=GOOD)
        except CodeTaken:
            return "taken"
        finally:
            connections.close_all()
        return "entered"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(enter, [f"示例{n}" for n in range(8)]))

    assert sorted(outcomes) == ["entered", *["taken"] * 7]
    assert Party.objects.filter(code=GOOD).count() == 1


# --- Facts -------------------------------------------------------------------------------


def test_a_fact_is_reported_for_a_period(city, firm):
    fact = actions.report(by=city, party=firm, kind="staff", value=Decimal(34), **YEAR)

    assert (fact.value, fact.text, fact.reported_on) == (34, "", TODAY)
    entry = entries("fact.report").get()
    assert "34" not in str(entry.details)
    assert Personal.objects.get(entry=entry).value == "34"


def test_a_corrected_fact_is_replaced_and_not_rewritten(city, firm):
    first = actions.report(by=city, party=firm, kind="staff", value=Decimal(34), **YEAR)
    second = actions.report(by=city, party=firm, kind="staff", value=Decimal(35), **YEAR)
    third = actions.report(by=city, party=firm, kind="staff", value=Decimal(36), **YEAR)

    first.refresh_from_db()
    assert (first.value, first.is_current) == (34, False)
    assert entries("fact.report").order_by("-pk")[0].details["replaced"] == second.pk
    assert [fact.value for fact in queries.facts_of(city, firm)] == [36]
    assert [fact.value for fact in queries.earlier_facts(third)] == [35, 34]


def test_facts_of_other_periods_stand_beside_each_other(city, firm):
    actions.report(by=city, party=firm, kind="staff", value=Decimal(34), **YEAR)
    half = YEAR | {"to_on": datetime.date(2025, 6, 30)}
    actions.report(by=city, party=firm, kind="staff", value=Decimal(30), **half)

    assert [fact.value for fact in queries.facts_of(city, firm)] == [34, 30]
    assert queries.fact_on(firm, "staff", datetime.date(2025, 7, 1)).value == 30
    assert queries.fact_on(firm, "staff", datetime.date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "horoscope"}, "unknown-kind"),
        ({"value": None}, "number-missing"),
        ({"value": None, "text": "many"}, "number-missing"),
        ({"kind": "address", "value": Decimal(1)}, "words-missing"),
        ({"value": Decimal("1.00001")}, "out-of-range"),
        ({"value": Decimal("1E20")}, "out-of-range"),
        ({"value": Decimal("NaN")}, "out-of-range"),
        ({"to_on": datetime.date(2024, 12, 31)}, "ends-before-it-starts"),
        ({"from_on": NEXT_YEAR, "to_on": NEXT_YEAR}, "in-future"),
    ],
)
def test_a_fact_that_makes_no_sense_is_refused(city, firm, fields, reason):
    with pytest.raises(WrongFact) as refusal:
        actions.report(
            by=city, party=firm, **{"kind": "staff", "value": Decimal(1)} | YEAR | fields
        )

    assert refusal.value.why == reason
    assert refusal.value.sentence
    assert not Fact.objects.exists()


def test_the_largest_number_that_fits_is_kept_exactly(city, firm):
    value = Decimal("99999999999999999999.9999")

    actions.report(by=city, party=firm, kind="revenue", value=value, **YEAR)

    assert Fact.objects.get().value == value


@pytest.mark.django_db(transaction=True)
def test_of_those_who_report_a_period_at_once_one_counts(weifang):
    firm = an_organisation(weifang, code=GOOD)

    def report(value):
        try:
            by = Actor.system(weifang)
            actions.report(by=by, party=firm, kind="staff", value=Decimal(value), **YEAR)
        except FactChanged:
            return "changed"
        finally:
            connections.close_all()
        return "reported"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(report, range(8)))

    assert outcomes.count("reported") == Fact.objects.count() >= 1
    assert Fact.objects.filter(is_current=True).count() == 1


# --- Consents ----------------------------------------------------------------------------


def test_a_consent_holds_until_it_is_taken_back(city, firm):
    consent = actions.give_consent(
        by=city, party=firm, purpose="application", facts=["staff"], to_on=NEXT_YEAR
    )

    assert queries.consented(firm, "application")
    assert queries.consented(firm, "application", facts=["staff"])
    assert not queries.consented(firm, "application", facts=["staff", "revenue"])
    assert not queries.consented(firm, "statistics")
    assert queries.consented_parties([firm], "application", TODAY) == {firm.pk}

    actions.revoke_consent(by=city, consent=consent)

    assert not queries.consented(firm, "application")
    assert queries.consented_parties([firm], "application", TODAY) == frozenset()
    assert [e.action for e in Entry.objects.order_by("pk")] == ["consent.give", "consent.revoke"]
    with pytest.raises(AlreadyRevoked):
        actions.revoke_consent(by=city, consent=consent)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"facts": []}, "consent-covers-nothing"),
        ({"facts": ["horoscope"]}, "consent-fact-unknown"),
        ({"purpose": "gossip"}, "consent-purpose-unknown"),
        ({"to_on": datetime.date(2026, 1, 1)}, "consent-ends-before-it-starts"),
        ({"to_on": datetime.date(2126, 1, 1)}, "consent-too-long"),
    ],
)
def test_a_consent_that_cannot_be_taken_says_why(city, firm, fields, code):
    given = {"purpose": "application", "facts": ["*"], "to_on": NEXT_YEAR} | fields

    with pytest.raises(WrongConsent) as refusal:
        actions.give_consent(by=city, party=firm, **given)

    assert [reason["code"] for reason in refusal.value.reasons] == [code]
    assert refusal.value.sentence
    assert not Consent.objects.exists()


# --- Posts -------------------------------------------------------------------------------


def test_a_post_gives_rights_between_its_days_alone(city, weifang, stranger):
    post = actions.appoint(
        by=city,
        user=stranger,
        role="county_officer",
        division=a_division(weifang),
        from_on=TODAY + datetime.timedelta(days=1),
        to_on=TODAY + datetime.timedelta(days=2),
    )
    held = []
    for day in range(4):
        weifang.today_on = TODAY + datetime.timedelta(days=day)
        held.append(queries.actor_for(stranger, weifang).is_insider)
        assert queries.is_in_office(post, weifang.today()) is held[-1]

    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"role": "emperor"}, "unknown-role"),
        ({"role": "county_officer"}, "division-missing"),
        ({"role": "owner"}, "organisation-missing"),
        ({"to_on": datetime.date(2020, 1, 1)}, "ends-before-it-starts"),
    ],
)
def test_a_post_without_sense_is_refused(city, stranger, fields, reason):
    with pytest.raises(WrongPost) as refusal:
        actions.appoint(
            by=city, user=stranger, **{"role": "city_officer", "from_on": TODAY} | fields
        )

    assert refusal.value.why == reason
    assert refusal.value.sentence


def test_the_same_post_is_not_held_twice_at_a_time(city, stranger):
    def appoint(**days):
        return actions.appoint(by=city, user=stranger, role="leader", **days)

    appoint(from_on=TODAY, to_on=TODAY)

    with pytest.raises(PostOverlaps):
        appoint(from_on=TODAY)
    appoint(from_on=TODAY + datetime.timedelta(days=1))


def test_a_post_ends_with_a_day(city, city_officer):
    post = city_officer.posts.get()
    actions.end_post(by=city, post=post, to_on=TODAY)

    assert queries.actor_for(city_officer, city.workspace).is_insider
    city.workspace.today_on = TODAY + datetime.timedelta(days=1)
    assert not queries.actor_for(city_officer, city.workspace).is_insider


def test_a_post_that_somebody_changed_meanwhile_is_not_ended(city, city_officer):
    stale = city_officer.posts.get()
    actions.end_post(by=city, post=city_officer.posts.get(), to_on=TODAY)

    with pytest.raises(PostChanged):
        actions.end_post(by=city, post=stale, to_on=TODAY)
    with pytest.raises(WrongPost):
        actions.end_post(by=city, post=stale, to_on=datetime.date(2019, 1, 1))


def test_the_last_administrator_stays(city, administrator):
    post = administrator.posts.get()
    with pytest.raises(LastAdministrator):
        actions.end_post(by=city, post=post, to_on=TODAY)

    actions.appoint(by=city, user=a_user("second"), role="administrator", from_on=TODAY)
    actions.end_post(by=city, post=post, to_on=TODAY)

    assert Post.objects.get(pk=post.pk).to_on == TODAY


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_end_each_other_one_stays(weifang):
    posts = [
        a_user(name, workspace=weifang, role="administrator").posts.get() for name in ("a", "b")
    ]

    def end(post):
        try:
            actions.end_post(by=Actor.system(weifang), post=post, to_on=TODAY)
        except LastAdministrator:
            return "stays"
        finally:
            connections.close_all()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(end, posts))

    assert outcomes == ["ended", "stays"]
