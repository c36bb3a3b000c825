"""Spreadsheets of ballots: the roll of a ballot in preparation comes in, results go out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.services.ballots import actions, permissions, queries, wording
from yuandu.services.ballots.drafts import ElectorDraft
from yuandu.services.ballots.models import Ballot, Elector

MOST_DIGITS = 9
_BALLOT = Column(
    code="ballot",
    title=_("Number of the ballot"),
    kind=Kind.CODE,
    synonyms=("表决编号",),
    required=True,
    max_length=MOST_DIGITS,
    example="12",
)
COLUMNS = (
    _BALLOT,
    Column(
        code="account",
        title=_("Account"),
        kind=Kind.CODE,
        synonyms=("账号", "用户名"),
        max_length=150,
        example="zhangsan",
    ),
    Column(
        code="label",
        title=_("Elector"),
        synonyms=("姓名",),
        required=True,
        max_length=100,
    ),
    Column(
        code="weight",
        title=pgettext_lazy("weight", "Votes"),
        kind=Kind.NUMBER,
        synonyms=("股份数",),
        example="1",
    ),
)
SENTENCES = {
    "ballot": Sentence(
        what=_("There is no ballot of this number in preparation."),
        do=_("Take the number from the address of its page; a roll that is frozen takes nobody."),
    ),
    "account": Sentence(
        what=_("Nobody in this company has this account."),
        do=_("Correct it, or leave it empty: then the elector votes by proxy alone."),
    ),
    "weight": Sentence(
        what=_("A vote of one a person weighs one; by shares it weighs one share or more."),
        do=_("Write a whole number from 1, or leave it empty for 1."),
    ),
    "kept": Sentence(
        what=_("The elector stands on this roll with another name or another number of votes."),
        do=_("Leave the line as the roll has it; to change it, prepare the ballot anew."),
    ),
}


def _text(row: Row, field: str) -> str:
    return str(row.values.get(field) or "").strip()


def _number(row: Row) -> int:
    """Return the number of the ballot; 0 where it is none."""
    text = _text(row, "ballot")
    return int(text) if text.isascii() and text.isdigit() else 0


def _weight(row: Row) -> int:
    """Return how much the vote weighs; 0 where that is no whole number."""
    given = row.values.get("weight")
    if given is None:
        return 1
    return int(given) if isinstance(given, Decimal) and given == int(given) else 0


def _drafts(by: Actor, rows: Sequence[Row]) -> dict[int, Ballot]:
    found = queries.visible_to(by).filter(pk__in={_number(row) for row in rows})
    return {each.pk: each for each in found.filter(state=Ballot.DRAFT)}


def _accounts(by: Actor, rows: Sequence[Row]) -> dict[str, int]:
    found = User.objects.filter(
        home=by.workspace, is_active=True, username__in={_text(row, "account") for row in rows}
    )
    return dict(found.values_list("username", "pk"))


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Find what only the room knows to be wrong; three queries."""
    drafts, accounts, stood = _drafts(by, rows), _accounts(by, rows), existing(by, rows)
    for row in rows:
        ballot, weight = drafts.get(_number(row)), _weight(row)
        if ballot is None:
            yield Finding(row=row.number, code="ballot", field="ballot")
        elif weight < 1 or (weight > 1 and not ballot.per_share):
            yield Finding(row=row.number, code="weight", field="weight")
        if _text(row, "account") and _text(row, "account") not in accounts:
            yield Finding(row=row.number, code="account", field="account")
        if (line := stood.get(row.number)) and (line["label"], line["weight"]) != (
            _text(row, "label"),
            Decimal(weight),
        ):
            yield Finding(row=row.number, code="kept", field="label")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the rolls have of these rows: by account, without one by name; two queries."""
    on_roll = Elector.objects.filter(ballot__in=_drafts(by, rows)).select_related("user")
    by_account, by_name = {}, {}
    for each in on_roll:
        if each.user:
            by_account[each.ballot_id, each.user.username] = each
        else:
            by_name[each.ballot_id, each.label] = each
    found: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        account = _text(row, "account")
        line = (
            by_account.get((_number(row), account))
            if account
            else by_name.get((_number(row), _text(row, "label")))
        )
        if line is not None:
            found[row.number] = _line(line)
    return found


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Put those on the rolls who do not stand there yet."""
    drafts, accounts = _drafts(by, rows), _accounts(by, rows)
    new: dict[int, list[ElectorDraft]] = defaultdict(list)
    for row in rows:
        if row.is_new:
            user_id = accounts.get(_text(row, "account"))
            new[_number(row)].append(ElectorDraft(_text(row, "label"), user_id, _weight(row)))
    for number, electors in sorted(new.items()):
        actions.add_electors(by=by, ballot=drafts[number], electors=electors)
    return Outcome(created=sum(map(len, new.values())), updated=0)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the rolls of the ballots in preparation."""
    drafts = queries.visible_to(by).filter(state=Ballot.DRAFT)
    found = Elector.objects.filter(ballot__in=drafts).select_related("user")
    for each in found.order_by("ballot", "number").iterator(chunk_size=layouts.BATCH):
        yield _line(each)


def _line(each: Elector) -> dict[str, Value]:
    return {
        "ballot": str(each.ballot_id),
        "account": each.user.username if each.user else "",
        "label": each.label,
        "weight": Decimal(each.weight),
    }


def results(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield what came of every question of the closed ballots that `by` may see."""
    for ballot in queries.visible_to(by).filter(state=Ballot.CLOSED):
        for each in queries.results(ballot):
            yield {
                "ballot": str(ballot.pk),
                "title": ballot.title,
                "number": str(each.number),
                "question": each.title,
                "cast": Decimal(each.outcome.cast),
                "electorate": Decimal(each.outcome.electorate),
                "counts": wording.counts(each.counts),
                "result": each.outcome.result,
                "why": wording.reason(each.outcome),
                "digest": ballot.digest,
            }


layouts.register(
    Layout(
        code="ballots-electors",
        title=pgettext_lazy("sheet", "Electors of a ballot"),
        columns=COLUMNS,
        key=("ballot", "account"),
        or_key=("ballot", "label"),
        importers=permissions.MANAGERS,
        exporters=permissions.READERS,
        sentences=SENTENCES,
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
    )
)
layouts.register(
    layouts.going_out(
        code="ballots-results",
        title=pgettext_lazy("sheet", "Results of ballots"),
        columns=(
            _BALLOT,
            Column(code="title", title=_("Ballot"), max_length=100),
            Column(code="number", title=pgettext_lazy("head of a table", "No."), kind=Kind.CODE),
            Column(code="question", title=pgettext_lazy("ballot", "Question"), max_length=100),
            Column(code="cast", title=pgettext_lazy("ballot", "Voted"), kind=Kind.NUMBER),
            Column(code="electorate", title=_("Who may vote"), kind=Kind.NUMBER),
            Column(code="counts", title=pgettext_lazy("ballot", "Counts"), max_length=1000),
            Column(
                code="result",
                title=pgettext_lazy("ballot", "Result"),
                kind=Kind.CHOICE,
                choices=tuple(
                    Choice(code=code, title=title) for code, title in wording.RESULTS.items()
                ),
            ),
            Column(code="why", title=_("Why"), max_length=1000),
            Column(code="digest", title=_("Digest of the bulletin"), kind=Kind.CODE),
        ),
        key=("ballot", "number"),
        exporters=permissions.READERS,
        export=results,
    )
)
