"""The version of copsim."""

VERSION = "0.1.0"
