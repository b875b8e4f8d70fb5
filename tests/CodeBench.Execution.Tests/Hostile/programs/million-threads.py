# attack: Starts threads until a million, all of which sleep.
# defence: The container's limit of processes counts threads too.
# expect: runtime_error
import threading
import time

for _ in range(1_000_000):
    threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
