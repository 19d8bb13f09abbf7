"""Signs that are not what they seem: refused with the right ones, and nothing refused that is right."""

from __future__ import annotations

import unicodedata

import pytest

from publication.model.letters import composed, find_problem, same_by_eye

LETTERS = "æøåÆØÅéüöäß§°–—‘’‚“”„…•‹›€«»½"
# The letters of a Dane in text that nothing is wrong with.
RIGHT = [
    "smørrebrød på Ærø – «ja» og »nej« … 5 §",
    "«Å» »BLÅ« »Ø« „Å“ ‚Ø‘ «CAFÉ» É»",
    "SÃO PAULO og Chișinău, Łódź, Āvesta, naïve Zoë",
    "Cronbachs α er 0,9, og Δt er 5 µs",
    "日本語 العربية Москва Ελλάδα 🎵 ❤️",
    "Hvad? Ja! Se https://eksempel.dk/sang?side=2&q=a?b",
    "R&B, Sang & Co. og 8¾ time ¿qué?",
    "Strand\u00adskolen",
    "l'Étoile d’or",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_stays(text: str) -> None:
    assert find_problem(text) is None


@pytest.mark.parametrize("character_set", ["cp1252", "mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("times", [1, 2])
def test_letters_read_with_another_character_set_are_put_right(character_set: str, times: int) -> None:
    for letter in LETTERS:
        word = f"sm{letter}r"
        try:
            garbled = word
            for _ in range(times):
                garbled = garbled.encode().decode(character_set)
        except UnicodeDecodeError:
            continue
        problem = find_problem(" ".join(garbled.split()))
        assert problem and problem.repaired == word, (letter, garbled)


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("R�dovre", None),
        ("R?dovre", None),
        ("R&oslash;dovre", "Rødovre"),
        ("r¿dgr¿d", "rødgrød"),
        ("O\u0338lsted", "Ølsted"),
        ("h\u0335\u0336e\u0337j", "hej"),
    ],
)
def test_lost_and_loose_letters_are_refused(text: str, repaired: str | None) -> None:
    problem = find_problem(composed(text))
    assert problem and (problem.code, problem.repaired) == ("forvansket", repaired)


BLANK = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200d\u200e\u202e\u2060\u2066\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\U000e0041\U000e0100"


@pytest.mark.parametrize("sign", BLANK, ids=ascii)
def test_what_nobody_sees_is_refused(sign: str) -> None:
    assert sign == "\u00ad" or find_problem(f"Strand{sign}skolen").code == "usynligt-tegn"  # type: ignore[union-attr]
    assert find_problem(sign).code == "usynligt-tegn"  # type: ignore[union-attr]
    assert find_problem(f"{sign} {sign}").code == "usynligt-tegn"  # type: ignore[union-attr]


@pytest.mark.parametrize("word", ["Skоlen", "Ηavn", "Нavn", "Sкole", "Mөn", "ТОРС", "Ꭺabæk", "Օdense"])
def test_letters_of_other_alphabets_in_our_words_are_refused(word: str) -> None:
    problem = find_problem(f"Her er {word} igen")
    assert problem and problem.code == "lignende-bogstav" and word in problem.message


def test_names_are_the_same_by_eye() -> None:
    alike = ["Ærø-skolen", "ærø skolen", "Ærø–skolen", "ÆRØSKOLEN", "Ærø\u00adskolen", "Ærø  Skolen.", "Ærøｓkolen"]
    assert {same_by_eye(name) for name in alike} == {"ærøskolen"}
    assert same_by_eye(unicodedata.normalize("NFD", "Åskolen")) == same_by_eye("Åskolen")
    assert same_by_eye("Åskolen") != same_by_eye("Askolen")
