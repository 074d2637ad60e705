"""Runs: the Model, its metrics, run files, replay and digest."""
