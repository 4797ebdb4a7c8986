"""Models: which there are, where their weights lie, and whether those are whole."""
