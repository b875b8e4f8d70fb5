# attack: Makes a tree of thousands of folders with files in each, some of whose names are those that a cleaner might use.
# defence: Emptying takes the next free name where one is taken.
# expect: passed
import os

for folder in ('.', '/tmp'):
    for outer in range(30):
        for inner in range(30):
            os.makedirs(f'{folder}/.swept-{outer:x}/.swept-{inner:x}/.swept-1')
            with open(f'{folder}/.swept-{outer:x}/.swept-{inner:x}/.swept-1/.swept-2', 'w'):
                pass
