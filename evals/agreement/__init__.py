"""How far the checker, or a model that judges, agrees with people."""
