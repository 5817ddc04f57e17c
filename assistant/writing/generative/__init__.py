"""The engine that asks a language model, under the same rule as the built-in one: what is not carried is dropped."""
