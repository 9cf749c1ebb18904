"""Studies: questions asked of constellations, many runs at a time, and what their answers may claim."""
