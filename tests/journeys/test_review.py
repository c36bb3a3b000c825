"""A review of three hundred partners, from the nominations to the register of shares.

Somebody new is admitted. One partner is doubted in the group, not confirmed by the general
meeting, appeals, is voted on again and bought out at the rule's price; a relative of theirs votes
in neither vote, and somebody who cannot come gives a proxy. Most of them vote as programs do; some
on a phone, and the chair closes on a desk.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import DESK, PHONE, look, main, reads
from tests.journeys.partners import EACH, PARTNERS, a_firm
from yuandu.mechanisms.equity.models import ShareTransaction
from yuandu.mechanisms.equity.tests.records import holds
from yuandu.mechanisms.partnership import actions, rules
from yuandu.mechanisms.partnership.actions.carrying import Given
from yuandu.mechanisms.partnership.models import Candidate, Review, StepBallot
from yuandu.mechanisms.partnership.tests.setting import Firm
from yuandu.services.ballots.models import Ballot, Elector

DOUBTED, RELATIVE, NEW = "P002", "P021", "N001"
AWAY, TRUSTED = "P010", "P011"  # of one group: excluded from the same
NEW_SHARES = 10_000
EXIT_PRICE = "2.70"  # 3.00 yuan net a share, times 0.9


@pytest.fixture
def firm(transactional_db):
    return a_firm()


@pytest.fixture
def sit_down(firm, open_as):
    """Return a function: somebody of the company, at a page, with a phone or a desk."""

    def sat(username: str, path: str, *, width: int = DESK) -> Page:
        return open_as(username, path, width=width, city=firm.company.slug)

    return sat


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        main(page).get_by_role("button", name=name, exact=True).first.click()
    look(page)


def send(page: Page, **fields: str) -> None:
    """Fill in the only form of a page, and send it."""
    look(page)
    for name, value in fields.items():
        field = main(page).locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            field.and_(page.locator(f"[value={value}]")).check()
        elif field.evaluate("each => each.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        main(page).locator("form.form button[type=submit]").first.click()
    look(page)


def test_three_hundred_partners_are_reviewed_in_five_steps(firm, sit_down):
    review = nominations(firm, sit_down)
    heard_in_groups_divisions_and_board(firm, review)
    meeting = the_meeting_opens(firm, review)
    a_proxy_is_given(sit_down, meeting)
    phone = votes_for_two_on_a_phone(sit_down, firm, meeting)
    everybody_else_votes(firm, meeting, absent={AWAY, TRUSTED})
    the_chair_closes(sit_down, meeting)
    told_that_the_paper_was_counted(phone, meeting)

    again = the_appeal_is_upheld(firm, review, sit_down)
    everybody_else_votes(firm, again, absent=set())
    chair = the_chair_closes(sit_down, again)
    carried_out(firm, review, chair)

    the_register_shows_the_repurchase(chair, firm)
    the_figure_opens_to_its_rows(chair)
    the_books_agree(firm, review)


def nominations(firm: Firm, sit_down) -> Review:
    """Publish; enough of several sections nominate somebody new; a relative declares it."""
    firm.a_worker(NEW)
    review = firm.a_review()
    firm.move(review, "publish")
    firm.nominate(review, NEW, "P001", "P004")
    phone = sit_down("w-P023", f"/partnership/reviews/{review.pk}/nominate/", width=PHONE)
    send(phone, number=NEW, reason="技术扎实，带出了三名徒弟")
    doubted = firm.candidate(review, DOUBTED)
    page = f"/partnership/candidates/{doubted.pk}/conflict/"
    phone = sit_down(f"w-{RELATIVE}", page, width=PHONE)
    send(phone, kind="relative", reason="夫妻")
    assert review.candidates.count() == PARTNERS + 1
    return review


def heard_in_groups_divisions_and_board(firm: Firm, review: Review) -> None:
    """One group doubts one of its own; nobody else does, but the board follows it."""
    for move, step, choice in (
        ("open_groups", rules.GROUP, {DOUBTED: "3", "": "9"}),
        ("open_divisions", rules.DIVISION, {"": "8"}),
        ("open_board", rules.BOARD, {DOUBTED: "against", "": "for"}),
    ):
        firm.move(review, move)
        firm.settle(review, step, choice)
    assert firm.candidate(review, DOUBTED).state == rules.STANDING


def the_meeting_opens(firm: Firm, review: Review) -> StepBallot:
    """Fifteen blocs, and two voted on apart: somebody new, and who was doubted."""
    firm.move(review, "open_meeting")
    meeting = review.ballots.select_related("ballot").get(step=rules.MEETING)
    assert meeting.ballot.electors.count() == PARTNERS
    assert meeting.ballot.questions.count() == 17
    return meeting


def a_proxy_is_given(sit_down, meeting: StepBallot) -> None:
    """Who cannot come lets a colleague vote, and reads that it is so."""
    page = sit_down(f"w-{AWAY}", f"/ballots/{meeting.ballot_id}/", width=PHONE)
    look(page)
    with page.expect_navigation():
        main(page).get_by_role("link", name="委托他人").click()
    look(page)
    send(page, holder=f"样本·{TRUSTED}")
    reads(page, f"样本·{TRUSTED}")
    assert Elector.objects.get(ballot=meeting.ballot, label=f"样本·{AWAY}").proxy is not None


def votes_for_two_on_a_phone(sit_down, firm: Firm, meeting: StepBallot) -> Page:
    """The colleague votes for both, secretly, and keeps a receipt of each."""
    page = sit_down(f"w-{TRUSTED}", f"/ballots/{meeting.ballot_id}/", width=PHONE)
    look(page)
    cast_a_paper(page, "投票")
    page.goto(re.sub(r"/ballots/.*", f"/ballots/{meeting.ballot_id}/", page.url))
    cast_a_paper(page, re.compile("投票|代"), within="section li")
    both = Elector.objects.filter(
        ballot=meeting.ballot, label__in=[f"样本·{AWAY}", f"样本·{TRUSTED}"]
    )
    assert set(both.values_list("took_part", flat=True)) == {True}
    return page


def cast_a_paper(page: Page, name, *, within: str = "") -> None:
    """Take the paper, refuse whom the group doubted, agree to all others, look again, cast."""
    place = main(page).locator(within).first if within else main(page)
    with page.expect_navigation():
        place.get_by_role("link", name=name).first.click()
    look(page)
    press(page, "领票")
    for each in main(page).locator("input[type=radio][value=for]").all():
        each.check()
    doubted = main(page).locator("fieldset, .field").filter(has_text=f"样本·{DOUBTED}").last
    doubted.locator("input[value=against]").check()
    look(page)
    press(page, "核对")
    reads(page, "反对")
    press(page, "投出")
    # Sixteen of seventeen: nobody votes on the bloc of the own group.
    expect(main(page).locator("#receipts code")).to_have_count(16)


def everybody_else_votes(firm: Firm, found: StepBallot, *, absent: set[str]) -> None:
    voters = {each.user_id for number, each in firm.workers.items() if number not in absent}
    firm.vote(found, {DOUBTED: "against", "": "for"}, only=voters)


def the_chair_closes(sit_down, found: StepBallot) -> Page:
    """Who took part is seen before the close, what came of it after; who is excluded, and why."""
    page = sit_down("company-chair", f"/ballots/{found.ballot_id}/")
    look(page)
    reads(page, f"样本·{RELATIVE}", "夫妻")
    page.locator("details.confirm summary").first.click()
    with page.expect_navigation():
        page.locator("details.confirm button[type=submit]").first.click()
    look(page)
    line = main(page).locator("#results tbody tr").filter(has_text=f"样本·{DOUBTED}")
    expect(line).to_contain_text("未通过")
    return page


def told_that_the_paper_was_counted(phone: Page, meeting: StepBallot) -> None:
    """The results stand on the voter's phone, and the recount of everybody says the same."""
    address = re.sub(r"/ballots/.*", f"/ballots/{meeting.ballot_id}/", phone.url)
    phone.goto(address)
    look(phone)
    expect(main(phone).locator("#results tbody tr")).to_have_count(17)
    phone.goto(f"{address}recount/")
    look(phone)
    assert Ballot.objects.get(pk=meeting.ballot_id).is_closed


