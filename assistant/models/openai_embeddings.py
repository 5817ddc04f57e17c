"""Embeddings of an OpenAI-compatible service, where the settings ask for them."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings

from assistant.domain.errors import ModelFailed

DEFAULT_URL = "https://api.openai.com/v1"
NO_KEY = "not-needed"  # a local service asks for none, but the client refuses to start without
ATTEMPTS = 3
BATCH = 256  # texts in one request


class OpenAIEmbedder(Embeddings):
    """LangChain's `Embeddings` over the service, with the name and size that bind a collection to it.

    Args:
        model: as the service calls it.
        api_key: None for a service that asks for none.
        base_url: None for OpenAI's own.
        attempts: calls made before giving up.
        http_client: an `httpx.Client`, for proxies and tests; None lets the library make its own.
    """

    def __init__(
        self,
        model: str,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        attempts: int = ATTEMPTS,
        http_client: Any = None,
    ) -> None:
        self._host = urlsplit(base_url or DEFAULT_URL).hostname or "the model service"
        self._attempts = attempts
        self._made_with = {
            "model": model,
            "api_key": api_key or NO_KEY,
            "base_url": base_url or DEFAULT_URL,
            "max_retries": attempts - 1,
            "http_client": http_client,
        }
        self.name = f"{self._host}/{model}"

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector, as the service answers it; asked once."""
        return len(self.embed_query("length"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text, in order.

        Raises:
            ModelFailed: the service is down, refuses, or answers with another number of vectors.
        """
        from openai import OpenAIError

        try:
            vectors: list[list[float]] = self._client.embed_documents(texts)
        except OpenAIError as error:
            raise ModelFailed(self._host, f"no embeddings: {error}", attempts=self._attempts) from error
        if len(vectors) != len(texts):
            raise ModelFailed(self._host, f"{len(vectors)} vectors for {len(texts)} texts", attempts=1)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self.embed_documents([text])[0]

    @cached_property
    def _client(self) -> Any:
        from langchain_openai import OpenAIEmbeddings

        # the length check would fetch a tokeniser from the network; passages are short
        return OpenAIEmbeddings(**self._made_with, check_embedding_ctx_length=False, chunk_size=BATCH)
