import json

import httpx
import pytest

from assistant.domain.errors import ModelFailed
from assistant.models.openai_embeddings import OpenAIEmbedder

VECTORS = {"one": [1.0, 0.0, 0.0], "two": [0.0, 1.0, 0.0], "length": [0.5, 0.5, 0.5]}


class Service:
    """Answers like an OpenAI-compatible service and remembers what it was asked."""

    def __init__(self, status: int = 200, drop: int = 0) -> None:
        self.status, self.drop = status, drop
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        texts = json.loads(request.content)["input"]
        data = [
            {"object": "embedding", "index": at, "embedding": VECTORS[text]}
            for at, text in enumerate(texts[: len(texts) - self.drop])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return httpx.Response(self.status, json={"object": "list", "data": data, "model": "m", "usage": usage})


def embedder(service: Service) -> OpenAIEmbedder:
    client = httpx.Client(transport=httpx.MockTransport(service))
    return OpenAIEmbedder("small", base_url="http://models.example/v1", attempts=1, http_client=client)


def test_texts_go_out_as_text_and_come_back_in_order() -> None:
    service = Service()
    assert embedder(service).embed_documents(["two", "one"]) == [VECTORS["two"], VECTORS["one"]]
    assert json.loads(service.asked[0].content)["input"] == ["two", "one"]
    assert str(service.asked[0].url) == "http://models.example/v1/embeddings"


def test_name_and_size_bind_to_the_service_and_the_model() -> None:
    service = Service()
    made = embedder(service)
    assert (made.name, made.dimensions, made.dimensions) == ("models.example/small", 3, 3)
    assert len(service.asked) == 1


def test_a_service_that_is_down_is_named_without_a_traceback_to_read() -> None:
    with pytest.raises(ModelFailed, match=r"models\.example: no embeddings"):
        embedder(Service(status=503)).embed_query("one")


def test_a_missing_vector_is_never_filled_in() -> None:
    with pytest.raises(ModelFailed, match="1 vectors for 2 texts"):
        embedder(Service(drop=1)).embed_documents(["one", "two"])
