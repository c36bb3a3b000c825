import json
import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from yuandu.kernel.accounts.actors import SYSTEM
from yuandu.mechanisms.projects.forms import ListForm
from yuandu.site.patterns import views
from yuandu.site.templatetags import look

TEMPLATES = Path(views.COMPONENTS).parent
ICONS = (Path(look.BUILT).parent / "art" / "icons.svg").read_text("utf-8")


def rendered(source: str, **context) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def test_a_figure_in_the_text_is_a_link_to_its_rows():
    assert rendered("{{ f|figure }}", f={"text": "1517", "url": "/figures/1/", "agrees": True}) == (
        '<a class="figure" href="/figures/1/">1517</a>'
    )


def test_a_figure_that_differs_from_its_declared_total_is_marked():
    html = rendered("{{ f|figure }}", f={"text": "1516", "url": "/", "agrees": False})

    assert "≠" in html


def test_a_missing_figure_is_a_dash_that_leads_nowhere():
    assert rendered("{{ f.nothing|figure }}", f={}) == "—"


def test_a_figures_text_cannot_carry_markup():
    html = rendered("{{ f|figure }}", f={"text": "<b>1</b>", "url": '"><script>', "agrees": None})

    assert "<b>" not in html
    assert "<script>" not in html


def test_built_files_are_linked_by_their_hashed_names(tmp_path, monkeypatch):
    monkeypatch.setattr(look, "BUILT", tmp_path)
    entry = {"file": "assets/site-1.js", "css": ["assets/site-2.css"]}
    (tmp_path / "manifest.json").write_text(json.dumps({"web/site.ts": entry}))

    html = rendered('{% built "site" %}')

    assert '<link rel="stylesheet" href="/static/dist/assets/site-2.css">' in html
    assert '<script type="module" src="/static/dist/assets/site-1.js"></script>' in html


def test_a_page_without_a_build_is_plain_and_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(look, "BUILT", tmp_path)

    assert rendered('{% built "site" %}') == ""


def test_long_lists_offer_their_ends_and_neighbours():
    offered = list(look.page_range(Paginator(range(1517), 50), 7))

    assert offered == [1, Paginator.ELLIPSIS, 6, 7, 8, Paginator.ELLIPSIS, 31]


def test_every_icon_that_a_template_names_is_drawn():
    named = set()
    for path in TEMPLATES.rglob("*.html"):
        named |= set(re.findall(r'{% icon "([^"]+)" %}', path.read_text("utf-8")))

    assert {name for name in named if f'id="{name}"' not in ICONS} == set()


def test_no_template_writes_script_or_style_inline():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son[a-z]+=", text), path


def test_a_fault_page_needs_neither_database_nor_request():
    html = render_to_string("500.html")

    assert "<h1>" in html


@pytest.mark.parametrize("code", ["400", "403", "404", "429", "403_csrf"])
def test_every_refusal_says_what_happened_and_leads_back(code):
    request = RequestFactory().get("/")

    html = render_to_string(f"{code}.html", {"exception": ""}, request)

    assert "<h1>" in html
    assert f'href="{reverse("front")}"' in html


def test_a_workspace_that_is_not_there_is_refused_with_a_page(client, db):
    answer = client.get("/nowhere/projects/")

    assert answer.status_code == 404
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "系统"), ("en", "the system")])
def test_what_no_person_did_was_done_by_the_system_in_either_language(language, name):
    with override(language):
        assert rendered("{{ who|doer }}", who=SYSTEM) == name
        assert rendered("{{ who|doer }}", who="王样本") == "王样本"


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "请选择"), ("en", "Choose…")])
def test_a_choice_not_made_yet_says_so_in_either_language(language, words):
    with override(language):
        assert str(ListForm.base_fields["annual_list"].empty_label) == words
