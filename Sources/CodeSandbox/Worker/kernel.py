"""System calls that a data analysis never makes are refused, so that the kernel's riskiest doors stay shut.

A namespace, a capability or a permission already stops most of them; this is the second wall. The list is of
names, not of numbers, so that it can be read; a call that the architecture doesn't have is left out.
Memory that belongs to no process and to no folder could not be counted: `memfd_create` and `shmget` are on it too.
"""

import ctypes
import errno
import platform
import struct

PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2

ALLOW = 0x7FFF0000
KILL = 0x80000000
REFUSE = 0x00050000 | errno.EPERM
UNKNOWN = 0x00050000 | errno.ENOSYS

# CLONE_NEWTIME | NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
NEW_NAMESPACES = 0x80 | 0x20000 | 0x2000000 | 0x4000000 | 0x8000000 | 0x10000000 | 0x20000000 | 0x40000000
AF_UNIX = 1

# fmt: off
# audit architecture, then the calls whose numbers differ between architectures
ARCHITECTURES = {
    "x86_64": (
        0xC000003E,
        {"clone": 56, "clone3": 435, "socket": 41, "kill": 62, "tkill": 200, "tgkill": 234, "prlimit64": 302},
        {
            "ptrace": 101, "personality": 135, "pivot_root": 155, "chroot": 161, "acct": 163, "mount": 165,
            "umount2": 166, "swapon": 167, "swapoff": 168, "reboot": 169, "sethostname": 170, "setdomainname": 171,
            "iopl": 172, "ioperm": 173, "init_module": 175, "delete_module": 176, "quotactl": 179,
            "lookup_dcookie": 212, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272,
            "perf_event_open": 298, "fanotify_init": 300, "name_to_handle_at": 303, "open_by_handle_at": 304,
            "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312, "finit_module": 313,
            "kexec_load": 246, "kexec_file_load": 320, "bpf": 321, "userfaultfd": 323, "syslog": 103,
            "modify_ldt": 154, "settimeofday": 164, "adjtimex": 159, "clock_settime": 227, "clock_adjtime": 305,
            "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "memfd_create": 319, "shmget": 29,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {"clone": 220, "clone3": 435, "socket": 198, "kill": 129, "tkill": 130, "tgkill": 131, "prlimit64": 261},
        {
            "ptrace": 117, "personality": 92, "pivot_root": 41, "chroot": 51, "acct": 89, "mount": 40, "umount2": 39,
            "swapon": 224, "swapoff": 225, "reboot": 142, "sethostname": 161, "setdomainname": 162,
            "init_module": 105, "delete_module": 106, "quotactl": 60, "lookup_dcookie": 18, "add_key": 217,
            "request_key": 218, "keyctl": 219, "unshare": 97, "perf_event_open": 241, "fanotify_init": 262,
            "name_to_handle_at": 264, "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270,
            "process_vm_writev": 271, "kcmp": 272, "finit_module": 273, "kexec_load": 104, "kexec_file_load": 294,
            "bpf": 280, "userfaultfd": 282, "syslog": 116, "settimeofday": 170, "adjtimex": 171,
            "clock_settime": 112, "clock_adjtime": 266, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240,
            "memfd_create": 279, "shmget": 194,
        },
    ),
}
# fmt: on

# Calls that came later have one number everywhere: pidfd_send_signal, io_uring (three), open_tree, move_mount,
# fsopen, fsconfig, fsmount, fspick, pidfd_open, pidfd_getfd, mount_setattr, quotactl_fd, memfd_secret
COMMON = (424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 438, 442, 443, 447)

LOAD, JUMP_EQUAL, JUMP_GREATER, JUMP_SET, RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
NUMBER_OFFSET, ARCHITECTURE_OFFSET, FIRST_ARGUMENT = 0, 4, 16


def set_dumpable(flag):
    """A process that isn't dumpable hides its memory and descriptors from others of its user."""
    call_prctl(PR_SET_DUMPABLE, int(flag))


def forbid_dangerous_calls(supervisor):
    """Loads the filter for this process and all that it starts; signals to the supervisor are refused too."""
    call_prctl(PR_SET_NO_NEW_PRIVS, 1)
    described = ARCHITECTURES.get(platform.machine())
    if described is None:
        return
    code = b"".join(program(*described, supervisor))
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    call_prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(header, len(header)))


def program(architecture, special, refused, supervisor):
    yield step(LOAD, ARCHITECTURE_OFFSET)
    yield step(JUMP_EQUAL, architecture, 1, 0)
    yield step(RETURN, KILL)
    yield step(LOAD, NUMBER_OFFSET)
    # x86_64 also answers to numbers of the x32 variant, which would pass by the list.
    yield from when(JUMP_GREATER, 0x3FFFFFFF, [step(RETURN, REFUSE)])
    for number in sorted((*refused.values(), *COMMON)):
        yield from when(JUMP_EQUAL, number, [step(RETURN, REFUSE)])
    # The flags of clone3 are behind a pointer: without it, the C library falls back to clone.
    yield from when(JUMP_EQUAL, special["clone3"], [step(RETURN, UNKNOWN)])
    yield from when(JUMP_EQUAL, special["clone"], argument(JUMP_SET, [NEW_NAMESPACES]))
    yield from when(
        JUMP_EQUAL,
        special["socket"],
        [step(LOAD, FIRST_ARGUMENT), step(JUMP_EQUAL, AF_UNIX, 0, 1), step(RETURN, ALLOW), step(RETURN, REFUSE)],
    )
    # The whole group, everybody, and the supervisor itself.
    targets = [supervisor, -supervisor & 0xFFFFFFFF, 0xFFFFFFFF]
    for name in ("kill", "tkill", "tgkill"):
        yield from when(JUMP_EQUAL, special[name], argument(JUMP_EQUAL, targets))
    yield from when(JUMP_EQUAL, special["prlimit64"], argument(JUMP_EQUAL, [supervisor]))
    yield step(RETURN, ALLOW)


def argument(comparison, values):
    """Refuses the call when its first argument matches one of the values."""
    steps = [step(LOAD, FIRST_ARGUMENT)]
    for value in values:
        steps += [step(comparison, value, 0, 1), step(RETURN, REFUSE)]
    return [*steps, step(RETURN, ALLOW)]


def when(comparison, value, steps):
    return [step(comparison, value, 0, len(steps)), *steps]


def step(code, value, if_true=0, if_false=0):
    return struct.pack("HBBI", code, if_true, if_false, value)


def call_prctl(option, first, second=None):
    library = ctypes.CDLL(None, use_errno=True)
    arguments = [ctypes.c_ulong(first), second if second is not None else ctypes.c_ulong(0)]
    if library.prctl(option, *arguments, ctypes.c_ulong(0), ctypes.c_ulong(0)) != 0:
        raise OSError(ctypes.get_errno(), "The kernel refused to protect the run.")
