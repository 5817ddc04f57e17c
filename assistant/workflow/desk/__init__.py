"""The use cases of the service: what people do with accounts, notes and stories; API and pages call these only."""
