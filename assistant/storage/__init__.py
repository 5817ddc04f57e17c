"""Adapters for the vector store and the relational store."""
