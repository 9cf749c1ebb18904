"""What people hold of the domains, and the only rules by which it passes."""
