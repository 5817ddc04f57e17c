"""What a run must reach to pass: absolute bounds, and the blessed run before it."""
