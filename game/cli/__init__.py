"""The commands behind `main.py`: one module each, with `run(...) -> int`, the exit code.

Rules of this package: it is the top of the house and may call everything below, the window included, which it imports
only when it opens one. Only here (and in main.py) is anything printed. Input that can't be used is a `PleaseHoldError`;
main.py shows its text.
"""
