"""`yuandu ballot verify`: from a file without a database, and from the house's own number."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.companies import a_company
from yuandu.cli.ballot import WORDS, main
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.ballots import actions, queries, wording
from yuandu.services.ballots.tests.setting import an_open_ballot, voters_of

pytestmark = pytest.mark.django_db
BOTH = {1: "for", 2: "against"}


@pytest.fixture
def ballot(db):
    company = a_company()
    voters = voters_of(company, 5)
    made = an_open_ballot(company, voters, is_secret=True)
    for each in voters[:4]:
        actions.vote(by=each, ballot=made, choices=BOTH)
    actions.close(by=Actor.system(company), ballot=made)
    made.refresh_from_db()
    return made


def written(tmp_path, bulletin) -> str:
    file = tmp_path / "bulletin.json"
    file.write_text(json.dumps(bulletin, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_a_file_holds_and_says_so(ballot, tmp_path, capsys):
    file = written(tmp_path, queries.bulletin(ballot))
    assert main(["verify", file, "--digest", ballot.digest, "--lang", "en"]) == 0
    assert f"Everything holds. Digest {ballot.digest}" in capsys.readouterr().out


def test_a_vote_moved_from_one_side_to_the_other_is_found(ballot, tmp_path, capsys):
    bulletin = json.loads(json.dumps(queries.bulletin(ballot)))
    told = json.dumps(bulletin)
    file = written(tmp_path, json.loads(told.replace('"for": 4', '"for": 3')))
    assert '"for": 4' in told
    assert main(["verify", file, "--lang", "zh"]) == 1
    assert "✗" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '{"digest": 1}', "\ufeff{"])
def test_what_is_no_bulletin_is_told_and_not_traced_back(content, tmp_path, capsys):
    file = tmp_path / "odd.json"
    file.write_text(content, encoding="utf-8")
    assert main(["verify", str(file)]) in {1, 2}
    assert "Traceback" not in capsys.readouterr().err


def test_a_number_is_looked_up_in_the_house(ballot, capsys):
    call_command("ballot", "verify", str(ballot.pk))
    assert ballot.digest in capsys.readouterr().out


def test_there_is_nothing_to_recount_before_the_close(db):
    company = a_company()
    made = an_open_ballot(company, voters_of(company, 3), is_secret=True)
    with pytest.raises(CommandError):
        call_command("ballot", "verify", str(made.pk))


def test_every_check_is_named_on_the_page_and_on_the_command_line():
    # The command line reads no catalogue of messages, so it has its own words for the same codes.
    told = set(WORDS) - {"unreadable", "sound", "broken", "question"}

    assert told == set(wording.CHECKS)
