/// Why a sealed key can't be opened. `Metering` turns it into what people see.
package enum SealError: Error, Equatable {
  /// The envelope is not ours, was changed, or belongs to another session, user, provider or an earlier key.
  case tampered
  case expired
  /// Sealed under a master key that is no longer in the ring.
  case unknownMasterKey
}
