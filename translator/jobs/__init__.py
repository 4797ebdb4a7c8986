"""Many files: found, named, skipped if done, translated together, written whole or not at all."""
