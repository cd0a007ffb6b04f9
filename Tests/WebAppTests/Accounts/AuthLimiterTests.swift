import Core
import Storage
import TestSupport
import Testing

@testable import WebApp

@Suite struct AuthLimiterTests {
  private func limiter(_ adjust: (inout AppConfiguration) -> Void = { _ in }) async throws -> AuthLimiter {
    let site = try await Site(adjust)
    return AuthLimiter(
      store: RateLimitStore(database: site.database), clock: site.clock.wallClock, configuration: site.configuration)
  }

  private func isRefused(_ attempt: () async throws -> Void) async throws -> Bool {
    do {
      try await attempt()
      return false
    } catch AuthError.tooManyAttempts {
      return true
    }
  }

  @Test func aStrangerCantLockSomebodyOut() async throws {
    let limiter = try await limiter()
    for _ in 0..<AuthLimiter.attemptsPerEmail {
      try await limiter.attempt(address: "6.6.6.6", email: "ada@example.org")
    }
    #expect(try await isRefused { try await limiter.attempt(address: "6.6.6.6", email: "ADA@example.org") })
    #expect(try await !isRefused { try await limiter.attempt(address: "10.0.0.1", email: "ada@example.org") })
  }

  @Test func manyPlacesTogetherHaveALimitToo() async throws {
    let limiter = try await limiter { $0.authAttemptsPerHour = 1000 }
    for number in 0..<AuthLimiter.attemptsPerEmailFromEverywhere {
      try await limiter.attempt(address: "10.0.\(number / 250).\(number % 250)", email: "ada@example.org")
    }
    #expect(try await isRefused { try await limiter.attempt(address: "10.9.9.9", email: "ada@example.org") })
    #expect(try await !isRefused { try await limiter.attempt(address: "10.9.9.9", email: "eve@example.org") })
  }

  @Test func anIPv6NetworkIsOnePlace() async throws {
    let limiter = try await limiter { $0.authAttemptsPerHour = 3 }
    for number in 0..<3 { try await limiter.attempt(address: "2001:db8::\(number)", email: nil) }
    #expect(try await isRefused { try await limiter.attempt(address: "2001:db8::ffff", email: nil) })
    #expect(try await !isRefused { try await limiter.attempt(address: "2001:db8:0:1::1", email: nil) })
  }

  @Test func signUpsAndSignInsAreCountedApart() async throws {
    let limiter = try await limiter {
      $0.signUpsPerHour = 2
      $0.authAttemptsPerHour = 1
    }
    for _ in 0..<2 { try await limiter.newAccount(address: "10.0.0.1") }
    #expect(try await isRefused { try await limiter.newAccount(address: "10.0.0.1") })
    #expect(try await !isRefused { try await limiter.attempt(address: "10.0.0.1", email: nil) })
  }
}
