package import Core
import Crypto
import Foundation

extension KeyRing {
  /// Seals a provider key with AES-256-GCM under HKDF(current master key, salt, purpose), bound to `context`.
  package func seal(_ secret: Secret, for context: SealContext) throws(SealError) -> SealedKey {
    let key = derivedKey(from: current, context: context)
    do {
      let box = try secret.withBytes { bytes in
        try AES.GCM.seal(bytes, using: key, authenticating: context.associatedData)
      }
      guard let combined = box.combined else { throw SealError.tampered }
      let fields = [
        SealedKey.version, current.id, String(context.expiresAt.milliseconds), Base64URL.encode(combined),
      ]
      return SealedKey(unverified: fields.joined(separator: "."))
    } catch {
      throw .tampered
    }
  }

  /// Opens a sealed key for one task. The caller wipes the secret when the task ends.
  package func open(_ sealed: SealedKey, for context: SealContext, now: Timestamp) throws(SealError) -> Secret {
    guard let parts = sealed.parts, let box = Base64URL.decode(parts.box), !box.isEmpty else { throw .tampered }
    guard let master = key(named: parts.keyID) else { throw .unknownMasterKey }
    guard parts.expiresAt == context.expiresAt.milliseconds else { throw .tampered }
    guard now < context.expiresAt else { throw .expired }
    do {
      var plain = try AES.GCM.open(
        AES.GCM.SealedBox(combined: box), using: derivedKey(from: master, context: context),
        authenticating: context.associatedData)
      return Secret(moving: &plain)
    } catch {
      throw .tampered
    }
  }

  private func derivedKey(from master: MasterKey, context: SealContext) -> SymmetricKey {
    master.secret.withBytes { bytes in
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: bytes), salt: context.salt, info: Array("latchkey sealed key v1".utf8),
        outputByteCount: 32)
    }
  }
}
