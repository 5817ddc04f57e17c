"""Languages, told offline."""

import pytest

from ingest.language import detect

SENTENCES = {
    "en": "We closed the month in four days.",
    "de": "Wir haben den Abschluss auf vier Tage verkürzt.",
    "fr": "Nous avons réduit la clôture à quatre jours.",
    "es": "Cerramos el mes en cuatro días.",
    "it": "Abbiamo chiuso il mese in quattro giorni.",
    "nl": "We hebben de afsluiting teruggebracht tot vier dagen.",
    "pt": "Fechamos o mês em quatro dias e ficamos muito satisfeitos.",
    "pl": "Zamknęliśmy miesiąc w cztery dni.",
    "sv": "Vi stängde månaden på fyra dagar.",
    "cs": "Měsíc jsme uzavřeli za čtyři dny.",
    "fi": "Suljimme kuukauden neljässä päivässä.",
    "tr": "Ayı dört günde kapattık ve çok memnunuz.",
    "ru": "Мы закрыли месяц за четыре дня.",
    "uk": "Ми закрили місяць за чотири дні, і це чудово.",
    "el": "Κλείσαμε τον μήνα σε τέσσερις ημέρες.",
    "ar": "لقد أغلقنا الشهر في أربعة أيام.",
    "he": "סגרנו את החודש תוך ארבעה ימים.",
    "hi": "हमने चार दिनों में महीना बंद किया।",
    "th": "เราปิดเดือนในสี่วัน",
    "ja": "私たちは四日で締めました。",
    "zh": "我们在四天内完成了月结。",
    "ko": "우리는 4일 만에 월 마감을 했습니다.",
    "vi": "Chúng tôi đã đóng tháng trong bốn ngày.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence(language: str) -> None:
    assert detect(SENTENCES[language]) == language


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja", "ar"])
def test_marks_stamps_labels_and_addresses_do_not_count(language: str) -> None:
    label = "## [00:12:03] \n**Jane Smith (Chief Operating Officer, The Bright Company):**"
    assert detect(f"{label} {SENTENCES[language]} https://the.example/of/and a@b.io") == language


def test_german_full_of_english_terms_is_german() -> None:
    assert detect("Unser Team nutzt die Dashboards und Workflows im Reporting, weil das Setup einfach war.") == "de"


@pytest.mark.parametrize(
    "text", ["", "Yes.", "12:30 45 %", "Jane Doe", "[00:01:02] **Sam:** OK", "# -- ||", "👍👍👍👍👍👍👍👍👍"]
)
def test_too_little_is_undetermined(text: str) -> None:
    assert detect(text) == "und"


def test_the_larger_part_decides() -> None:
    assert detect(SENTENCES["de"] + " " + " ".join([SENTENCES["en"]] * 6)) == "en"
    long = "Name: The Company\nDate: 1 May\n\n" + "\n".join([SENTENCES["de"]] * 2_000)
    assert detect(long) == "de"


TALK = "Before Brightwater started, the finance team closed its books by hand and nobody liked that week of the month. "


@pytest.mark.parametrize(
    ("english", "german", "language"), [(20, 0, "en"), (20, 8, "en"), (2, 40, "de"), (0, 40, "de")]
)
def test_long_texts_in_one_language_and_in_two(english: int, german: int, language: str) -> None:
    assert detect(TALK * english + (SENTENCES["de"] + " ") * german) == language


def test_half_a_surrogate_pair_is_no_trouble() -> None:
    assert detect("We closed the month in four days. \ud800") == "en"
