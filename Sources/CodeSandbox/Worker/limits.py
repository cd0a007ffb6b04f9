"""The limits that the kernel enforces on each process of a run; they can't be raised again."""

import resource

# The data libraries reserve about this much address space that they never touch, in bytes.
RESERVED_ADDRESS_SPACE = 3 << 30


def apply(limits):
    cpu = max(1, int(limits["cpu_seconds"]))
    set_limit(resource.RLIMIT_CPU, cpu, cpu + 1)
    set_limit(resource.RLIMIT_AS, limits["memory_bytes"] + RESERVED_ADDRESS_SPACE)
    set_limit(resource.RLIMIT_NPROC, limits["processes"])
    set_limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    set_limit(resource.RLIMIT_NOFILE, limits["open_files"])
    set_limit(resource.RLIMIT_CORE, 0)
    set_limit(resource.RLIMIT_MEMLOCK, 0)
    set_limit(resource.RLIMIT_MSGQUEUE, 0)


def set_limit(kind, soft, hard=None):
    _, ceiling = resource.getrlimit(kind)
    hard = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))
