/// How a wish to give a hold back ended. When several could apply, the first of this list is told:
///
/// 1. no such task: `.unknown`;
/// 2. it was charged before: `.alreadySettled`, the charge stands;
/// 3. it was given back before: `.alreadyReleased`;
/// 4. its time had run out, so that the credits went back by themselves: `.alreadyExpired`;
/// 5. `.released`.
package enum ReleaseOutcome: Hashable, Sendable {
  case released(Hold)
  case alreadySettled(Hold)
  case alreadyReleased(Hold)
  case alreadyExpired(Hold)
  case unknown
}
