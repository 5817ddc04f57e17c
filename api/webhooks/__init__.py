"""Webhooks: events on their way out, signed, retried, and never to an address inside the house unless allowed."""
