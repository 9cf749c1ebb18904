"""JSON Schema of the files that copsim reads, made from the declarations that its checks use."""
