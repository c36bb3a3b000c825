"""What is done with accounts: who gets one, and what opens it."""

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from yuandu.kernel.accounts import refusals, rules, tokens
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import Card, Grant, Token, User
from yuandu.kernel.audit import actions as audit


@dataclass(frozen=True, slots=True)
class Issued:
    """A new card with what is printed on it and kept nowhere."""

    card: Card
    code: str
    pin: str  # empty where the holder chooses it at first use


@transaction.atomic
def invite(*, by: Actor, name: str, username: str, email: str = "") -> User:
    """Make an account at home in the workspace; its owner sets the password by a link.

    An e-mail address counts as confirmed: the administrator vouches for it.

    Raises:
        NameTaken: an account of that user name exists, here or in another workspace.
    """
    user = User(name=name, username=username, email=email, home=by.workspace)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise refusals.NameTaken(username) from error
    if email:
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    audit.record(by, "account.invite", user, personal={"name": name, "email": email})
    return user


@transaction.atomic
def hand_out_link(*, by: Actor, user: User) -> None:
    """Put on record that `by` was shown the link by which `user` sets a new password."""
    audit.record(by, "account.link", user)


@transaction.atomic
def close(*, by: Actor, user: User) -> None:
    """Close the account: its sessions, cards and tokens stop working at once.

    Raises:
        NotYourself: one does not lock oneself out.
    """
    if by.user_id == user.pk:
        raise refusals.NotYourself
    User.objects.filter(pk=user.pk).update(is_active=False, session_round=F("session_round") + 1)
    audit.record(by, "account.close", user)


@transaction.atomic
def reopen(*, by: Actor, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=True)
    audit.record(by, "account.reopen", user)


@transaction.atomic
def forget_second_factor(*, by: Actor, user: User) -> None:
    """Take the authenticator apps, passkeys and recovery codes off an account.

    For somebody who lost the telephone. Sessions end, so that a thief's do too.
    """
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    audit.record(by, "account.factor_forget", user)


@transaction.atomic
def issue_card(*, by: Actor, user: User, phone: str = "", with_pin: bool) -> Issued:
    """Issue a card to `user`; one issued earlier is void from now on.

    Args:
        phone: printed on the card, to call for help.
        with_pin: choose the PIN here, to be printed on a paper of its own; else its
            holder chooses it at first use, within thirty days.
    """
    _void_cards(by, user)
    now = timezone.now()
    code, pin = tokens.new_card_code(), tokens.new_pin() if with_pin else ""
    card = Card.objects.create(
        workspace=by.workspace,
        user=user,
        digest=tokens.digest(code),
        pin=tokens.hash_pin(pin) if pin else "",
        phone=phone,
        issued_by_id=by.user_id,
        issued_at=now,
        first_use_until=now + rules.FIRST_USE_WITHIN,
    )
    audit.record(by, "card.issue", card, user=user.pk, with_pin=with_pin)
    return Issued(card, code, pin)


@transaction.atomic
def revoke_card(*, by: Actor, user: User) -> None:
    """Make the card of `user` void; whoever came in by it is out at once."""
    _void_cards(by, user)


def _void_cards(by: Actor, user: User) -> None:
    # One row a user: two issuers at once wait for each other here.
    User.objects.select_for_update().get(pk=user.pk)
    for card in Card.objects.filter(workspace=by.workspace, user=user, revoked_at=None):
        Card.objects.filter(pk=card.pk).update(revoked_at=timezone.now())
        User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
        audit.record(by, "card.revoke", card, user=user.pk)


@transaction.atomic
def choose_pin(*, card: Card, pin: str, now: datetime.datetime) -> User:
    """Set the PIN of a card at its first use, and come in.

    Raises:
        PinTooWeak: the PIN is ill-formed or easily guessed.
        CardVoid: it has a PIN by now, was revoked, or its first use came too late.
    """
    try:
        rules.check_pin(pin)
    except rules.WeakPin as weak:
        raise refusals.PinTooWeak(weak) from weak
    chosen = Card.objects.filter(
        pk=card.pk, pin="", revoked_at=None, first_use_until__gte=now, user__is_active=True
    ).update(pin=tokens.hash_pin(pin), last_used_at=now)
    if not chosen:
        raise refusals.CardVoid
    audit.record(_holder(card), "card.choose_pin", card)
    return card.user


