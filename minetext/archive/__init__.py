"""A whole archive read: what two runs differ in, where words stand, what is characteristic, and sums."""
