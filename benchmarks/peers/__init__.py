"""The reference workloads as their users would write them elsewhere: W1 (March 1991) and W2 (Fang et al. 2010)."""
