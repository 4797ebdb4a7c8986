"""What the user types and sees: commands, options, messages, progress, the exit status."""
