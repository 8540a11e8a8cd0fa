"""The parts of make_demo.py: one file per kind of content, the words in tables."""
