"""Outcomes: values before and after, changes, returns, and where the evidence disagrees about them."""
