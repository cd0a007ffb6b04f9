import CSecureMemory

/// Exact search in raw bytes.
package enum ByteSearch {
  /// The offset of the first occurrence of `needle` in `haystack`, or nil; an empty needle is found nowhere.
  package static func firstOffset(of needle: UnsafeRawBufferPointer, in haystack: UnsafeRawBufferPointer) -> Int? {
    guard !needle.isEmpty, haystack.count >= needle.count else { return nil }
    let offset = latchkey_find(haystack.baseAddress, haystack.count, needle.baseAddress, needle.count)
    return offset < 0 ? nil : offset
  }
}
