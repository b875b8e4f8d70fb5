# attack: Closes all of its streams.
# defence: The proof cannot be printed any more, and that is an error.
# expect: runtime_error
import os

os.closerange(0, 3)
