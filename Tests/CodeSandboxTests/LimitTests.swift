import CodeSandbox
import Foundation
import Testing

@Suite struct LimitTests {
  private static let small = SandboxLimits(
    cpu: .seconds(1), wall: .seconds(20), memoryBytes: 200_000_000, processes: 16, fileBytes: 2_000_000,
    outputBytes: 5000, resultBytes: 500_000, maxTables: 3, maxRowsPerTable: 10, maxFigures: 2)

  private func run(_ code: String, _ change: (inout SandboxLimits) -> Void = { _ in }) async throws -> RunResult {
    var limits = Self.small
    change(&limits)
    let result = try await SandboxFixture.run(code, limits: limits)
    let next = try await SandboxFixture.run("print('unharmed')", limits: Self.small)
    #expect(next.stdout == "unharmed\n")
    return result
  }

  @Test func aForkBombIsContained() async throws {
    let result = try await run("import os\nwhile True: os.fork()")
    #expect(["BlockingIOError", "CPULimit", "TimeLimit", "MemoryLimit"].contains(result.error?.type))
  }

  @Test func threadsCountAsProcesses() async throws {
    let result = try await run(
      "import threading, time\nfor n in range(100): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    )
    #expect(result.error?.type == "RuntimeError")
  }

  @Test func aMemoryBombIsContained() async throws {
    #expect(try await run("x = bytearray(20_000_000_000)").error?.type == "MemoryError")
    let slow = "x = []\nwhile True: x.append(bytearray(10_000_000))"
    #expect(try await run(slow).error?.type == "MemoryLimit")
  }

  @Test func memoryOfAllProcessesCountsTogether() async throws {
    let result = try await run(
      """
      import os, time
      for n in range(8):
          if os.fork() == 0:
              x = bytearray(b"x") * 60_000_000
              time.sleep(60)
      time.sleep(60)
      """)
    #expect(result.error?.type == "MemoryLimit")
  }

  @Test func sharedMemoryCounts() async throws {
    let result = try await run(
      "import mmap\nx = mmap.mmap(-1, 300_000_000)\nwhile True: x.seek(0); x.write(b'x' * len(x))")
    #expect(result.error?.type == "MemoryLimit")
    #expect(try await run("import os; os.memfd_create('hidden')").error?.type == "PermissionError")
  }

  @Test func whoeverKeepsPrintingAfterTheEndIsEndedToo() async throws {
    let result = try await run(
      "import os\nif os.fork() == 0:\n    os.setsid()\n    while True: os.write(1, b'x' * 1000)\nprint('end')")
    #expect(result.error == nil)
    #expect(result.durationMs < 15_000)
  }

  @Test func theWorkFolderIsBounded() async throws {
    #expect(try await run("open('/tmp/a', 'wb').write(bytes(3_000_000))").error?.type == "OSError")
    let many = "for n in range(100): open(f'/tmp/{n}', 'wb').write(bytes(100_000))"
    #expect(try await run(many).error?.type == "OSError")
  }

  @Test func whatIsPrintedIsCutAndSaidToBe() async throws {
    let result = try await run("print('x' * 100_000)\nimport os; os.write(2, b'y' * 100_000)")
    #expect(result.stdout.utf8.count == 5000)
    #expect(result.stdoutTruncated)
    #expect(result.error == nil)
    #expect(try await run("while True: print('x' * 1000)").error?.type == "CPULimit")
  }

  @Test func anEndlessLoopRunsOutOfProcessorTime() async throws {
    #expect(try await run("print('begun')\nwhile True: pass").stdout == "begun\n")
    let stubborn = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
    #expect(try await run(stubborn).error?.type == "CPULimit")
  }

  @Test func processorTimeOfAllProcessesCountsTogether() async throws {
    let result = try await run("import os\nfor n in range(3): os.fork()\nwhile True: pass")
    #expect(result.error?.type == "CPULimit")
  }

  @Test func aSleeperRunsOutOfTime() async throws {
    let result = try await run("print('begun')\nimport time; time.sleep(60)") { $0.wall = .seconds(1) }
    #expect(result.error?.type == "TimeLimit")
    #expect(result.stdout == "begun\n")
    #expect(result.durationMs >= 1000)
  }

  @Test func whatWasStartedInTheBackgroundDoesNotKeepTheRunOpen() async throws {
    let result = try await run(
      "import subprocess\nsubprocess.Popen(['sleep', '60'], start_new_session=True)\nprint('done')")
    #expect(result.stdout.hasSuffix("done\n"))
    #expect(result.error == nil)
    #expect(result.durationMs < 15_000)
  }

  @Test func openFilesAreBounded() async throws {
    let result = try await run("files = [open('/dev/null') for n in range(2000)]") { $0.openFiles = 300 }
    #expect(result.error?.type == "OSError")
  }

  @Test func resultsAreBounded() async throws {
    let tables = try await run("for n in range(9): show(pd.DataFrame({'a': range(50)}), n)")
    try #require(tables.tables.count == 3)
    #expect(tables.tables[0].rows.count == 10)
    #expect(tables.tables[0].totalRows == 50)
    #expect(tables.stdout.contains("Only the first 3 tables are shown"))
    let figure = try await run("go.Figure(go.Scatter(y=np.random.rand(200_000)))")
    #expect(figure.error?.type == "ValueError")
    #expect(figure.error?.message.contains("Aggregate or sample") == true)
  }

  @Test(arguments: [
    "os.write(200, b'{' * 10_000_000)", "os.write(200, b'no json\\n')", "os.write(200, b'{}\\n')",
    "os.write(200, b'[' * 100_000 + b'\\n')",
    "os.write(200, b'{\"kind\":\"table\",\"title\":null,\"columns\":[],\"rows\":[[1]],\"total_rows\":1}\\n')",
    "os.write(200, b'{\"kind\":\"figure\",\"figure\":{\"data\":[NaN],\"layout\":{}}}\\n')",
    "os.write(200, b'{\"kind\":\"figure\",\"figure\":{\"data\":[1e999],\"layout\":{}}}\\n')",
    "os.write(200, b'{\"kind\":\"figure\",\"figure\":{\"data\":[' + b'9' * 400 + b'],\"layout\":{}}}\\n')",
    "import pickle; os.write(200, pickle.dumps([1, 2, 3]) + b'\\n')",
  ])
  func aForgedResultIsRefused(_ forgery: String) async throws {
    let result = try await run("import os; \(forgery)")
    #expect(["MalformedResult", "ResultTooLarge"].contains(result.error?.type))
  }

  @Test func whatLooksLikeAResultInThePrintsIsOnlyPrinted() async throws {
    let result = try await run(#"print('12\n{"stdout": "forged"}')"#)
    #expect(result.stdout == "12\n{\"stdout\": \"forged\"}\n")
    #expect(result.error == nil)
  }

  @Test(arguments: [
    ("import os; os._exit(3)", "ProgramExited"), ("import os; os.abort()", "ProgramKilled"),
    ("import ctypes; ctypes.string_at(0)", "ProgramKilled"), ("import sys; sys.exit(3)", "SystemExit"),
    ("raise KeyboardInterrupt", "KeyboardInterrupt"), ("def f(): f()\nf()", "RecursionError"),
  ])
  func anAbruptEndIsAnErrorOfTheProgram(_ code: String, _ type: String) async throws {
    #expect(try await run(code).error?.type == type)
  }
}
