"""What a figure is worth: intervals that know of accounts, and tests of one run against another."""
