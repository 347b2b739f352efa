"""Run before the frozen program: Qt loads nothing but what lies in the program's own folder.

PyInstaller itself keeps Python from PYTHONPATH and the current folder, and sets QT_PLUGIN_PATH to its own; these
would still let a stranger's library in.
"""

import os

for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_GENERIC_PLUGINS", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE"):
    os.environ.pop(name, None)
