"""Runs the tasks, through Inspect in a process of its own, and keeps what came of them."""
