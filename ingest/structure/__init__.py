"""What a document's text is made of: header, blocks, speakers, people and their sides."""
