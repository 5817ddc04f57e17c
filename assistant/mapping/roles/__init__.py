"""Adoption roles from what people say of themselves, what others say of them, use, and titles, in this order."""
