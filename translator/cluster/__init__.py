"""The same jobs on a Ray cluster: see docs/cluster.md."""
