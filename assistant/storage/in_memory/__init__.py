"""The collections of `assistant.retrieval.store` in memory; `assistant.storage.memory_store` binds them together."""
