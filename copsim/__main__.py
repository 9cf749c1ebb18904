"""`python -m copsim` is the command line."""

from copsim.cli import main

if __name__ == "__main__":
    main(prog_name="copsim")
