# attack: Writes programs into its folder and /tmp and runs them, some under the runner's name, as daemons.
# defence: They run as its user, with its limits, and are killed with it.
# expect: passed
import os
import subprocess

for folder in ('/box/program', '/tmp'):
    path = f'{folder}/codebench-runner'
    with open(path, 'w') as script:
        script.write('#!/bin/sh\ntrap "" HUP INT TERM\nwhile :; do sleep 1; done\n')
    os.chmod(path, 0o755)
    for _ in range(5):
        subprocess.Popen([path], start_new_session=True)
