"""What everything else stands on: errors, declared parameters and columns, addressed chance, kernels."""
