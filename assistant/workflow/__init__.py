"""The use cases, as plain functions over the parts that `bootstrap` puts together."""
