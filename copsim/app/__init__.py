"""The pages of `copsim replay`, served: a scenario goes in, a replay comes out; nothing is kept."""
