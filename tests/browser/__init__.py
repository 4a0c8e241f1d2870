"""A package, because only of a package pytest knows when its last test is over."""
