"""What a person does, a verb phrase each: the only door for the window and the terminal."""
