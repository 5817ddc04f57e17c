import hashlib

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import Document
from assistant.domain.errors import BadInput
from assistant.domain.spans import Span
from ingest.documents import Redact, ingest
from ingest.passages import passages
from ingest.raw import RawDocument
from ingest.structure.analysis import analyse

TALK = """Account: Norda
Participants: Ilse Brandt (VP Finance, Norda), Mara Voss (CSM, Flowly), Jon Ek (IT, Norda)

Mara: How long did it take, and did Jon help?
Ilse: It took us ten days. Jon Ek did all of it. Write to jon@norda-steel.com.
Mara: And now?
Ilse: Four, says Mara Voss.
"""


def read(redact: Redact, account: Account | None = None, text: str = TALK) -> Document:
    return ingest("call.txt", text.encode(), id="call.txt", account=account or Account(), redact=redact)


def test_the_document_says_what_was_read() -> None:
    document = read("off")
    assert document.sha256 == hashlib.sha256(TALK.encode()).hexdigest()
    assert (document.id, document.text, document.language, document.redactions) == ("call.txt", TALK, "en", ())


def test_suggesting_leaves_the_text() -> None:
    document = read("suggest")
    assert document.text == TALK
    hidden = {document.text[r.start : r.end] for r in document.redactions}
    assert {"jon@norda-steel.com", "Jon Ek", "Mara Voss"} <= hidden
    assert not any("Ilse" in words for words in hidden)
    assert all(redaction.replacement is None for redaction in document.redactions)


def test_redacting_replaces_all_but_the_customer_who_speaks() -> None:
    document = read("on")
    assert not any(words in document.text for words in ("Jon", "jon@", "Mara", "Voss"))
    assert "Ilse Brandt (VP Finance, Norda)" in document.text
    for redaction in document.redactions:
        assert document.text[redaction.start : redaction.end] == redaction.replacement


def test_structure_survives_redaction() -> None:
    plain, hidden = read("off"), read("on")
    assert [(b.kind, b.side) for b in hidden.blocks] == [(b.kind, b.side) for b in plain.blocks]
    speakers = {block.speaker for block in hidden.blocks if block.speaker}
    assert "Ilse Brandt" in speakers
    assert not any("Mara" in speaker for speaker in speakers)
    for person in hidden.people:
        assert person.span is not None
        assert person.span.of(hidden.text) == person.name
        if person.title_span is not None:
            assert person.title_span.of(hidden.text) == person.title
    assert "ten days" in " ".join(passage.text for passage in passages(hidden))


def test_a_customer_listed_in_the_account_file_is_hidden_too() -> None:
    account = Account.model_validate({"people": [{"name": "Ilse Brandt", "side": "customer"}]})
    document = read("on", account)
    assert "Ilse" not in document.text
    assert {block.side.value for block in document.blocks if block.kind.value == "speech"} == {"vendor", "customer"}


def test_bad_input_is_told() -> None:
    with pytest.raises(BadInput, match=r"call\.txt"):
        read("off", text="")


def test_pages_are_kept() -> None:
    raw = RawDocument("application/pdf", "Four days.\n\nSpain is next.\n", pages=(Span(0, 12), Span(12, 27)))
    assert [block.page for block in analyse(raw, Account()).blocks] == [1, 2]
