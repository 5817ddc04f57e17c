"""Responsibility matrices: reading them, holding them against the rules, and suggesting one."""
