"""Outcome stories, adoption roles and RACI, each claim traced to its evidence."""
