"""The collections of `assistant.retrieval.store` in tables; `relational_store` binds them together."""
