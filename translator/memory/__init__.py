"""The translation memory: what was translated once is never paid for again."""
