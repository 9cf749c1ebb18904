"""Docking: copsim's own kernels, configured as published models, beside the figures that others got."""
