"""`simulate`: a level without a window, from a seed, saved decisions, `--set` and a policy.

The run is driven a day at a time, because that is where a policy decides, progress is told and Ctrl-C stops: at the
end of a day the model is whole, and what was run so far can be saved. None of this changes the result.
"""
