"""Which evidence for which question; holds the Protocols of index and model."""
