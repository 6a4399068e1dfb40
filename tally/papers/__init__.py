"""Every paper of a congress, made from the same data as its record."""
