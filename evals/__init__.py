"""The evals suite: is this version better or worse than the last, where, and can the figure be trusted?"""
