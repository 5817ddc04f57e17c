"""Recorded replies of a model service, so that the generative road is scored offline and comes out the same."""
