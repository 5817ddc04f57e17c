"""Encodings: marks, UTF-8, UTF-16 without a mark, code pages, and what is no text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import BadInput
from ingest.encoding import decode

SAMPLES = {
    "cp1252": "Wir haben über 300 Geschichten – „toll“, sagte Müller: 40 % für 3 €.",
    "latin-1": "Le café a doublé son chiffre d'affaires, très bien.",
    "cp1250": "Zamknęliśmy miesiąc w cztery dni, świetnie, żółć i jeszcze więcej.",
    "cp1254": "Ayı dört günde kapattık ve ekip sonuçtan çok memnun, şimdi her şey daha kolay.",
    "iso2022_jp": "私たちは四日で月次決算を締めました。",
    "cp1251": "Мы закрыли месяц за четыре дня и очень довольны результатом работы.",
    "koi8_r": "Мы закрыли месяц за четыре дня и очень довольны результатом работы.",
    "cp1253": "Κλείσαμε τον μήνα σε τέσσερις ημέρες και είμαστε πολύ ευχαριστημένοι.",
    "cp1256": "لقد أغلقنا الشهر في أربعة أيام ونحن سعداء جدا بالنتيجة.",
    "shift_jis": "私たちは四日で月次決算を締めました。とても満足しています。",
    "gb18030": "我们在四天内完成了月结,整个团队都非常满意这个结果。",
    "euc_kr": "우리는 사일 만에 월 마감을 했습니다. 결과에 매우 만족합니다.",
}


@pytest.mark.parametrize("encoding", SAMPLES)
def test_code_pages_are_told_and_said_to_be_a_guess(encoding: str) -> None:
    decoded = decode("a.txt", SAMPLES[encoding].encode(encoding))
    assert decoded.text == SAMPLES[encoding]
    assert decoded.guessed


@pytest.mark.parametrize("text", ["Hello", "Hello wörld – 你好\n", "Мы закрыли месяц.\n", "月次決算 OK\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert b"\x00" in data
    assert decode("a.txt", data).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_settles_it(encoding: str) -> None:
    decoded = decode("a.txt", "Grüße ∑".encode(encoding))
    assert decoded.text == "Grüße ∑"
    assert not decoded.guessed


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Hello there".encode("utf-16")[:-1], "a.txt, byte 21: is not whole UTF-16-LE text"),
        (b"\xef\xbb\xbfabc\xff\xfeabc", "a.txt, byte 4: is not whole UTF-8 text"),
        ("größer – über\nüß".encode()[:-1], "a.txt, line 2: ends within a character"),
        ("größer – über\n".encode() * 3 + b"\xfcber", "a.txt, line 4: mixes UTF-8 with bytes that are not"),
        (b"line\nabc\x00\x01\x02\x03\xffdef" * 9, "a.txt, line 2: is a binary file"),
        (b"\x01\x02\x03\x04\x05\x06 some words", "a.txt: is a binary file"),
        (bytes(range(256)), "a.txt, line 1: is a binary file"),
    ],
)
def test_damaged_and_binary_files_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadInput) as raised:
        decode("a.txt", data)
    assert str(raised.value).startswith(said)


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text = decode("a.txt", data).text
    except BadInput:
        return
    assert "\x00" not in text
    text.encode()  # no half of a surrogate pair
