import pytest

from webapp.journal.finding import BEFORE, box, excerpt, fold, index_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "CAFE"),
        ("Zoë’s", "zoe's"),
        ("Straße", "STRASSE"),
        ("e\u0301te\u0301", "été"),
        ("ﬁnally", "finally"),
        ("İstanbul", "istanbul"),
        ("Ångström", "angstrom"),
        ("שָׁלוֹם", "שלום"),
        ("℃", "°c"),
    ],
)
def test_case_and_accents_make_no_difference(one, other):
    assert fold(one) == fold(other)


def test_a_query_is_its_words_each_once():
    assert words_of("  Red\tcoat RED ") == ["red", "coat"]
    assert words_of(" \u0301 ") == []


def test_a_short_text_is_shown_whole():
    assert excerpt("A red coat.", ["red"]) == "A <mark>red</mark> coat."


def test_line_breaks_become_spaces():
    assert excerpt("A red\n\ncoat.", ["coat"]) == "A red <mark>coat</mark>."


def test_only_the_surroundings_of_the_first_hit_are_shown():
    shown = excerpt("sand " * 100 + "a red coat " + "sand " * 100, ["coat"])
    assert shown.startswith("…sand ")
    assert "a red <mark>coat</mark> sand" in shown
    assert shown.endswith("sand…")
    assert len(shown) < 3 * BEFORE + 40


def test_every_hit_in_sight_is_marked():
    assert excerpt("coat, Coat, red", ["red", "coat"]).count("<mark>") == 3


def test_a_mark_holds_whole_letters():
    assert excerpt("un cafe\u0301, deux", ["cafe"]) == "un <mark>cafe\u0301</mark>, deux"
    assert excerpt("die Straße dort", ["strass"]) == "die <mark>Straß</mark>e dort"
    assert excerpt("oﬃce", ["ic"]) == "o<mark>ﬃc</mark>e"


def test_markup_in_the_words_stays_words():
    assert excerpt("<b>coat</b>", ["b"]) == "&lt;<mark>b</mark>&gt;coat&lt;/<mark>b</mark>&gt;"


def test_a_word_without_end_is_shown_whole():
    word = "x" * 200
    assert f"<mark>{word}</mark>" in excerpt("a " * 90 + word + " b" * 90, [word])


def test_an_index_has_every_word_once_and_the_boxes_that_hold_any():
    index = index_of({"images": "A red\ncoat, a RED Coat", "body": "Café “du” Nord"})
    assert index.split(" ") == [
        box("images"),
        box("body"),
        "a",
        "red",
        "coat,",
        "coat",
        "cafe",
        "du",
        "nord",
    ]


def test_a_word_is_in_the_index_of_whatever_text_it_is_in():
    for text in (
        'say "this"',
        "back\\slash",
        "nul\x00inside",
        "Straße",
        "“quoted”",
        "\x7fimages\x7f",
    ):
        for word in words_of(text):
            assert word in index_of({"text": text}), text
        assert box("images") not in index_of({"text": text})
