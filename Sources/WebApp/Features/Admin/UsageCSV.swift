import Core
import Storage

/// Use as a CSV file (RFC 4180).
enum UsageCSV {
  static func text(of lines: [UsageLine]) -> String {
    let header =
      "day,feature,provider,model,payer,tasks,calls,input_tokens,output_tokens,cached_tokens,reasoning_tokens,estimated_calls,credits,errors"
    return ([header] + lines.map(row)).joined(separator: "\r\n") + "\r\n"
  }

  private static func row(_ line: UsageLine) -> String {
    let view = UsageLineView(line)
    let numbers: [Int64] = [
      Int64(view.tasks), Int64(view.calls), Int64(view.inputTokens), Int64(view.outputTokens), Int64(view.cachedTokens),
      Int64(view.reasoningTokens), Int64(view.estimatedCalls), view.credits, Int64(view.errors),
    ]
    let names = [view.day, view.feature, view.provider ?? "", field(view.model ?? ""), view.payer.rawValue]
    return (names + numbers.map(String.init)).joined(separator: ",")
  }

  /// Quoted where it must be; a leading sign is defused, so that a spreadsheet does not take the field for a formula.
  private static func field(_ text: String) -> String {
    let safe = text.first.map { "=+-@".contains($0) } == true ? "'" + text : text
    guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
