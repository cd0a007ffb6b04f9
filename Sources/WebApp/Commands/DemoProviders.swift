package import ServiceLifecycle

/// The simulated providers of the demo, as the program's entry point hands them over.
package struct DemoProviders: Sendable {
  let service: any Service
  let sample: SampleFile
  let environment: @Sendable () async throws -> [String: String]

  /// `environment` gives base URLs and platform keys once the simulator listens.
  package init(
    service: any Service, sample: SampleFile, environment: @escaping @Sendable () async throws -> [String: String]
  ) {
    self.service = service
    self.sample = sample
    self.environment = environment
  }
}
