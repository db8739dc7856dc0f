"""The benchmarks: ratios to floors measured in the same run; `nox -s bench` prints them as one table."""
