extension BubblewrapSandbox {
  /// Proves with a real run that code would be isolated and that its libraries are there; throws what is missing in
  /// plain words. A server whose check fails must not offer to run code.
  package func check() async throws(SandboxError) {
    let limits = SandboxLimits(cpu: .seconds(10), wall: .seconds(20), outputBytes: 10_000)
    let result = try await run(RunRequest(code: Self.selfTest, limits: limits))
    if let error = result.error {
      throw error.type == "ModuleNotFoundError"
        ? .pythonIncomplete(reason: "\(error.message). Install it: \(SandboxConfiguration.pythonInstallation)")
        : .notPermitted(reason: error.message)
    }
    guard result.stdout == "isolated\n" else { throw .failed(reason: "the self-test printed something else") }
  }

  private static let selfTest = """
    import importlib.util, os
    status = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
    assert os.getuid() != 0, "programs would run as root"
    assert int(status["CapEff"], 16) == 0 and int(status["CapBnd"], 16) == 0, "programs would keep capabilities"
    assert int(status["NoNewPrivs"]) == 1, "programs could gain privileges"
    assert [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]] in ([], ["lo"]), "there is a network"
    for name in ("pandas", "numpy", "scipy", "statsmodels", "sklearn", "duckdb", "pyarrow", "plotly", "charset_normalizer"):
        if importlib.util.find_spec(name) is None:
            raise ModuleNotFoundError(f"{name} is not installed")
    print("isolated")
    """
}
