"""How the extractive summarizer of the package is trained."""
