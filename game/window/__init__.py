"""The window: the Canvas on an SDL surface, input, the loop. The only place that imports pygame."""
