/// Programs that compare groups of rows.
enum GroupPrograms {
  static func totals(by category: ProfileColumn, of measure: ProfileColumn, _ aggregation: Aggregation) -> String {
    let words = aggregation.words(measure.label)
    let title = Python.literal("\(words) by \(category.label)".titled)
    return """
      category, measure, result = \(category.python), \(measure.python), \(Python.literal(words))

      # \(words.titled) in each group, with the number of rows behind it
      grouped = df.groupby(category)[measure].agg(["\(aggregation.rawValue)", "count"]).reset_index()
      grouped.columns = [category, result, "rows"]
      grouped = grouped.sort_values(result, ascending=False, ignore_index=True)
      \(share(aggregation))grouped[result] = grouped[result].round(2)
      show(grouped, title=\(title))

      figure = px.bar(
          grouped.head(20), x=category, y=result, text_auto=".3s", title=\(title),
          labels={category: \(category.axis), result: \(Python.literal(words.titled))},
      )
      figure.update_layout(xaxis_type="category", yaxis_rangemode="tozero")
      show(figure)

      first, last = grouped.iloc[0], grouped.iloc[-1]
      print(f"Compared: {result} by {category}")
      print(f"Groups: {len(grouped)}")
      print(f"Highest: {first[category]} with {first[result]:,.2f}\(shareText("first", aggregation))")
      print(f"Lowest: {last[category]} with {last[result]:,.2f}\(shareText("last", aggregation))")
      print(f"Overall {result}: {df[measure].\(aggregation.rawValue)():,.2f}")
      print(f"Rows without {measure}: {df[measure].isna().sum():,}")
      """
      .formattingWholeNumbers(of: measure, aggregation)
  }

  private static func share(_ aggregation: Aggregation) -> String {
    guard aggregation == .sum else { return "" }
    return "grouped[\"share in %\"] = (100 * grouped[result] / grouped[result].sum()).round(1)\n"
  }

  private static func shareText(_ row: String, _ aggregation: Aggregation) -> String {
    aggregation == .sum ? " ({\(row)['share in %']} % of the total)" : ""
  }

  static func totals(
    by category: ProfileColumn, and split: ProfileColumn, of measure: ProfileColumn, _ aggregation: Aggregation
  ) -> String {
    let words = aggregation.words(measure.label)
    let title = Python.literal("\(words) by \(category.label) and \(split.label)".titled)
    return """
      category, split, measure, result = \(category.python), \(split.python), \(measure.python), \(Python.literal(words))

      grouped = df.groupby([category, split])[measure].\(aggregation.rawValue)().round(2).reset_index(name=result)
      table = grouped.pivot(index=category, columns=split, values=result).reset_index()
      show(table, title=\(title))

      figure = px.bar(
          grouped, x=category, y=result, color=split, barmode="group", title=\(title),
          labels={category: \(category.axis), split: \(split.axis), result: \(Python.literal(words.titled))},
      )
      figure.update_layout(xaxis_type="category")
      show(figure)

      ranked = grouped.sort_values(result, ascending=False)
      first, last = ranked.iloc[0], ranked.iloc[-1]
      print(f"Compared: {result} by {category} and {split}")
      print(f"Groups: {len(grouped)}")
      print(f"Highest: {first[category]} / {first[split]} with {first[result]:,.2f}")
      print(f"Lowest: {last[category]} / {last[split]} with {last[result]:,.2f}")
      print(f"Overall {result}: {df[measure].\(aggregation.rawValue)():,.2f}")
      """
      .formattingWholeNumbers(of: measure, aggregation)
  }

  static func counts(by category: ProfileColumn) -> String {
    let title = Python.literal("Rows by \(category.label)")
    return """
      category = \(category.python)

      counts = df[category].value_counts().rename_axis(category).reset_index(name="rows")
      counts["share in %"] = (100 * counts["rows"] / len(df)).round(1)
      show(counts, title=\(title))

      figure = px.bar(
          counts.head(20), x=category, y="rows", text_auto=True, title=\(title),
          labels={category: \(category.axis), "rows": "Rows"},
      )
      figure.update_layout(xaxis_type="category")
      show(figure)

      first, last = counts.iloc[0], counts.iloc[-1]
      print(f"Compared: number of rows by {category}")
      print(f"Groups: {len(counts)}")
      print(f"Highest: {first[category]} with {first['rows']:,} rows ({first['share in %']} % of the total)")
      print(f"Lowest: {last[category]} with {last['rows']:,} rows ({last['share in %']} % of the total)")
      print(f"Overall number of rows: {len(df):,}")
      print(f"Rows without {category}: {df[category].isna().sum():,}")
      """
  }

  static func comparison(of measure: ProfileColumn, by category: ProfileColumn) -> String {
    let title = Python.literal("\(measure.label) by \(category.label)".titled)
    return """
      category, measure = \(category.python), \(measure.python)

      table = df.groupby(category)[measure].agg(["count", "mean", "median", "std", "min", "max"]).round(2)
      table = table.sort_values("mean", ascending=False).reset_index()
      show(table, title=\(title))

      figure = px.box(
          df.dropna(subset=[category, measure]), x=category, y=measure, color=category, title=\(title),
          labels={category: \(category.axis), measure: \(measure.axis)},
          category_orders={category: table[category].tolist()},
      )
      figure.update_layout(showlegend=False, xaxis_type="category")
      show(figure)

      first, last = table.iloc[0], table.iloc[-1]
      print(f"Compared: average {measure} by {category}")
      print(f"Groups: {len(table)}")
      print(f"Highest: {first[category]} with {first['mean']:,.2f} (median {first['median']:,.2f})")
      print(f"Lowest: {last[category]} with {last['mean']:,.2f} (median {last['median']:,.2f})")
      print(f"Difference: {first['mean'] - last['mean']:,.2f}")
      print(f"Overall average {measure}: {df[measure].mean():,.2f}")
      """
  }
}
