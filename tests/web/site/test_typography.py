import pytest
from django.http import HttpResponse, StreamingHttpResponse

from mentorat.web.middleware import FrenchTypography
from mentorat.web.typography import typeset, typeset_html

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Titre : suite", f"Titre{NARROW}: suite"),
        ("oui ; non", f"oui{NARROW}; non"),
        ("Prêt ? Partez !", f"Prêt{NARROW}? Partez{NARROW}!"),
        ("« mot »", f"«{NARROW}mot{NARROW}»"),
        ("«mot», « autre ».", f"«{NARROW}mot», «{NARROW}autre{NARROW}»."),
        ("12 % de 30 €", f"12{NARROW}% de 30{NARROW}€"),
        ("l'élève", "l’élève"),
        ("l&#x27;élève", "l’élève"),
        ("d'« essai »", f"d’«{NARROW}essai{NARROW}»"),
        ("à 10:30", "à 10:30"),
        ("https://exemple.fr/?a=1;b=2", "https://exemple.fr/?a=1;b=2"),
        ("Tom &amp; Léa", "Tom &amp; Léa"),
        ("'cité'", "'cité’"),
        ("rien à changer", "rien à changer"),
    ],
)
def test_text_is_printed_as_in_french(typed, printed):
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    "untouched",
    [
        '<p title="Note : l\'essai ?">texte</p>',
        '<input value="a : b > c">',
        "<textarea>Ce qu'elle a écrit : rien !</textarea>",
        "<pre>a : b</pre>",
        "<code>x ? y : z</code>",
        "<script>if (a ? b : c) {}</script>",
        "<!-- note : l'auteur -->",
    ],
)
def test_what_is_not_read_is_left_alone(untouched):
    assert typeset_html(untouched) == untouched


def test_text_around_tags_is_typeset():
    page = "<dt>Rôle</dt> : <dd>l'<b>élève</b> ?</dd>"

    assert typeset_html(page) == f"<dt>Rôle</dt>{NARROW}: <dd>l’<b>élève</b>{NARROW}?</dd>"


def test_broken_markup_is_survived():
    assert typeset_html("a < b : <p 'ouvert") == f"a < b{NARROW}: <p 'ouvert"


def test_twice_is_once():
    once = typeset_html("<p>« l'école » : 3 % ?</p>")

    assert typeset_html(once) == once


def through(response):
    return FrenchTypography(lambda _request: response)(None)


def test_pages_are_typeset_and_keep_a_true_length():
    response = HttpResponse("<p>Prêt ?</p>", headers={"Content-Length": "14"})

    done = through(response)

    assert done.text == f"<p>Prêt{NARROW}?</p>"
    assert done["Content-Length"] == str(len(done.content))


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse('{"a" : 1}', content_type="application/json"),
        HttpResponse("a : b", content_type="text/plain"),
        HttpResponse(b"a : b", headers={"Content-Encoding": "gzip"}),
    ],
)
def test_other_answers_are_left_alone(response):
    before = response.content

    assert through(response).content == before


def test_streams_are_left_alone():
    assert through(StreamingHttpResponse(["a : b"])).getvalue() == b"a : b"
