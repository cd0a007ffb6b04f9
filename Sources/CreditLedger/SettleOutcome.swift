/// How a wish to charge a hold ended. When several could apply, the first of this list is told:
///
/// 1. no such task: `.unknown`;
/// 2. it was charged before: `.alreadySettled`, charged once all the same;
/// 3. it was given back before: `.alreadyReleased`, nothing is charged;
/// 4. it had expired: `.late` when the credits could be taken once more, else `.uncollected`, and nothing is charged
///    (it stays expired; settling again may still succeed);
/// 5. `.settled`.
package enum SettleOutcome: Hashable, Sendable {
  case settled(Hold)
  case alreadySettled(Hold)
  case late(Hold)
  case uncollected(Hold)
  case alreadyReleased(Hold)
  case unknown
}
