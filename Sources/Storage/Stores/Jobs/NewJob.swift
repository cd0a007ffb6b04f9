package import Core

/// A job as somebody asks for it.
package struct NewJob: Sendable {
  package var id: TaskID
  package var kind: JobKind
  package var user: UserID
  package var lane: String?
  package var payload: JSONValue
  /// How often it may be begun: 1 for what can't be repeated.
  package var mostAttempts: Int
  /// How many live jobs of its kind this person may have, with this one; more are refused.
  package var mostOfOnePerson: Int

  package init(
    id: TaskID, kind: JobKind, user: UserID, lane: String? = nil, payload: JSONValue = .null, mostAttempts: Int = 3,
    mostOfOnePerson: Int = .max
  ) {
    self.id = id
    self.kind = kind
    self.user = user
    self.lane = lane
    self.payload = payload
    self.mostAttempts = mostAttempts
    self.mostOfOnePerson = mostOfOnePerson
  }
}

/// What became of a job that was to be added.
package enum JobAdded: Sendable, Equatable {
  case added
  /// The same id came before.
  case wasThere
  /// Another live job works in its lane.
  case laneBusy
  /// The person has as many live jobs of this kind as allowed.
  case tooMany
}
