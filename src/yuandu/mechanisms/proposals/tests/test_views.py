"""The pages of proposals: they show, they refuse in words, and they ask the database little."""

import io
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.people import CityClient
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.proposals import actions
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.proposals.tests.records import IDEA, OTHER

pytestmark = pytest.mark.django_db
SOUND = b"#!AMR\n" + b"\x0c" * 64


@pytest.fixture
def opens(staff):
    def of(persona):
        found = CityClient(staff.company)
        found.force_login(staff.users[persona])
        return found

    return of


def typed(staff, **fields):
    defaults = {"key": str(uuid.uuid4()), "idea": IDEA, "lane": "instant"}
    return defaults | {"section": staff.section.pk} | fields


def test_an_idea_is_posted_at_the_sections_board_with_a_voice_note(staff, opens):
    board = actions.put_up(by=staff["improvement_officer"], section=staff.section)
    phone = opens("other_worker")
    assert "您的点子" in phone.get(f"/ideas/at/{board.token}/").content.decode()
    note = SimpleUploadedFile("note.amr", SOUND)
    sent = phone.post(f"/ideas/at/{board.token}/", typed(staff, uploads=[note]))
    made = Proposal.objects.get()
    assert sent.status_code == 302
    assert made.section == staff.section
    assert Attachment.objects.get(target_id=made.pk).media_type == "audio/amr"
    page = phone.get(f"/proposals/{made.pk}/").content.decode()
    assert IDEA in page
    assert "答复人" in page


def test_an_outbox_hears_what_became_of_it_and_sends_twice_in_vain(staff, opens):
    phone, fields = opens("worker"), typed(staff)
    first = phone.post("/ideas/new/", fields, headers={"Accept": "application/json"})
    again = phone.post("/ideas/new/", fields, headers={"Accept": "application/json"})
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    wrong = phone.post(
        "/ideas/new/", typed(staff, idea="好"), headers={"Accept": "application/json"}
    )
    assert wrong.status_code == 422
    assert "至少 4 个" in wrong.json()["sentences"][0]


@pytest.mark.parametrize("idea", ["", "好", "a" * 100_000, "\x00\x00\x00\x00"])
def test_what_is_no_idea_is_refused_in_words_and_nothing_is_kept(staff, opens, idea):
    answer = opens("worker").post("/ideas/new/", typed(staff, idea=idea))
    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_a_photo_with_a_script_inside_is_refused_and_nothing_is_kept(staff, opens):
    photo = SimpleUploadedFile("photo.svg", b"<svg><script>alert(1)</script></svg>", "image/png")
    answer = opens("worker").post("/ideas/new/", typed(staff, uploads=[photo]))
    assert answer.status_code == 422
    assert not Proposal.objects.exists()
    assert not Attachment.objects.exists()


def test_a_script_hidden_in_a_real_photo_is_not_kept(staff, opens):
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "JPEG", comment=b"<script>alert(1)</script>")
    assert b"<script>" in photo.getvalue()
    sent = SimpleUploadedFile("photo.jpg", photo.getvalue() + b"<script>", "image/jpeg")

    opens("worker").post("/ideas/new/", typed(staff, uploads=[sent]))

    kept = Attachment.objects.get()
    served = b"".join(opens("worker").get(f"/files/{kept.pk}/").streaming_content)
    assert b"<script>" not in served


def test_similar_ideas_are_shown_while_typing(staff, opens):
    staff.post()
    staff.post(idea=OTHER)
    part = opens("other_worker").get("/ideas/similar/?idea=边角料能不能回收").content.decode()
    assert "边角料" in part
    assert "叉车" not in part


def test_a_leader_grades_from_the_desk(staff, opens):
    made = staff.post()
    leader = opens("team_leader")
    assert made.number in leader.get("/proposals/desk/").content.decode()
    leader.post(f"/proposals/{made.pk}/grade/", {"grade": "3", "back": "desk"})
    made.refresh_from_db()
    assert (made.stage, made.award) == ("spread", 20)
    leader.get("/proposals/desk/")  # which says that it is graded
    assert made.number not in leader.get("/proposals/desk/").content.decode()


def test_a_screen_on_the_wall_shows_the_board_and_nothing_of_the_house(staff, opens):
    staff.post()
    browser, url = opens("other_worker"), f"/proposals/boards/{staff.section.pk}/"
    page, screen = (browser.get(each).content.decode() for each in (url, f"{url}?screen=1"))

    assert "?screen=1" in page
    assert 'class="top"' in page
    assert 'class="top"' not in screen
    assert "<nav" not in screen
    assert 'class="wall"' in screen


def test_a_sections_board_shows_ideas_without_names_and_no_sealed_one(staff, opens):
    staff.post()
    staff.post(idea=OTHER, is_sealed=True)
    page = opens("other_worker").get(f"/proposals/boards/{staff.section.pk}/").content.decode()
    assert IDEA in page
    assert OTHER not in page
    assert "company-worker" not in page


def test_pages_ask_little(staff, opens, django_assert_max_num_queries):
    for at in range(12):
        staff.post(idea=f"{IDEA}{at}", lane="project" if at % 2 else "instant")
    made = staff.accepted()
    paths = (
        *("/proposals/", "/proposals/?show=mine", "/proposals/desk/", "/proposals/boards/"),
        *("/ideas/", "/ideas/new/", f"/proposals/boards/{staff.section.pk}/"),
        *("/proposals/scheme/", f"/ideas/similar/?idea={IDEA}", "/workbench/"),
    )
    office = opens("improvement_officer")
    for path in paths:
        with django_assert_max_num_queries(12):
            assert office.get(path).status_code == 200
    with django_assert_max_num_queries(20):  # with its track, steps, promises and opinions
        assert office.get(f"/proposals/{made.pk}/").status_code == 200


def test_leaders_are_named_above_the_smallest_group_alone(staff, opens):
    staff.post()
    page = opens("worker").get("/proposals/boards/").content.decode()
    assert "参与人数达到 5 人后显示" in page


def test_finance_finds_what_it_has_verified_until_it_is_confirmed(staff, opens):
    idea = staff.sees("worker", staff.accepted())
    line = actions.claim(
        by=staff["worker"],
        proposal=idea,
        kind="money",
        recurrence="once",
        amount=Decimal(100_000),
        words="每月省料",
    )
    finance = opens("finance_officer")
    assert 'id="confirm"' not in finance.get("/proposals/finance/").content.decode()

    finance.post(f"/proposals/benefits/{line.pk}/verify/", {"back": "finance"})
    assert idea.number in finance.get("/proposals/finance/").content.decode()
    assert idea.number in opens("evaluator").get("/proposals/?show=to_confirm").content.decode()

    staff.move("finance_officer", idea, "confirm")
    assert 'id="confirm"' not in finance.get("/proposals/finance/").content.decode()
