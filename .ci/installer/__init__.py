"""What ``build_installer.spec`` is put together from; nothing of it goes into the program but ``own_surroundings``."""
