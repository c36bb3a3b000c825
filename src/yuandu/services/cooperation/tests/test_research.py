"""Challenges from draft to result: who sees them, offers, contracts, milestones."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.actions import NotYours as NotYourMove
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.cooperation import actions, queries
from yuandu.services.cooperation.models import Contract, Offer, Output
from yuandu.services.cooperation.refusals import (
    ContractFixed,
    MilestonesOpen,
    NotYours,
    OfferMade,
    OffersClosed,
    Senseless,
    SumsDiffer,
)
from yuandu.services.cooperation.tests.records import (
    a_challenge,
    a_chosen_offer,
    a_firm,
    a_signed_contract,
    an_institute,
    an_offer,
    fields_of_a_challenge,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang):
    return a_firm(weifang)


@pytest.fixture
def institute(weifang):
    return an_institute(weifang)


@pytest.fixture
def maker(weifang, firm):
    user = a_user("maker", workspace=weifang, role="owner", organisation=firm)
    return actor_for(user, weifang)


@pytest.fixture
def researcher(weifang, institute):
    user = a_user("researcher", workspace=weifang, role="owner", organisation=institute)
    return actor_for(user, weifang)


def test_a_firm_posts_and_everybody_reads_what_is_public(weifang, firm, maker, acting, stranger):
    challenge = actions.post_challenge(by=maker, firm=firm, **fields_of_a_challenge())
    with pytest.raises(Http404):
        queries.challenge(acting(stranger), challenge.pk, to="see")

    step(maker, challenge, "post")

    assert queries.challenge(acting(stranger), challenge.pk, to="see") == challenge


def test_a_challenge_to_named_institutes_is_hidden_from_others(
    weifang, firm, institute, researcher, acting, owner, other_county_officer
):
    challenge = a_challenge(firm, is_public=False, institutes=[institute])

    assert queries.challenge(researcher, challenge.pk, to="offer") == challenge
    assert Notice.objects.filter(to=researcher.user_id, kind="cooperation.invited").exists()
    for other in (owner, other_county_officer):
        with pytest.raises(Http404):
            queries.challenge(acting(other), challenge.pk, to="see")


def test_a_challenge_to_nobody_is_not_posted(firm, maker):
    fields = fields_of_a_challenge(is_public=False)
    challenge = actions.post_challenge(by=maker, firm=firm, **fields)

    with pytest.raises(Senseless):
        step(maker, challenge, "post")


def test_nobody_posts_for_a_firm_of_others(firm, researcher, acting, other_county_officer):
    for by in (researcher, acting(other_county_officer)):
        with pytest.raises(NotYours):
            actions.post_challenge(by=by, firm=firm, **fields_of_a_challenge())


@pytest.mark.parametrize(
    "fields",
    [
        {"deadline_on": TODAY - datetime.timedelta(days=1)},
        {"firm_share": None},
        {"firm_share": Decimal(1)},
        {"sharing": "firm"},
    ],
)
def test_what_makes_no_sense_is_refused(firm, maker, fields):
    with pytest.raises(Senseless):
        actions.post_challenge(by=maker, firm=firm, **fields_of_a_challenge(**fields))


def test_an_offer_is_read_by_both_sides_and_the_officers_alone(
    firm, maker, researcher, institute, acting, owner, city_officer
):
    offer = an_offer(a_challenge(firm), institute)

    for reader in (maker, researcher, acting(city_officer)):
        assert queries.offer(reader, offer.pk, to="see") == offer
    with pytest.raises(Http404):
        queries.offer(acting(owner), offer.pk, to="see")


def test_an_institute_offers_once_and_only_while_it_is_open(firm, institute, researcher, weifang):
    challenge = a_challenge(firm)
    offer = {"approach": "改性", "amount": Decimal(1), "months": 6}
    actions.make_offer(by=researcher, challenge=challenge, institute=institute, **offer)

    with pytest.raises(OfferMade):
        actions.make_offer(by=researcher, challenge=challenge, institute=institute, **offer)
    with pytest.raises(NotYours):
        actions.make_offer(
            by=researcher, challenge=challenge, institute=an_institute(weifang), **offer
        )
    draft = a_challenge(firm, stage="draft")
    with pytest.raises(OffersClosed):
        actions.make_offer(by=researcher, challenge=draft, institute=institute, **offer)


def test_a_firm_makes_no_offer_to_itself(firm, maker):
    with pytest.raises(Senseless):
        actions.make_offer(
            by=maker,
            challenge=a_challenge(firm),
            institute=firm,
            approach="自研",
            amount=Decimal(1),
            months=1,
        )


def test_an_institute_does_not_choose_itself(firm, institute, researcher):
    offer = an_offer(a_challenge(firm), institute)

    with pytest.raises(NotYourMove):
        step(researcher, offer, "choose")


def test_choosing_drafts_the_contract_from_the_offer(firm, maker, institute, researcher):
    challenge = a_challenge(firm)
    offer = an_offer(challenge, institute)

    step(maker, offer, "choose")

    contract = Contract.objects.get(challenge=challenge)
    assert (contract.amount, contract.firm_share) == (Decimal(1000000), Decimal("0.6"))
    assert contract.institute_share == Decimal("0.4")
    assert Notice.objects.filter(to=researcher.user_id, kind="cooperation.chosen").exists()


def test_a_contract_is_signed_when_its_milestones_make_it_up(firm, maker):
    challenge = a_challenge(firm)
    other = an_offer(challenge)
    offer = a_chosen_offer(challenge)
    with pytest.raises(SumsDiffer) as refused:
        step(maker, challenge, "sign")
    assert refused.value.total == 0

    actions.plan_milestone(
        by=maker, contract=offer.contract, number=1, title="全部", due_on=TODAY, amount=offer.amount
    )
    step(maker, challenge, "sign")

    contract = Contract.objects.get(challenge=challenge)
    assert contract.signed_on == TODAY
    stages = dict(Offer.objects.values_list("pk", "track__stage"))
    assert stages == {offer.pk: "signed", other.pk: "declined"}
    with pytest.raises(ContractFixed):
        actions.agree(
            by=maker, contract=contract, amount=Decimal(1), sharing="firm", firm_share=None
        )


def test_when_they_do_not_agree_it_opens_for_offers_again(firm, maker):
    challenge = a_challenge(firm)
    a_chosen_offer(challenge)

    step(maker, challenge, "reopen", words="条件谈不拢")

    assert not Contract.objects.exists()
    assert Offer.objects.get().track.stage == "declined"
    assert an_offer(challenge).track.stage == "made"


def test_a_milestone_is_delivered_by_one_side_and_accepted_by_the_other(
    firm, maker, institute, researcher
):
    challenge = a_challenge(firm)
    first, second = a_signed_contract(challenge, institute)
    with pytest.raises(NotYourMove):
        step(maker, first, "deliver", words="好了")

    step(researcher, first, "deliver", words="小试完成")
    with pytest.raises(NotYourMove):
        step(researcher, first, "accept")
    step(maker, first, "send_back", words="缺检测报告")
    step(researcher, first, "deliver", words="已补")
    step(maker, first, "accept")

    with pytest.raises(MilestonesOpen) as refused:
        step(maker, challenge, "complete")
    assert refused.value.titles == (second.title,)
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert {"cooperation.delivered", "cooperation.sent_back", "cooperation.accepted"} <= kinds


def test_what_came_of_it_is_reported_by_the_firm_and_corrected(firm, maker, researcher, institute):
    challenge = a_challenge(firm)
    a_signed_contract(challenge, institute)
    contract = Contract.objects.get()
    said = {"product": "密封件", "unit": "万件", "year": 2026}

    actions.report_output(by=maker, of=contract, quantity=Decimal(10), **said)
    actions.report_output(by=maker, of=contract, quantity=Decimal(12), **said)

    assert Output.objects.get().quantity == 12
    with pytest.raises(NotYours):
        actions.report_output(by=researcher, of=contract, quantity=Decimal(1), **said)
    with pytest.raises(Senseless):
        actions.report_output(
            by=maker, of=contract, quantity=Decimal(1), **said | {"year": TODAY.year + 1}
        )


def test_a_draft_is_changed_and_a_posted_challenge_is_not(firm, maker):
    challenge = a_challenge(firm, stage="draft")
    actions.change_challenge(
        by=maker, challenge=challenge, **fields_of_a_challenge(budget=Decimal(5))
    )
    challenge.refresh_from_db()
    assert challenge.budget == 5

    step(maker, challenge, "post")
    with pytest.raises(NotYours):
        actions.change_challenge(by=maker, challenge=challenge, **fields_of_a_challenge())
    with pytest.raises(PermissionDenied):
        queries.challenge(maker, challenge.pk, to="edit")


def test_a_draft_that_was_withdrawn_is_shown_to_nobody_else(
    weifang, firm, maker, institute, researcher
):
    draft = a_challenge(firm, stage="draft")
    step(maker, draft, "withdraw", words="暂缓")
    posted = a_challenge(firm)
    an_offer(posted, institute)
    step(maker, posted, "withdraw", words="自行解决")

    def known_to(actor):
        return set(queries.challenges_visible_to(actor))

    assert known_to(Actor.anonymous(weifang)) == set()
    assert known_to(maker) == {draft, posted}
    assert known_to(researcher) == {posted}  # who made an offer still reads for what
