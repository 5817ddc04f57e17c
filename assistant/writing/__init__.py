"""Evidence in, proposed story out; the checker decides what of it stands."""
