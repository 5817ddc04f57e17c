"""The JSON routes, one module a resource; thin: parse, call a use case, answer."""
