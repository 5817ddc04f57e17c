"""Adapters for embedding and chat models."""
