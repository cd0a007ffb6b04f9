/// Text that a provider sent and that may echo a key: it has no description, and only `KeySealing`'s scrubber turns it
/// into text for people.
package struct UnscrubbedText: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The raw text, cut to `longest` characters; for the scrubber and for classification only.
  package let raw: String

  /// The longest text that is kept, in characters of four bytes at most.
  package static let longest = 4096

  package init(_ text: String) { raw = text.beginning(characters: Self.longest) }

  package var description: String { "(unscrubbed provider text)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
