import Foundation

/// The command line that makes a sandbox: what is seen inside, as whom, and nothing else.
struct BubblewrapArguments {
  let configuration: SandboxConfiguration
  let environment: PythonEnvironment
  let dataset: String?
  let limits: SandboxLimits
  /// The user inside; as root also the user outside, so that the limit of processes binds.
  let userID: UInt32
  let isRoot: Bool

  private static let workerFolder = "/latchkey"

  var arguments: [String] {
    namespaces + environmentVariables + system + devices + folders + ["--remount-ro", "/", "--chdir", "/tmp", "--"]
      + identity + [environment.executable, "-I", "-B", "-c", Self.entry]
  }

  private static let entry =
    "import sys; sys.path.insert(0, '\(workerFolder)'); from worker import supervise; supervise.main()"

  private var namespaces: [String] {
    let always = [
      "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname",
      "sandbox", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
    ]
    // Root keeps what `setpriv` needs to become another user, and loses that with it.
    return always
      + (isRoot
        ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
        : ["--unshare-user", "--disable-userns", "--uid", "\(userID)", "--gid", "\(userID)"])
  }

  private var identity: [String] {
    guard isRoot else { return [] }
    return [
      configuration.setpriv, "--reuid=\(userID)", "--regid=\(userID)", "--clear-groups", "--no-new-privs",
      "--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all",
    ]
  }

  private var environmentVariables: [String] {
    let variables = [
      ("HOME", "/tmp"), ("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("TZ", "UTC"),
      ("OMP_NUM_THREADS", "1"), ("OPENBLAS_NUM_THREADS", "1"), ("ARROW_IO_THREADS", "1"),
    ]
    return ["--clearenv"] + variables.flatMap { ["--setenv", $0.0, $0.1] }
  }

  private var system: [String] {
    ["--ro-bind", "/usr", "/usr"] + ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].flatMap(companion)
      + folder("/etc")
      + ["/etc/ld.so.cache", "/etc/alternatives"].flatMap { ["--ro-bind-try", $0, $0] }
  }

  /// Where `/lib` and the like are links into `/usr`, they are links inside too.
  private func companion(_ name: String) -> [String] {
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/" + name) {
      return ["--symlink", target, "/" + name]
    }
    return FileManager.default.fileExists(atPath: "/" + name) ? ["--ro-bind", "/" + name, "/" + name] : []
  }

  private var devices: [String] {
    [
      "--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", "\(limits.fileBytes)", "--tmpfs", "/dev/shm",
      "--remount-ro", "/dev", "--perms", "1777", "--size", "\(limits.fileBytes)", "--tmpfs", "/tmp",
    ]
  }

  private var folders: [String] {
    var made: Set<String> = []
    let mounts =
      environment.mounts.map { ($0.source, $0.destination) }
      + [(configuration.worker, Self.workerFolder + "/worker")]
      + (dataset.map { [($0, SandboxDataset.pathInside)] } ?? [])
    return mounts.flatMap { source, destination in
      parents(of: destination).filter { made.insert($0).inserted }.flatMap(folder)
        + ["--ro-bind", source, destination]
    }
  }

  /// Folders that are left to be made implicitly would be closed to everybody but root.
  private func folder(_ path: String) -> [String] { ["--perms", "0755", "--dir", path] }

  private func parents(of path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { "/" + parts[...$0].joined(separator: "/") }
  }
}
