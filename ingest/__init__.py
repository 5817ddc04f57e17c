"""Files and tables in, documents and usage facts out."""
