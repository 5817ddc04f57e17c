"""What is known and decided: frozen types and their rules. Imports nothing of ours."""