def enter_by_card(*, card: Card, pin: str, now: datetime.datetime) -> User:
    """Return whose card it is, if `pin` is right.

    Tries on one card wait for each other, so that many at once count as many.

    Raises:
        WrongPin: with the number of tries left before the card is locked.
        CardLocked: with the time at which it opens again.
        CardVoid: it was revoked meanwhile.
    """
    with transaction.atomic():  # Ends before we refuse: the wrong try must be kept.
        card = (
            Card.objects.select_for_update(of=("self",))
            .select_related("user", "workspace")
            .get(pk=card.pk)
        )
        refusal = _try_pin(card, pin, now)
    if refusal:
        raise refusal
    return card.user


def _try_pin(card: Card, pin: str, now: datetime.datetime) -> Exception | None:
    if card.revoked_at or not card.user.is_active:
        return refusals.CardVoid()
    if card.locked_until and now < card.locked_until:
        return refusals.CardLocked(card.locked_until)
    if tokens.pin_is(pin, card.pin):
        card.wrong, card.locked_until, card.last_used_at = 0, None, now
        card.save(update_fields=["wrong", "locked_until", "last_used_at"])
        audit.record(_holder(card), "card.enter", card)
        return None
    card.wrong += 1
    delay = rules.lock_after(card.wrong)
    card.locked_until = now + delay if delay else None
    card.save(update_fields=["wrong", "locked_until"])
    if not card.locked_until:
        return refusals.WrongPin(rules.FREE_TRIES + 1 - card.wrong)
    audit.record(_holder(card), "card.lock", card, wrong=card.wrong)
    return refusals.CardLocked(card.locked_until)


def _holder(card: Card) -> Actor:
    return Actor(workspace=card.workspace, user_id=card.user_id, label=str(card.user))


@transaction.atomic
def grant_help(
    *, by: Actor, helper: User, roles: frozenset[str], words: str, until: datetime.date
) -> Grant:
    """Let `helper` act for `by` until that day, in those of `by`'s roles.

    Raises:
        NothingToGrant: `by` holds none of the roles, or may not hand them on.
    """
    held = rules.delegable(frozenset(post.role for post in by.posts)) & roles
    if by.user_id is None or by.acting_for_id or not held:
        raise refusals.NothingToGrant
    grant = Grant.objects.create(
        workspace=by.workspace,
        person_id=by.user_id,
        helper=helper,
        roles=sorted(held),
        words=words,
        from_on=by.workspace.today(),
        to_on=until,
    )
    audit.record(by, "grant.give", grant, helper=helper.pk, roles=grant.roles, until=str(until))
    return grant


@transaction.atomic
def revoke_grant(*, by: Actor, grant: Grant) -> None:
    """End a grant now; the helper's next page is their own again."""
    if Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=timezone.now()):
        audit.record(by, "grant.revoke", grant, helper=grant.helper_id)


@transaction.atomic
def begin_acting(*, by: Actor, grant: Grant) -> None:
    """Put on record that the helper begins to act for the person."""
    audit.record(by, "grant.use", grant, person=grant.person_id)


@transaction.atomic
def make_token(
    *, by: Actor, user: User, name: str, scopes: frozenset[str], expires_at: datetime.datetime
) -> tuple[Token, str]:
    """Return a new token of `user`, and its text, which is kept nowhere."""
    secret = tokens.new_token()
    token = Token.objects.create(
        workspace=by.workspace,
        user=user,
        name=name,
        prefix=secret[:8],
        digest=tokens.digest(secret),
        scopes=sorted(scopes),
        expires_at=expires_at,
    )
    audit.record(by, "token.make", token, scopes=token.scopes)
    return token, secret


@transaction.atomic
def revoke_token(*, by: Actor, token: Token) -> None:
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        audit.record(by, "token.revoke", token)


@transaction.atomic
def choose_language(*, by: Actor, user: User, language: str) -> None:
    """Keep the language in which the account reads."""
    if User.objects.filter(pk=user.pk).exclude(language=language).update(language=language):
        audit.record(by, "account.language", user, language=language)
