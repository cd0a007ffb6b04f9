"""What all processes of a run use together, and what is said when that is too much."""

import os

TICKS = os.sysconf("SC_CLK_TCK")
# Memory that no file backs, private or shared, in kilobytes.
UNBACKED = ("RssAnon:", "RssShmem:")
# The folders in memory that a program may write to.
WRITABLE = ("/tmp", "/dev/shm")


def broken_limit(limits, elapsed):
    if elapsed > limits["wall_seconds"]:
        return error("TimeLimit", f"The program ran longer than the {limits['wall_seconds']:g} seconds it may take.")
    memory, cpu = total_use()
    if memory > limits["memory_bytes"]:
        return memory_error(limits["memory_bytes"])
    if cpu > limits["cpu_seconds"]:
        return cpu_error()
    return None


def total_use():
    """Bytes of memory that no file backs, and seconds of processor time, of all but the first two processes."""
    memory = sum(used_space(folder) for folder in WRITABLE)
    cpu = 0.0
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) in (1, os.getpid()):
            continue
        try:
            with open(f"/proc/{name}/status") as file:
                resident = sum(int(line.split()[1]) for line in file if line.startswith(UNBACKED))
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        memory += resident * 1024
        # user, system, and the same of children that ended
        cpu += sum(int(field) for field in fields[11:15]) / TICKS
    return memory, cpu


def used_space(folder):
    use = os.statvfs(folder)
    return (use.f_blocks - use.f_bfree) * use.f_frsize


def memory_error(limit):
    return error("MemoryLimit", f"The program needs more memory than the {limit / 1_000_000:,.0f} MB that it may use.")


def cpu_error():
    return error("CPULimit", "The program used more processor time than it may.")


def error(kind, message):
    return {"type": kind, "message": message, "traceback": "", "line": None}
