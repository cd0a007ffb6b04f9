/// What bubblewrap, setpriv or Python wrote to standard error when a run had no result, put into plain words.
struct SandboxComplaint {
  let text: String

  /// The error that the text speaks of, nil when it is none of the known ones.
  var error: SandboxError? {
    if text.contains("No permissions to creat") || text.contains("Creating new namespace failed")
      || text.contains("setting up uid map") || text.contains("loopback: Failed")
    {
      return .notPermitted(reason: Self.namespaces)
    }
    if text.contains("Can't mount proc") || text.contains("Failed to make / slave") {
      return .notPermitted(
        reason: "The container forbids mounts. Start it with the right to make namespaces and mounts.")
    }
    if text.contains("setpriv:") {
      return .notPermitted(reason: "The container forbids changing the user inside the sandbox.")
    }
    if text.contains("The kernel refused to protect the run") {
      return .notPermitted(reason: "The kernel has no seccomp filters.")
    }
    if text.contains("execvp") || text.contains("No module named") {
      return .pythonIncomplete(
        reason: text.split(whereSeparator: \.isNewline).last.map { String($0.prefix(300)) } ?? "")
    }
    return nil
  }

  private static let namespaces = """
    it may not make user namespaces. Allow them (sysctl -w kernel.unprivileged_userns_clone=1, on Ubuntu also \
    kernel.apparmor_restrict_unprivileged_userns=0; in a container, a seccomp profile that allows unshare).
    """
}
