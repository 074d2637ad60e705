"""Transcripts of every shipped level, and the script that writes them."""
