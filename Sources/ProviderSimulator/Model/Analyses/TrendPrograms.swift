/// Programs that follow a number over time.
enum TrendPrograms {
  static func trend(_ date: ProfileColumn, _ measure: ProfileColumn?, _ aggregation: Aggregation) -> String {
    let words = measure.map { aggregation.words($0.label) } ?? "number of rows"
    let title = Python.literal("\(words) over time".titled)
    return """
      \(opening(date, words))

      trend = data.groupby("period")\(aggregated(measure, aggregation)).reset_index(name=result)
      trend["change in %"] = (100 * trend[result].pct_change()).round(1)
      show(trend, title=\(title))

      figure = px.line(
          trend, x="period", y=result, markers=True, title=\(title),
          labels={"period": unit.title(), result: \(Python.literal(words.titled))},
      )
      figure.update_layout(hovermode="x unified", yaxis_rangemode="tozero", xaxis_type="category")
      show(figure)

      \(facts)
      """
      .formattingWholeNumbers(of: measure, aggregation)
  }

  static func trend(
    _ date: ProfileColumn, _ measure: ProfileColumn?, _ aggregation: Aggregation, split: ProfileColumn
  ) -> String {
    let words = measure.map { aggregation.words($0.label) } ?? "number of rows"
    let title = Python.literal("\(words) over time by \(split.label)".titled)
    return """
      \(opening(date, words))
      split = \(split.python)

      lines = data.groupby(["period", split])\(aggregated(measure, aggregation)).reset_index(name=result)
      show(lines.pivot(index="period", columns=split, values=result).reset_index(), title=\(title))

      figure = px.line(
          lines, x="period", y=result, color=split, markers=True, title=\(title),
          labels={"period": unit.title(), split: \(split.axis), result: \(Python.literal(words.titled))},
      )
      figure.update_layout(hovermode="x unified", yaxis_rangemode="tozero", xaxis_type="category")
      show(figure)

      trend = data.groupby("period")\(aggregated(measure, aggregation)).reset_index(name=result)
      \(facts)
      leader = data.groupby(split)\(aggregated(measure, aggregation)).sort_values(ascending=False)
      print(f"Leading {split}: {leader.index[0]} with {leader.iloc[0]:,.2f}")
      """
      .formattingWholeNumbers(of: measure, aggregation)
  }

  private static func opening(_ date: ProfileColumn, _ words: String) -> String {
    """
    date, result = \(date.python), \(Python.literal(words))

    # Months for a long period, days for a short one; rows without a date are left out
    data = df.assign(**{date: pd.to_datetime(df[date], errors="coerce"\(date.dayFirst))}).dropna(subset=[date])
    unit, code = ("month", "M") if (data[date].max() - data[date].min()).days > 92 else ("day", "D")
    data["period"] = data[date].dt.to_period(code).astype(str)
    """
  }

  private static func aggregated(_ measure: ProfileColumn?, _ aggregation: Aggregation) -> String {
    measure.map { "[\($0.python)].\(aggregation.rawValue)().round(2)" } ?? ".size()"
  }

  private static let facts = """
    first, last = trend.iloc[0], trend.iloc[-1]
    highest, lowest = trend.loc[trend[result].idxmax()], trend.loc[trend[result].idxmin()]
    print(f"Followed: {result} by {unit}")
    print(f"Periods: {len(trend)}")
    print(f"First {unit}: {first['period']} with {first[result]:,.2f}")
    print(f"Last {unit}: {last['period']} with {last[result]:,.2f}")
    print(f"Highest {unit}: {highest['period']} with {highest[result]:,.2f}")
    print(f"Lowest {unit}: {lowest['period']} with {lowest[result]:,.2f}")
    if first[result]:
        print(f"Change from first to last: {100 * (last[result] / first[result] - 1):+.1f} %")
    """
}