def the_appeal_is_upheld(firm: Firm, review: Review, sit_down) -> StepBallot:
    """The decision is made known; who is not confirmed appeals, and is voted on again."""
    firm.announced(review)
    candidate = firm.candidate(review, DOUBTED)
    assert candidate.state == rules.LEAVING
    file = f"/partnership/candidates/{candidate.pk}/"
    phone = sit_down(f"w-{DOUBTED}", f"{file}appeal/", width=PHONE)
    send(phone, words="评议所依据的考核记录有误")
    reads(phone, "考核记录有误")
    auditor = sit_down("company-auditor", f"/partnership/appeals/{candidate.appeal.pk}/answer/")
    send(auditor, answer="upheld", words="记录确有一处错误")
    meeting = review.ballots.get(step=rules.MEETING)
    return actions.vote_again(
        by=firm.chair, found=candidate.appeal, closes_at=meeting.ballot.closes_at
    )


def carried_out(firm: Firm, review: Review, chair: Page) -> None:
    """After the days for appeals the register follows the decisions."""
    firm.later(8)
    firm.move(review, "carry")
    new = firm.candidate(review, NEW)
    actions.carry_out(by=firm.chair, candidate=new, given=Given(vehicle=firm.plan))
    file = f"/partnership/candidates/{firm.candidate(review, DOUBTED).pk}/"
    chair.goto(re.sub(r"/ballots/.*", f"{file}carry-out/", chair.url))
    send(chair)
    reads(chair, "回购", EXIT_PRICE)
    firm.move(review, "close")


def the_register_shows_the_repurchase(page: Page, firm: Firm) -> None:
    """All shares are bought back at the rule's price, by the resolution."""
    holder = firm.holders[DOUBTED]
    page.goto(re.sub(r"/partnership/.*", "/equity/transactions/?kind=repurchase", page.url))
    look(page)
    line = main(page).locator("tbody tr")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(holder.name)
    expect(line).to_contain_text(f"{EACH}")
    expect(line).to_contain_text(EXIT_PRICE)
    with page.expect_navigation():
        line.locator("th a").click()
    look(page)
    reads(page, "股东会〔2026〕8号", "2700元")


def the_figure_opens_to_its_rows(page: Page) -> None:
    """One has come and one has gone: three hundred partners, row by row."""
    page.goto(re.sub(r"/equity/.*", "/figures/equity.partners.count/", page.url))
    look(page)
    reads(page, f"{PARTNERS}人")
    expect(main(page).locator("#rows tbody tr").first).to_be_visible()


def the_books_agree(firm: Firm, review: Review) -> None:
    """What the pages said is what stands there."""
    kept = Candidate.objects.filter(review=review, state=rules.KEPT)
    assert kept.count() == PARTNERS - 1
    assert holds(firm.holders[DOUBTED], firm.plan) == 0
    assert holds(firm.candidate(review, NEW).holder, firm.plan) == NEW_SHARES
    bought = ShareTransaction.objects.get(kind="repurchase")
    assert (bought.quantity, str(bought.price)) == (EACH, EXIT_PRICE)
    assert not kept.filter(holder=firm.holders[DOUBTED]).exists()
