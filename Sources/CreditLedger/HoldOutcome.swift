package import Core

/// How a wish to hold ended. When several could apply, the first of this list is told:
///
/// 1. an impossible amount or expiry throws `CreditError.invalidAmount` or `.invalidExpiry`;
/// 2. a hold with the same task id (or else the same idempotency key in the account): `.conflict` when it is another
/// wish,
///    `.existing` when it is the same one, in whatever state it is by now (also when there are no credits left);
/// 3. an unknown account throws `CreditError.unknownAccount`;
/// 4. too few credits: `.insufficient`, and nothing is kept, so that the same task may be tried again later;
/// 5. `.held`.
package enum HoldOutcome: Hashable, Sendable {
  case held(Hold)
  case existing(Hold)
  case insufficient(required: Credits, available: Credits)
  case conflict
}
