"""The two ways by which a package goes, and after which the edition of a base is called: the keys that files hold."""

OPEN = "open"
PROTECTED = "protected"  # «Защищённый канал» of the ViPNet network

CHANNELS = {OPEN: "открытый", PROTECTED: "защищённый"}  # what people call them
