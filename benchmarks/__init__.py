"""Speed, shown as ratios that are measured side by side in one run: `make bench`, or `python -m benchmarks`."""
