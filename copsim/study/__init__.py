"""Questions asked of constellations: experiments, runs, results, comparisons."""
