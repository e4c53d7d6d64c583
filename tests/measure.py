"""Runs a command, and prints what it took: exit code, CPU and wall seconds, peak memory in KiB.

Run as `python -I -S tests/measure.py COMMAND...`. It is a program of its own, and imports next to
nothing: the system counts into the peak of a process what its parent held when it was made, so a
parent has to be smaller than what it measures. What the command prints on standard output is lost.
"""

import os
import sys
import time


def main(command: list[str]) -> None:
    nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[nothing, nowhere])
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    cpu = used.ru_utime + used.ru_stime
    code = os.waitstatus_to_exitcode(status)
    sys.stdout.write(f"{code} {cpu} {wall} {used.ru_maxrss}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
