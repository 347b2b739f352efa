"""The rules of ГИА and of the order as registered functions. No SQL, no Qt."""
