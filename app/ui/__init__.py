"""The window. Holds plain values only: never a session, never a mapped object.

Nothing that its imports make is garbage, and looking for some meanwhile takes a tenth of the start, so Python's
cycle collector rests from here on; ``garbage.CollectHere`` takes over once there is a window.
"""

import gc

gc.disable()
