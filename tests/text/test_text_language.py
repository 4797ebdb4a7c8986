from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.language import detect, is_foreign

PLAIN_ID = (
    "Pemerintah mengatakan bahwa pembangunan jalan itu akan selesai pada akhir tahun ini, karena "
    "semua dana sudah ada dan para pekerja dari daerah lain juga telah tiba di lokasi tersebut "
    "untuk membantu."
)
PLAIN_EN = (
    "The government said that the road would be finished by the end of the year, because all of "
    "the money is there and workers from other parts of the country have also come to the site "
    "to help."
)

INDONESIAN = [
    "Gubernur Bali menerima kunjungan direktur sebuah perusahaan.",
    "Saya tidak tahu.",
    "Selamat pagi",
    "GUBERNUR BALI TERIMA TAMU DARI LUAR NEGERI",
    "Acara Alibaba Cloud Partner Summit 2024 diharapkan menjadi momentum penting.",
]
ENGLISH = [
    "The governor of Bali received the director of a company.",
    "I do not know.",
    "Good morning",
    "GOVERNOR RECEIVES GUESTS FROM ABROAD",
    "The Kementerian Komunikasi dan Informatika said on Monday that it would help.",
]
MALAY = [
    "Beliau bercakap kepada pemberita selepas mesyuarat bersama ahli jawatankuasa itu.",
    "Polis menahan dua lelaki yang disyaki terlibat dalam kes rompakan.",
]
NEITHER = [
    "Le gouvernement a annoncé hier une hausse des dépenses pour les écoles.",
    "Die Regierung will im kommenden Jahr mehr Geld für Schulen ausgeben.",
    "De minister zei gisteren dat de regering meer geld zal uitgeven.",
    "Sinabi ng pangulo na magbibigay ang pamahalaan ng tulong.",
    "Wong kuwi ora ngerti yen kancane wis mulih wingi bengi.",  # Javanese
    "Abdi badé angkat ka pasar mésér lauk sareng sayuran.",  # Sundanese
    "Правительство сообщило вчера о новых школах.",
    "すべての人間は、生まれながらにして自由である。",
]
NOTHING = ["", " \n", "123", "2/12 – 5%", "🙂", "\ud800"]


@pytest.mark.parametrize("text", INDONESIAN)
def test_indonesian(text: str) -> None:
    guess = detect(text)
    assert (guess.language, guess.is_malay) == ("id", False)


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert detect(text).language == "en"


@pytest.mark.parametrize("text", MALAY)
def test_malay_counts_as_indonesian_and_is_told(text: str) -> None:
    guess = detect(text)
    assert (guess.language, guess.is_malay) == ("id", True)


@pytest.mark.parametrize("text", NEITHER)
def test_another_language(text: str) -> None:
    assert detect(text).language is None


@pytest.mark.parametrize("text", NOTHING)
def test_no_words_to_tell_by(text: str) -> None:
    guess = detect(text)
    assert (guess.language, guess.confidence) == (None, 0.0)


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_gets_the_same_answer_twice(text: str) -> None:
    guess = detect(text)
    assert guess == detect(text)
    assert 0 <= guess.confidence <= 1


@pytest.mark.parametrize(("text", "language"), [(PLAIN_ID, "id"), (PLAIN_EN, "en")])
def test_a_plain_text_does_not_load_the_detector(
    text: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translator.text.language._probabilities", lambda text: {})
    assert detect(text).language == language
    assert detect(" ".join(text.split()[:5])).language is None


FOREIGN = [  # sentence, language of the document, whether it is plainly another one
    ("Der Hund schläft heute auf dem Sofa.", "id", True),
    ("Le Premier ministre a démissionné hier soir.", "en", True),
    ("WHO, UNHCR and the IMF met in Davos.", "id", True),
    ("Presiden menerima tamu dari Jepang di Istana Bogor.", "en", True),
    ("Abdi badé angkat ka pasar mésér lauk.", "id", True),
    ("Presiden menerima tamu dari Jepang di Istana Bogor.", "id", False),
    ("Kementerian mengundang WHO, UNHCR and the IMF untuk rapat.", "id", False),
    ("I don't like gray skies.", "en", False),
    ("I’m getting very hungry tonight.", "en", False),
    ("Gw gak ngerti banget deh bro.", "id", False),
    ("Herr Müller schläft.", "id", False),  # too short to say
    ("Polis menahan dua lelaki yang disyaki.", "id", False),  # Malay is as good as Indonesian
    ("", "id", False),
]


@pytest.mark.parametrize(("sentence", "language", "expected"), FOREIGN)
def test_a_sentence_that_is_plainly_foreign(sentence: str, language: str, expected: bool) -> None:
    assert is_foreign(sentence, language) is expected
