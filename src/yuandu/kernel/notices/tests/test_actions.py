"""People are told once, in their own language, and written to when they like."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.notices import actions, kinds, mailing, queries
from yuandu.kernel.notices.models import Notice

TOLD = {"who": "张工", "due_on": "2026-11-24"}


def tell(workspace, *readers: User, by: Actor | None = None, **more) -> None:
    actions.send(
        by=by or Actor.system(workspace),
        to=[reader.pk for reader in readers],
        kind="story.told",
        url="/stories/1/",
        **TOLD | more,
    )


@pytest.fixture
def reader(county_officer) -> User:
    county_officer.email = "li@example.com"
    county_officer.save(update_fields=["email"])
    return county_officer


def test_everybody_named_finds_a_notice(weifang, reader, leader, acting):
    tell(weifang, reader, leader)

    [notice] = queries.visible_to(acting(reader))
    assert (notice.url, notice.params, queries.unread(acting(leader))) == (
        "/weifang/stories/1/",
        TOLD,
        1,
    )
    assert Entry.objects.get().details == {
        "kinds": ["story.told"],
        "readers": 2,
        "notices": 2,
    }


def test_nobody_hears_of_what_they_did_themselves(weifang, reader, leader, acting):
    tell(weifang, reader, leader, by=acting(reader))

    assert [notice.to for notice in Notice.objects.all()] == [leader]


def test_with_a_key_one_hears_of_it_once_a_day(weifang, reader):
    for _ in range(3):
        tell(weifang, reader, key="1")
    tell(weifang, reader, key="2")
    assert Notice.objects.count() == 2

    weifang.today_on += datetime.timedelta(1)
    tell(weifang, reader, key="1")

    assert Notice.objects.count() == 3


def test_an_unknown_kind_or_a_missing_value_tells_nobody(weifang, reader):
    with pytest.raises(kinds.UnknownKind):
        actions.send(by=Actor.system(weifang), to=[reader.pk], kind="story.lost", url="/")
    with pytest.raises(kinds.MissingValue):
        actions.send(by=Actor.system(weifang), to=[reader.pk], kind="story.told", url="/")

    assert not Notice.objects.exists()


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", "/\\x", "x"])
def test_a_notice_never_leads_away_from_the_site(weifang, reader, url):
    with pytest.raises(ValueError, match="no path on this site"):
        actions.send(by=Actor.system(weifang), to=[reader.pk], kind="story.told", url=url, **TOLD)


def test_reading_takes_only_ones_own_notices_as_read(weifang, reader, leader, acting):
    tell(weifang, reader, leader)
    tell(weifang, reader)

    first = Notice.objects.order_by("pk").first()
    assert actions.mark_read(by=acting(leader), notices=[first.pk]) == (first.to == leader)
    assert actions.mark_read(by=acting(reader)) == 2
    assert queries.unread(acting(reader)) == 0


def test_notices_of_another_workspace_are_not_there(elsewhere, reader, acting):
    tell(elsewhere, reader)

    assert not queries.visible_to(acting(reader)).exists()


def test_who_wants_to_know_at_once_gets_a_mail_after_the_commit(
    weifang, reader, acting, django_capture_on_commit_callbacks
):
    actions.prefer(by=acting(reader), mail="at_once")
    with django_capture_on_commit_callbacks(execute=True):
        tell(weifang, reader, who="张工\n抄送: 全城")
        assert not mail.outbox

    [letter] = mail.outbox
    assert letter.to == ["li@example.com"]
    assert letter.subject == "张工 抄送: 全城 told a story, due on 2026年11月24日."
    assert "http://localhost:8000/weifang/stories/1/" in letter.body
    mailing.mail_digests(weifang)
    assert len(mail.outbox) == 1


def test_the_digest_is_one_mail_in_the_readers_language_and_is_not_repeated(weifang, reader):
    reader.language = "en"
    reader.save(update_fields=["language"])
    tell(weifang, reader)
    tell(weifang, reader, who="李工")

    mailing.mail_digests(weifang)
    mailing.mail_digests(weifang)

    [letter] = mail.outbox
    assert letter.subject == "2 notices from Weifang"
    assert "李工 told a story, due on Nov. 24, 2026." in letter.body
    assert "http://localhost:8000/weifang/inbox/settings/" in letter.body


@pytest.mark.parametrize(
    ("preference", "tuesday", "monday"),
    [("never", 0, 0), ("weekly", 0, 1), ("daily", 1, 1), ("at_once", 1, 1)],
)
def test_digests_come_when_the_reader_likes(weifang, reader, acting, preference, tuesday, monday):
    actions.prefer(by=acting(reader), mail=preference)
    tell(weifang, reader)

    mailing.mail_digests(weifang)
    assert len(mail.outbox) == tuesday
    weifang.today_on += datetime.timedelta(6)
    mailing.mail_digests(weifang)
    assert len(mail.outbox) == monday


def test_who_has_read_it_or_has_no_address_gets_no_digest(weifang, reader, leader, acting):
    tell(weifang, reader, leader)
    actions.mark_read(by=acting(reader))

    mailing.mail_digests(weifang)

    assert not mail.outbox


def test_the_public_has_no_preferences(weifang):
    with pytest.raises(PermissionDenied):
        actions.prefer(by=Actor.anonymous(weifang), mail="never")
