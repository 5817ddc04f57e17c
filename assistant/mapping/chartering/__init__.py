"""Function charters: reading them, and finding what one expects of another that the other does not do."""
