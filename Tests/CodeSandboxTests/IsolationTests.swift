import CodeSandbox
import Foundation
import Testing

@Suite struct IsolationTests {
  @Test func theCheckPassesWhereTheToolsAre() async throws {
    try await SandboxFixture.shared.check()
  }

  @Test func aProgramIsNotRootAndHasNoCapabilities() async throws {
    let printed = try await SandboxFixture.printed(
      """
      import os
      print(os.getuid() != 0, os.geteuid() != 0, os.getgid() != 0, 0 in os.getgroups())
      for line in open("/proc/self/status"):
          name, _, value = line.partition(":")
          if name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs"):
              print(name, int(value, 16))
      """)
    #expect(
      printed == "True True True False\nCapInh 0\nCapPrm 0\nCapEff 0\nCapBnd 0\nCapAmb 0\nNoNewPrivs 1")
  }

  @Test func theNetworkIsOutOfReach() async throws {
    let printed = try await SandboxFixture.printed(
      """
      import os, socket, urllib.request
      def attempt(action):
          try:
              action()
              return "reached"
          except OSError:
              return "blocked"
      print(attempt(lambda: socket.create_connection(("127.0.0.1", 8080), 2)))
      print(attempt(lambda: socket.create_connection(("192.0.2.1", 443), 2)))
      print(attempt(lambda: socket.getaddrinfo("localhost.localdomain", 80)))
      print(attempt(lambda: urllib.request.urlopen("http://192.0.2.1/", timeout=2)))
      print(attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)))
      print(attempt(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)))
      print(attempt(lambda: socket.socket(40, socket.SOCK_STREAM)))
      """)
    #expect(printed.split(separator: "\n").allSatisfy { $0 == "blocked" })
  }

  @Test func theFilesOfTheHostAreInvisible() async throws {
    let secret = try TemporaryDataset("a secret of the host")
    let printed = try await SandboxFixture.printed(
      """
      import os
      paths = [\(String(reflecting: secret.path)), \(String(reflecting: #filePath)), "/etc/passwd", "/etc/shadow", "/root", "/home", "/var", "/sys"]
      print([path for path in paths if os.path.exists(path)])
      print(sorted(name for name in os.listdir("/") if not name.startswith(("lib", "bin", "sbin"))))
      print([name for name in os.listdir("/proc") if name.isdigit() and int(name) > 10])
      """)
    #expect(printed == "[]\n['dev', 'etc', 'latchkey', 'proc', 'tmp', 'usr', 'venv']\n[]")
  }

  @Test func theEnvironmentHoldsNoSecrets() async throws {
    setenv("OPENAI_API_KEY", "sk-canary-of-the-environment", 1)
    let printed = try await SandboxFixture.printed(
      """
      import glob, os
      print(sorted(os.environ))
      found = []
      for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
          try:
              with open(path, "rb") as file:
                  found += [path] if b"canary" + b"-of-the" in file.read() else []
          except OSError:
              pass
      print(found)
      """)
    #expect(
      printed == """
        ['ARROW_IO_THREADS', 'HOME', 'LANG', 'OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'PATH', 'PWD', 'TZ']
        []
        """)
  }

  @Test func theDataSetIsReadOnlyAndSoIsEverythingButTheWorkFolder() async throws {
    let file = try TemporaryDataset("a,b\n1,2\n")
    let printed = try await SandboxFixture.printed(
      """
      import os
      def attempt(path, mode="w"):
          try:
              with open(path, mode) as file:
                  file.write("x")
              return "written"
          except OSError as error:
              return type(error).__name__ if error.errno != 30 else "read-only"
      print(attempt("/data/dataset.csv", "a") != "written", attempt("/data/other") != "written")
      print([attempt(p) == "written" for p in ("/usr/x", "/venv/x", "/latchkey/worker/x", "/x", "/etc/x", "/dev/x")])
      print(attempt("/tmp/x"), attempt("/dev/shm/x"))
      try:
          os.remove("/data/dataset.csv")
      except OSError:
          print("kept")
      """, dataset: file.dataset)
    #expect(printed == "True True\n[False, False, False, False, False, False]\nwritten written\nkept")
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "a,b\n1,2\n")
  }

  @Test func whatOneRunLeavesBehindIsGoneInTheNext() async throws {
    _ = try await SandboxFixture.printed("open('/tmp/left', 'w').write('x'); print('done')")
    #expect(try await SandboxFixture.printed("import os; print(os.listdir('/tmp'))") == "[]")
  }

  @Test(arguments: [
    "libc.unshare(0x10000000)", "libc.unshare(0x40000000)", "libc.setns(0, 0)", "libc.chroot(b'/tmp')",
    "libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)", "libc.umount(b'/tmp')", "libc.ptrace(16, 1, 0, 0)",
    "libc.ptrace(16, os.getppid(), 0, 0)", "libc.syscall(425, 8, 0)", "libc.syscall(321, 0, 0, 0)",
    "libc.syscall(250, 0, 0, 0)", "libc.setuid(0)", "libc.kill(os.getppid(), 9)", "libc.kill(-1, 9)",
    "libc.kill(1, 9)", "libc.personality(0x40000)", "libc.syscall(434, os.getppid(), 0)",
  ])
  func theKernelRefuses(_ call: String) async throws {
    let printed = try await SandboxFixture.printed(
      """
      import ctypes, os
      libc = ctypes.CDLL(None, use_errno=True)
      print(\(call))
      """)
    #expect(printed == "-1" || (call.contains("kill(1, 9)") && printed == "0"))
  }

  @Test func theSupervisorHidesItsMemoryAndItsChannel() async throws {
    let printed = try await SandboxFixture.printed(
      """
      import os
      for name in ("fd", "fd/1", "mem", "environ", "maps"):
          path = f"/proc/{os.getppid()}/{name}"
          try:
              os.listdir(path) if name == "fd" else open(path, "rb").read(1)
              print("open", path)
          except OSError:
              print("shut")
      """)
    #expect(printed == "shut\nshut\nshut\nshut\nshut")
  }
}
