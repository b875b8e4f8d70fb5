# attack: Prints more than it may and then ends with 0, as if all were well.
# defence: The limit is looked at once more when the program has ended.
# expect: output_exceeded
import os

for _ in range(20):
    os.write(1, bytes(1 << 20))
os._exit(0)
