"""How far the wording of the sources covers the wording of a sentence, and how well it holds together there."""
