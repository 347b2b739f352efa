"""What comes in and goes out as files: class lists, packages."""
