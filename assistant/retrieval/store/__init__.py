"""The seam to the store of what people do with stories: Protocols; `assistant.storage` provides it."""
